"""Layers on the air: read from the decoded pictures, beside the row of blocks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import CLOCK
from exstreamtv.model.layer import Layer, Look
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline
from tests.e2e.test_channel import missing, wrong
from tests.kit.capture import Capture, epoch_ticks, tune
from tests.kit.clips import CLIPS, input_of
from tests.kit.on_air import in_turn, on_air, whole_second

SMALL = Profile(id="small", width=640, height=360, video_kbps=3000, preset="ultrafast")
BUG = Layer("bug", Look.LOGO, logo="bug.png", size=20)
NOW = Layer(
    "now", Look.LOGO, logo="now.png", corner="bottom-left", size=20, first=timedelta(seconds=1)
)
ONE = Channel("test", "1", "Test", SMALL, layers=(BUG, NOW))


def square(folder: Path, name: str, colour: tuple[int, int, int]) -> str:
    path = folder / name
    Image.new("RGB", (80, 80), colour).save(path)
    return str(path)


def seen(capture: Capture, timeline: Timeline) -> Iterator[tuple[PlayoutItem, int, bool, bool]]:
    """Each picture: its item, its number in it, and whether the two logos are in their corners."""
    with av.open(io.BytesIO(capture.data), format="mpegts") as stream:
        for frame in stream.decode(video=0):
            assert frame.pts is not None
            assert frame.time_base is not None
            ticks = epoch_ticks(round(frame.pts * frame.time_base * CLOCK), capture.asked)
            instant = EPOCH + timedelta(microseconds=round(Fraction(ticks * 1_000_000, CLOCK)))
            cue = timeline.at(instant + timedelta(microseconds=20))
            if cue is None:
                return
            picture = frame.to_ndarray(format="rgb24")
            red = _is(picture[40:70, 570:600], (255, 0, 0))
            blue = _is(picture[300:330, 40:70], (0, 0, 255))
            yield cue.item, cue.position // timedelta(milliseconds=40), red, blue


def _is(area: NDArray[Any], colour: tuple[int, ...]) -> bool:
    return bool(np.abs(area.reshape(-1, 3).mean(axis=0) - colour).max() < 50)


@pytest.mark.paced
def test_logos_come_and_go_with_the_picture_that_the_timeline_says(
    clips: Path, tmp_path: Path
) -> None:
    files = {clip.name: clip for clip in CLIPS}
    plain = in_turn(["pal.mp4", "film.mp4", "pal.mp4"], 3, whole_second())
    names = (("bug", "now"), (), ("bug", "now"))
    kinds = (Kind.PROGRAMME, Kind.INTERSTITIAL, Kind.PROGRAMME)
    items = [
        replace(item, kind=kind, layers=layers)
        for item, kind, layers in zip(plain.items, kinds, names, strict=True)
    ]
    guide = [
        Programme(items[0].start, items[2].start, "A"),
        Programme(items[2].start, items[2].stop, "B"),
    ]
    timeline = Timeline("test", items, guide)
    inputs = {name: input_of(files[name], clips) for name in ("pal.mp4", "film.mp4")}
    images = {
        "bug": square(tmp_path, "bug.png", (255, 0, 0)),
        "now": square(tmp_path, "now.png", (0, 0, 255)),
    }

    with on_air([ONE], {"test": timeline}, inputs, images=images) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", 7.5)

    over = [item.layers for item, _, red, _ in seen(capture, timeline) if red]
    fresh = {(item.kind, n) for item, n, _, blue in seen(capture, timeline) if blue}
    all_of_them = [item.layers for item, *_ in seen(capture, timeline) if item.layers]

    assert over == all_of_them
    assert len(over) > 80
    assert {n for kind, n in fresh if kind is Kind.PROGRAMME} == set(range(25))
    assert Kind.INTERSTITIAL not in {kind for kind, _ in fresh}
    assert missing(capture) == set()
    assert wrong(capture, timeline) == []


@pytest.mark.paced
def test_a_logo_that_is_not_there_costs_no_picture(clips: Path) -> None:
    files = {clip.name: clip for clip in CLIPS}
    plain = in_turn(["pal.mp4", "pal.mp4"], 3, whole_second())
    timeline = Timeline("test", [replace(item, layers=("bug",)) for item in plain.items])

    with on_air([ONE], {"test": timeline}, {"pal.mp4": input_of(files["pal.mp4"], clips)}) as it:
        capture = tune(f"{it.base}/iptv/channel/1.ts", 4)
        incidents = httpx.get(f"{it.base}/health").json()["incidents"]

    assert missing(capture) == set()
    assert wrong(capture, timeline) == []
    assert any("bug" in each["what"] for each in incidents)
