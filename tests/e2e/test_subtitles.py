"""Subtitles on the air: read from the decoded pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import av
import httpx
import numpy as np
import pytest

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import CLOCK
from exstreamtv.model.media import FileInput, Stream
from exstreamtv.model.subtitles import Subtitles
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import PlayoutItem, Timeline
from exstreamtv.sources.font import font_file
from tests.e2e.test_channel import missing
from tests.kit.capture import Capture, epoch_ticks, tune
from tests.kit.ffmpeg import ffmpeg
from tests.kit.on_air import in_turn, on_air, whole_second

SMALL = Profile(id="small", width=640, height=360, video_kbps=3000, preset="ultrafast")
ONE = Channel("test", "1", "Test", SMALL)
GERMAN = Subtitles(("de",))
SECOND = timedelta(seconds=1)


def film(folder: Path) -> Path:
    """Twenty seconds of dark grey, and words in every odd second of them."""
    path, words = folder / "film.mp4", folder / "film.de.srt"
    dark = ("-f", "lavfi", "-i", "color=0x404040:s=640x360:r=25:d=20")
    ffmpeg(*dark, "-c:v", "libx264", "-preset", "ultrafast", str(path))
    cue = "{0}\n00:00:{0:02},000 --> 00:00:{1:02},000\nHello {0}\n\n"
    words.write_text("".join(cue.format(n, n + 1) for n in range(1, 20, 2)))
    return path


def given(path: Path, sidecar: str) -> FileInput:
    german = Stream("subtitle", "subrip", language="de", file=str(path.with_name(sidecar)))
    return FileInput(str(path), "mov,mp4,m4a", (Stream("video", "h264"), german))


def seen(capture: Capture, timeline: Timeline) -> Iterator[tuple[PlayoutItem, timedelta, bool]]:
    """Each picture of a film: its item, its position in it, and whether words are in it."""
    with av.open(io.BytesIO(capture.data), format="mpegts") as stream:
        for frame in stream.decode(video=0):
            assert frame.pts is not None
            assert frame.time_base is not None
            ticks = epoch_ticks(round(frame.pts * frame.time_base * CLOCK), capture.asked)
            instant = EPOCH + timedelta(microseconds=round(Fraction(ticks * 1_000_000, CLOCK)))
            if (cue := timeline.at(instant + timedelta(microseconds=20))) is None:
                return
            picture = frame.to_ndarray(format="gray")
            if 50 < np.median(picture) < 90:
                assert picture[:240].max() < 150
                yield cue.item, cue.position, bool(picture[240:].max() > 150)


@pytest.mark.paced
def test_words_are_seen_in_their_time_only_and_cost_no_picture(tmp_path: Path) -> None:
    path = film(tmp_path)
    plain = in_turn(["film", "gone"], 6, whole_second(-2), 6)
    timeline = Timeline("test", [replace(item, subtitles=GERMAN) for item in plain.items])
    inputs = {"film": given(path, "film.de.srt"), "gone": given(path, "gone.de.srt")}
    font, cache = str(font_file(tmp_path / "fonts")), tmp_path / "cache"

    with on_air([ONE], {"test": timeline}, inputs, font, cache=cache) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", 5)
        incidents = httpx.get(f"{station.base}/health").json()["incidents"]

    pictures = list(seen(capture, timeline))
    first, second = timeline.items
    due = [(item is first and p // SECOND % 2 == 1) for item, p, _ in pictures]

    assert {item for item, *_ in pictures} == {first, second}
    assert [lit for *_, lit in pictures] == due
    assert len(due) > 75
    assert sum(due) > 10
    assert missing(capture) == set()
    (told,) = (each for each in incidents if each["remedy"] == "shown without subtitles")
    assert "gone.de.srt" in told["what"]
