"""What shows when nothing can be shown: on the same stream, without a seam that decoders notice."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.screen import TONE, Screen, Show
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why
from exstreamtv.sources.font import font_file
from tests.e2e.test_channel import missing
from tests.kit.capture import Capture, complaints, sound, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, write
from tests.kit.on_air import OnAir, item, on_air, whole_second
from tests.kit.transport import examine

TINY = Profile("tiny", 320, 180, video_kbps=600, preset="ultrafast")
PLAIN = Channel("plain", "1", "Plain", TINY)
SECONDS = 7


def gone() -> Timeline:
    """Half a minute of what is not there, and more of it."""
    first = item("gone", whole_second(), 30)
    second = item("gone too", first.stop, 3600)
    guide = [Programme(each.start, each.stop, "A Programme") for each in (first, second)]
    return Timeline("test", [first, second], guide)


def nothing() -> Timeline:
    """A long time in which nothing is planned."""
    start = whole_second()
    return Timeline(
        "test",
        [
            PlayoutItem(
                start, start + timedelta(hours=1), Kind.SLATE, None, Why("s", start.date(), ())
            )
        ],
    )


def luma(capture: Capture) -> Iterator[NDArray[np.uint8]]:
    with av.open(io.BytesIO(capture.data), format="mpegts") as stream:
        for frame in stream.decode(video=0):
            yield frame.to_ndarray(format="gray")


def loudness(capture: Capture) -> float:
    """Of the last seconds."""
    return float(np.sqrt((sound(capture)[1][-96_000:] ** 2).mean()))


def watched(station: OnAir, *numbers: str) -> dict[str, Capture]:
    """All of them at once."""
    found: dict[str, Capture] = {}

    def watch(number: str) -> None:
        found[number] = tune(f"{station.base}/iptv/channel/{number}.ts", SECONDS)

    watching = [threading.Thread(target=watch, args=(number,)) for number in numbers]
    for each in watching:
        each.start()
    for each in watching:
        each.join()
    return found


def must_be_seamless(capture: Capture) -> None:
    assert missing(capture) == set()
    assert examine(capture.data).faults == []
    assert steps(sound_stamps(capture)) == {1920}
    assert complaints(capture) == ""


@pytest.fixture(scope="module")
def font(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(font_file(tmp_path_factory.mktemp("fonts")))


@pytest.mark.paced
def test_each_kind_of_slate_is_drawn_while_another_one_shows(tmp_path: Path, font: str) -> None:
    clip = write(CLIPS[0], tmp_path, 3)
    screens = {
        "2": Screen(Show.STATIC, sound=TONE),
        "3": Screen(Show.PATTERN),
        "4": Screen(Show.CLIP, "clip.mp4", "clip.mp4"),
        "5": Screen(Show.PICTURE, "gone.png"),
    }
    channels = [PLAIN, *(replace(PLAIN, id=n, number=n, slate=s) for n, s in screens.items())]
    lines = {each.id: gone() for each in channels}

    with on_air(channels, lines, {}, font, own={"clip.mp4": str(clip)}) as station:
        found = watched(station, "1", *screens)
        told = [each.what for each in station.station.incidents.last(100)]

    last = {number: [*luma(capture)][-1] for number, capture in found.items()}
    for capture in found.values():
        must_be_seamless(capture)
    assert last["2"].std() > 30
    assert last["3"].std() > 50
    assert last["1"].std() < 20
    assert np.abs(last["5"].astype(int) - last["1"]).mean() < 3, "a plain card instead"
    assert sum("the slate cannot be drawn: `gone.png` is not there" in each for each in told) == 1
    assert loudness(found["2"]) > 0.03
    assert loudness(found["4"]) > 0.01
    assert loudness(found["1"]) < 0.001


@pytest.mark.paced
def test_what_a_card_says_for_the_occasion_comes_a_little_later(font: str) -> None:
    with on_air([PLAIN], {"plain": gone()}, {}, font) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", SECONDS)

    ink = [int((picture > 130).sum()) for picture in luma(capture)]

    must_be_seamless(capture)
    assert ink[-1] > ink[0] > 0


@pytest.mark.paced
def test_a_clock_tells_the_time_while_nothing_is_planned(font: str) -> None:
    channel = replace(PLAIN, off_air=Screen(Show.CLOCK))
    with on_air([channel], {"plain": nothing()}, {}, font) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", SECONDS)
        told = station.station.incidents.last(10)

    middle = [*luma(capture)][-1][60:110]

    must_be_seamless(capture)
    assert (middle > 200).mean() > 0.05
    assert told == []
