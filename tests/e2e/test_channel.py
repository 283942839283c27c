"""A channel played from real files by a real FFmpeg."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import httpx
import pytest

from exstreamtv.ffmpeg.encode import REORDER
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.media import FileInput, Input
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline
from exstreamtv.sources.probe import probe
from tests.kit.capture import Capture, pictures, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, drawn
from tests.kit.on_air import OnAir, in_turn, on_air, whole_second

RATE = Fraction(25)
SMALL = Profile(id="small", width=640, height=360, video_kbps=1500, preset="ultrafast")
ONE = Channel("test", "1", "Test", SMALL)
IN_POINT = 0.5
SECONDS = 3
RATES = {clip.name: clip.rate for clip in CLIPS}
CODES = {clip.name: drawn(clip, 4).code for clip in CLIPS}


def inputs(folder: Path, *names: str) -> dict[str, Input]:
    found = {name: probe(folder / name) for name in names}
    return {
        name: FileInput(str(folder / name), file.format, file.streams, file.start_time)
        for name, file in found.items()
    }


@contextmanager
def played(timeline: Timeline, files: Mapping[str, Input]) -> Iterator[OnAir]:
    with on_air([ONE], {"test": timeline}, files) as station:
        yield station


def wrong(capture: Capture, timeline: Timeline) -> list[str]:
    """Pictures that are not what the timeline says, to one of the medium's own."""
    return [
        f"{shown.instant}: {shown.mark}"
        for shown in pictures(capture)
        if (cue := timeline.at(shown.instant + timedelta(microseconds=20)))
        and cue.item.media
        and not (
            shown.mark
            and shown.mark.code == CODES[cue.item.media.key]
            and abs(
                shown.mark.picture
                - Fraction(cue.position // timedelta(microseconds=1), 1_000_000)
                * RATES[cue.item.media.key]
            )
            <= 1
        )
    ]


def missing(capture: Capture) -> set[int]:
    """Distances between neighbouring pictures, in ticks, that are not one picture.

    A capture ends anywhere: its last B-pictures may not have come.
    """
    seen = [shown.ticks for shown in pictures(capture)]
    return steps(seen[:-REORDER]) - {3600}


@pytest.mark.paced
def test_two_seams_of_files_are_exact(clips: Path) -> None:
    names = ("pal.mp4", "film.mp4", "ntsc.mkv", "mute.mp4", "pal.mp4", "film.mp4")
    timeline = in_turn(names, SECONDS, whole_second(), IN_POINT)

    with played(timeline, inputs(clips, *names)) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", 8)

    assert wrong(capture, timeline) == []
    assert missing(capture) == set()
    assert steps(sound_stamps(capture)) == {1920}


@pytest.mark.paced
def test_a_missing_file_is_slate_to_its_end_and_the_next_item_is_exact(clips: Path) -> None:
    names = ("pal.mp4", "gone.mp4", "film.mp4", "pal.mp4")
    timeline = in_turn(names, SECONDS, whole_second(), IN_POINT)

    with played(timeline, inputs(clips, "pal.mp4", "film.mp4")) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", 8)
        incidents = httpx.get(f"{station.base}/health").json()["incidents"]

    slate = [each.instant for each in pictures(capture) if each.mark is None]

    assert missing(capture) == set()
    assert {timeline.at(instant).item.media.key for instant in slate} == {"gone.mp4"}  # type: ignore[union-attr]
    assert len(slate) == SECONDS * RATE
    assert any("gone.mp4" in each["what"] for each in incidents)


@pytest.mark.paced
def test_a_stated_gap_is_slate_and_no_incident() -> None:
    show = in_turn(["drawn"], SECONDS + 3, whole_second()).items[0]
    night = show.stop + timedelta(minutes=1)
    gap = PlayoutItem(show.stop, night, Kind.SLATE, None, show.why)
    timeline = Timeline("test", [show, gap])

    with played(timeline, {"drawn": drawn(CLIPS[0], 3600)}) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", 7)
        incidents = httpx.get(f"{station.base}/health").json()["incidents"]

    assert missing(capture) == set()
    assert all((each.mark is None) == (each.instant >= show.stop) for each in pictures(capture))
    assert incidents == []


@pytest.mark.paced
def test_a_killed_process_is_not_noticed() -> None:
    timeline = in_turn(["drawn"], 60, whole_second())
    film = drawn(CLIPS[0], 3600)

    with played(timeline, {"drawn": film}) as station:
        killer = threading.Timer(2, kill_all_processes)
        killer.start()
        capture = tune(f"{station.base}/iptv/channel/1.ts", 13)
        killer.join()
        incidents = httpx.get(f"{station.base}/health").json()["incidents"]

    assert missing(capture) == set()
    assert all(each.mark for each in pictures(capture))
    assert len(incidents) == 1


def kill_all_processes() -> None:
    """Every program that this one has started."""
    mine = [
        int(stat.parent.name)
        for stat in Path("/proc").glob("[0-9]*/stat")
        if int(stat.read_text().rpartition(")")[2].split()[1]) == os.getpid()
    ]
    for each in mine:
        os.kill(each, signal.SIGKILL)
