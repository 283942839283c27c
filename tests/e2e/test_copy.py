"""A channel that sends some media as they are and encodes the others: nobody can tell which."""

from __future__ import annotations

import io
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count, cycle
from pathlib import Path

import av
import pytest

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from exstreamtv.model.timeline import PlayoutItem, Timeline
from tests.kit.capture import Capture, complaints, pictures, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, COPIED, HOLED, Clip, content_of, input_of, write
from tests.kit.on_air import item, on_air, whole_second
from tests.kit.processes import children
from tests.kit.transport import examine
from tests.kit.truth import Content, verdict

PROFILE = Profile("small", 640, 360, video_kbps=1500, preset="ultrafast", copies=True)
GRID = Grid(PROFILE.rate)
CHANNEL = Channel("test", "1", "Test", PROFILE)
FILE_S = 24
ITEM_S = 9.43
IN_POINTS = (0, 3.3, 0, 7.771, 13.013)
ITEMS = 10

ALL = (*COPIED, CLIPS[0], CLIPS[1])
"""Those that fit, one more, and one of another rate."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was captured, what should have been, and what went wrong meanwhile."""

    capture: Capture
    timeline: Timeline
    contents: dict[str, Content]
    incidents: list[str]

    def must_be_exact(self) -> None:
        """Every picture once, the right one, in a stream that no decoder has a word about."""
        shown = pictures(self.capture)
        found = verdict(shown, self.timeline, GRID, lambda media: self.contents[media.key])

        assert found.flawless, (found, self.incidents)
        assert examine(self.capture.data).faults == []
        assert complaints(self.capture) == ""
        assert steps(sound_stamps(self.capture)) == {1920}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("copied")
    for clip in (*ALL, HOLED):
        write(clip, made, FILE_S)
    return made


def aired(
    clip: Clip, folder: Path, start: datetime, seconds: float, in_point: float
) -> PlayoutItem:
    """The clip, of which the lock says what it is; of all that it has a whole picture rate."""
    made = item(clip.name, start, seconds, in_point)
    assert made.media
    streams = [
        replace(each, rate=clip.rate) if each.kind == "video" else each
        for each in input_of(clip, folder).streams
    ]
    made.media = replace(made.media, streams=tuple(streams))
    return made


def in_turn(folder: Path, start: datetime) -> Iterator[PlayoutItem]:
    """Every file in turn, from its beginning and from somewhere, cut anywhere."""
    for clip, in_point, number in zip(cycle(ALL), cycle(IN_POINTS), count()):
        yield aired(clip, folder, start + number * timedelta(seconds=ITEM_S), ITEM_S, in_point)


def shown(folder: Path, items: list[PlayoutItem], seconds: float) -> Shown:
    timeline, clips = Timeline("test", items), (*ALL, HOLED)
    contents = {clip.name: content_of(clip, folder) for clip in clips}
    inputs = {clip.name: input_of(clip, folder) for clip in clips}
    with on_air([CHANNEL], {"test": timeline}, inputs) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", seconds)
        incidents = [f"{each.what}; {each.remedy}" for each in station.station.incidents.last(99)]
    return Shown(capture, timeline, contents, incidents)


def endings(data: bytes | Path) -> list[bytes]:
    """The last bytes of every coded picture."""
    source = io.BytesIO(data) if isinstance(data, bytes) else str(data)
    with av.open(source) as stream:
        return [bytes(packet)[-48:] for packet in stream.demux(video=0) if packet.size]


@pytest.mark.paced
def test_copies_join_encoded_pictures_at_any_place(folder: Path) -> None:
    made = in_turn(folder, whole_second())
    seen = shown(folder, [next(made) for _ in range(ITEMS + 4)], ITEMS * ITEM_S)

    assert seen.incidents == []
    seen.must_be_exact()
    whole = {each for clip in ALL for each in endings(folder / clip.name)}
    own = [each in whole for each in endings(seen.capture.data)]
    assert sum(own) > 0.75 * len(own)


@pytest.mark.paced
def test_a_copy_that_is_killed_is_copied_on_and_nobody_sees_it(folder: Path) -> None:
    def strike() -> None:
        for _ in range(2):
            time.sleep(4)
            for pid in children(os.getpid()):
                os.kill(pid, signal.SIGKILL)

    striker = threading.Thread(target=strike)
    striker.start()
    seen = shown(folder, [aired(COPIED[4], folder, whole_second(-2), FILE_S, 0)], 14)
    striker.join()

    assert seen.incidents
    assert all(each.endswith("cut in anew") for each in seen.incidents)
    seen.must_be_exact()


@pytest.mark.paced
def test_a_file_that_is_not_what_the_lock_says_is_encoded_from_there_on(folder: Path) -> None:
    seen = shown(folder, [aired(HOLED, folder, whole_second(-4), FILE_S, 0)], 14)

    assert seen.incidents == [
        "`test:holed.mp4`: its pictures do not come one a slot; encoded from here on"
    ]
    seen.must_be_exact()
