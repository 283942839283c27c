"""A channel that sends some media as they are and encodes the others: nobody can tell which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count, cycle
from pathlib import Path

import pytest

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from exstreamtv.model.timeline import PlayoutItem, Timeline
from tests.kit.capture import Capture, complaints, pictures, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, COPIED, content_of, input_of, write
from tests.kit.on_air import item, on_air, whole_second
from tests.kit.transport import examine
from tests.kit.truth import Content, verdict

PROFILE = Profile("small", 640, 360, video_kbps=1500, preset="ultrafast", copies=True)
GRID = Grid(PROFILE.rate)
FILE_S = 24
ITEM_S = 9.43
IN_POINTS = (0, 3.3, 0, 7.771, 13.013)
"""From the beginning, from somewhere, and up to after the end of the last picture but one."""

ALL = (*COPIED, CLIPS[0], CLIPS[1])
ITEMS = 14


@dataclass(frozen=True, slots=True)
class Shown:
    """What was captured, what should have been, and what went wrong meanwhile."""

    capture: Capture
    timeline: Timeline
    contents: dict[str, Content]
    incidents: list[str]
    encoded: int


def items(folder: Path, start: datetime) -> Iterator[PlayoutItem]:
    """Every file in turn, cut out where it is worst."""
    for clip, in_point, number in zip(cycle(ALL), cycle(IN_POINTS), count()):
        at = start + number * timedelta(seconds=ITEM_S)
        made = item(clip.name, at, ITEM_S, in_point)
        assert made.media
        made.media = replace(made.media, streams=input_of(clip, folder).streams)
        yield made


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("copied")
    for clip in ALL:
        write(clip, folder, FILE_S)
    made = items(folder, whole_second())
    timeline = Timeline("test", [next(made) for _ in range(ITEMS + 4)])
    contents = {clip.name: content_of(clip, folder) for clip in ALL}
    inputs = {clip.name: input_of(clip, folder) for clip in ALL}
    channel = Channel("test", "1", "Test", PROFILE)
    with on_air([channel], {"test": timeline}, inputs) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", ITEMS * ITEM_S)
        incidents = [f"{each.what}; {each.remedy}" for each in station.station.incidents.last(99)]
    return Shown(capture, timeline, contents, incidents, 0)


@pytest.mark.alone
def test_every_picture_is_there_once_and_the_right_one(shown: Shown) -> None:
    seen = list(pictures(shown.capture))

    found = verdict(seen, shown.timeline, GRID, lambda media: shown.contents[media.key])

    assert found.pictures >= (ITEMS - 1) * ITEM_S * PROFILE.rate
    assert found.flawless, (found, shown.incidents)
    assert shown.incidents == []


@pytest.mark.alone
def test_the_transport_stream_never_notices(shown: Shown) -> None:
    assert examine(shown.capture.data).faults == []


@pytest.mark.alone
def test_a_decoder_that_forgives_nothing_has_nothing_to_say(shown: Shown) -> None:
    assert complaints(shown.capture) == ""


@pytest.mark.alone
def test_sound_has_neither_gap_nor_overlap(shown: Shown) -> None:
    assert steps(sound_stamps(shown.capture)) == {1920}
