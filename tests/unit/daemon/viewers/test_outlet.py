from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from exstreamtv.daemon.splicing.splicer import Chunk
from exstreamtv.daemon.viewers.fanout import Guest, Viewer
from exstreamtv.daemon.viewers.outlet import Outlet
from exstreamtv.model.grid import Grid, ticks_at
from exstreamtv.model.pacing import OFF

RATE = 25
START = datetime(2026, 11, 24, 20, tzinfo=UTC)
FIRST = 25 * (ticks_at(START) // 90_000)


class Still:
    """A clock that stands where it is set."""

    def __init__(self) -> None:
        self.instant = START

    def now(self) -> datetime:
        return self.instant


class Stage:
    """An outlet, and a stream of a group a second in two chunks."""

    def __init__(self) -> None:
        self.clock = Still()
        self.grid = Grid(Fraction(RATE))
        self.outlet = Outlet(self.grid, RATE, self.clock, OFF)

    def second(self, number: int) -> None:
        self.clock.instant = START + timedelta(seconds=number)
        key = FIRST + (number + 2) * RATE
        halves = (Chunk(b"%d" % number, key), Chunk(b"."))
        for chunk, stop in zip(halves, (key + RATE // 2, key + RATE), strict=True):
            self.outlet.send([chunk], self.grid.picture_ticks(stop))


def rest(viewer: Viewer) -> bytes:
    async def story() -> bytes:
        got = b""
        viewer.close()
        while data := await viewer.get():
            got += data
        return got

    return asyncio.run(story())


def guest(number: int) -> Guest:
    return Guest(f"192.0.2.{number}", "ts", START + timedelta(seconds=number))


def test_of_many_only_the_slow_one_is_dropped_and_the_rest_lose_nothing() -> None:
    async def got(viewer: Viewer) -> bytes:
        async with asyncio.timeout(1):
            return await viewer.get() + await viewer.get()

    stage, heard = Stage(), [b"", b""]
    joined = stage.outlet.joined
    with joined(guest(2)) as one, joined(guest(3)) as two, joined(guest(1)) as slow:
        for number in range(20):
            stage.second(number)
            heard = [h + asyncio.run(got(v)) for h, v in zip(heard, (one, two), strict=True)]
        oldest = stage.outlet.viewers[0]

    assert slow.dropped
    assert not one.dropped
    assert heard == [b"".join(b"%d." % n for n in range(20))] * 2
    assert oldest is one
    assert stage.outlet.dropped == 1


def test_who_joins_begins_with_the_group_on_the_air() -> None:
    stage = Stage()
    for number in range(20):
        stage.second(number)
    with stage.outlet.joined(guest(1)) as viewer:
        assert rest(viewer) == b"17.18.19."


def test_who_waits_for_the_stream_gets_the_next_one_that_begins() -> None:
    stage = Stage()
    with stage.outlet.joined(guest(1)) as viewer:
        stage.outlet.begin()
        stage.second(0)

        assert rest(viewer) == b"0."


def test_who_watches_hears_the_end() -> None:
    stage = Stage()
    with stage.outlet.joined(guest(1)) as viewer:
        stage.second(0)
        stage.outlet.end()
        stage.outlet.begin()
        stage.second(1)

        assert rest(viewer) == b"0."
