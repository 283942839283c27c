"""Tuning in at any instant: the first picture is the one that the timeline has then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import pytest

from exstreamtv.model.grid import Grid
from tests.kit.capture import Capture, first_picture, glance
from tests.kit.demo import Demo, Settable, compiled, copied, demo_on_air
from tests.kit.on_air import OnAir
from tests.kit.truth import verdict

BEGIN = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""Not today: what is drawn below is then the same in every run."""

WEEK = timedelta(days=7)
INSTANTS = 50
RECONNECTS = 3


@dataclass(frozen=True)
class Stage:
    """The demo on the air, and the hand on its clock."""

    demo: Demo
    clock: Settable
    station: OnAir

    def tuned(self, number: str, instant: datetime) -> Capture:
        """What a viewer of the channel sees who comes at that instant."""
        self.clock.set(instant)
        url = f"{self.station.base}/iptv/channel/{number}.ts"
        # Setting the clock ends the stream of a channel that is on the air: players reconnect.
        capture = next(got for got in (glance(url) for _ in range(RECONNECTS)) if got.data)
        capture.asked += self.clock.ahead.total_seconds()
        return capture


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    directory = copied(tmp_path_factory.mktemp("demo"), BEGIN)
    demo, clock = compiled(directory, BEGIN, BEGIN + WEEK), Settable()
    with demo_on_air(demo, clock) as station:
        yield Stage(demo, clock, station)


def draw(number: int) -> int:
    """A number below 2^32 that anybody can draw again."""
    return int.from_bytes(blake2b(b"%d" % number, digest_size=4).digest(), "big")


@pytest.mark.paced
def test_fifty_tune_ins_are_exact_to_the_picture(stage: Stage) -> None:
    channels = stage.demo.lineup.channels
    span = (WEEK - timedelta(hours=1)) // timedelta(milliseconds=1)
    instants = sorted(draw(n) * span >> 32 for n in range(INSTANTS))

    off, programmes = [], 0
    for number, after in enumerate(instants):
        channel = channels[draw(number + 1000) % len(channels)]
        timeline = stage.demo.timelines[channel.id]
        capture = stage.tuned(channel.number, BEGIN + timedelta(milliseconds=after))
        first, grid = first_picture(capture), Grid(channel.profile.rate)
        found = verdict([first], timeline, grid, stage.demo.content)
        programmes += first.mark is not None
        if found.exact != 1:
            off.append((channel.id, found))

    assert off == []
    assert programmes > INSTANTS * 3 // 4
