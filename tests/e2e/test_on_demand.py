"""A channel that waits for its viewers: left, and gone on with to the picture."""

from __future__ import annotations

import time
from datetime import timedelta
from fractions import Fraction

import httpx
import pytest

from exstreamtv.daemon.player.player import GRACE
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.time import EPOCH, instant_from
from exstreamtv.model.timeline import Timeline
from tests.kit.capture import Shown, pictures, tune
from tests.kit.clips import CLIPS, drawn
from tests.kit.on_air import in_turn, on_air, whole_second

SMALL = Profile(id="small", width=640, height=360, video_kbps=1500, preset="ultrafast")
ONE = Channel("test", "1", "Test", SMALL, waits=True)
FILM = drawn(CLIPS[0], 3600)
MICROSECOND = timedelta(microseconds=1)

AHEAD_S = 3
"""A stream runs so far ahead of the clock at most: what was sent and not yet due comes again."""


def due(timeline: Timeline, instant_s: Fraction) -> Fraction:
    """Which of its pictures the item on the air shows then."""
    item = timeline.items[0]
    start = Fraction((item.start - EPOCH) // MICROSECOND, 1_000_000)
    return (instant_s - start) * FILM.rate


def number(shown: Shown) -> int:
    assert shown.mark
    return shown.mark.picture


@pytest.mark.paced
def test_who_comes_back_sees_the_picture_that_was_due_and_misses_none() -> None:
    planned = in_turn(["film"], 600, whole_second(-60))

    with on_air([ONE], {"test": planned}, {"film": FILM}) as station:
        url = f"{station.base}/iptv/channel/1"
        before = list(pictures(tune(f"{url}.ts", 3)))
        time.sleep(GRACE.total_seconds() + 1)
        stands = httpx.get(f"{station.base}/api/channels/1/now").json()
        later = httpx.get(f"{station.base}/api/channels/1/now").json()
        after = list(pictures(tune(f"{url}.ts", 3)))
        aired = station.station.channels["1"].timeline

    left = instant_from(stands["waits_since"])
    position = timedelta(milliseconds=stands["item"]["position_ms"])
    assert later["item"]["position_ms"] == stands["item"]["position_ms"]
    assert after[0].instant - left > GRACE
    assert number(after[0]) == -(-position * FILM.rate.numerator // timedelta(seconds=1))
    assert number(before[-1]) - AHEAD_S * FILM.rate < number(after[0]) <= number(before[-1]) + 1
    assert [number(each) for each in after] == [
        round(due(aired, Fraction(each.ticks, 90_000))) for each in after
    ]
