from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise

from exstreamtv.daemon.viewers.fanout import Guest, Viewer
from exstreamtv.daemon.viewers.ring import Ring
from exstreamtv.model.grid import CLOCK
from exstreamtv.model.pacing import ADAPTIVE, OFF, REALTIME, Pacing, burst
from exstreamtv.model.time import EPOCH

BEGIN = 1_000_000 * CLOCK
LEAD_S = 2
LIVE = Guest("192.0.2.1", "ts", EPOCH)


class Stage:
    """A stream of a group a second, each in one piece that says its second, and a clock."""

    def __init__(self, back_s: int = 60) -> None:
        self.ring = Ring(back_s * CLOCK)
        self.now = BEGIN
        self.written = 0

    def at(self, second: int) -> None:
        """It is so late, and the stream is written two seconds ahead."""
        self.now = BEGIN + second * CLOCK
        while self.written < second + LEAD_S:
            start = BEGIN + self.written * CLOCK
            self.ring.put(b"%d " % self.written, start, start + CLOCK)
            self.written += 1

    def viewer(self, pacing: Pacing = OFF) -> Viewer:
        return Viewer(LIVE, self.ring, pacing, lambda: self.now, CLOCK // 2)


def taken(viewer: Viewer) -> bytes:
    """All that he gets at once."""
    return asyncio.run(all_of(viewer))


async def all_of(viewer: Viewer) -> bytes:
    got = b""
    try:
        async with asyncio.timeout(0.01):
            while data := await viewer.get():
                got += data
    except TimeoutError:
        pass
    return got


def test_a_viewer_begins_with_what_is_on_the_air_and_all_that_is_ahead() -> None:
    stage = Stage()
    stage.at(20)

    assert taken(stage.viewer()) == b"20 21 "


def test_nothing_is_copied_for_a_viewer() -> None:
    stage = Stage()
    stage.at(20)
    both = [asyncio.run(stage.viewer().get()) for _ in range(2)]

    assert both[0] is both[1]


def test_a_burst_begins_in_the_past() -> None:
    stage = Stage()
    stage.at(20)

    assert taken(stage.viewer(burst(timedelta(seconds=5)))) == b"15 16 17 18 19 20 21 "


def test_realtime_sends_nothing_before_its_clock_reference_is_due() -> None:
    stage = Stage()
    stage.at(20)
    viewer = stage.viewer(REALTIME)

    async def story() -> list[bytes]:
        got = [await all_of(viewer)]
        for later in (CLOCK // 2 - CLOCK // 20, CLOCK // 20):
            stage.now += later
            got.append(await all_of(viewer))
        return got

    assert asyncio.run(story()) == [b"20 ", b"", b"21 "]


def test_who_waits_for_what_is_due_is_woken_then() -> None:
    stage = Stage()
    stage.at(20)
    viewer = stage.viewer(REALTIME)

    async def story() -> bytes:
        await all_of(viewer)
        stage.now += CLOCK // 2 - CLOCK // 50
        asyncio.get_running_loop().call_later(0.005, stage.at, 21)
        async with asyncio.timeout(1):
            return await viewer.get()

    assert asyncio.run(story()) == b"21 "


def test_who_takes_nothing_is_dropped_after_eight_seconds_of_the_stream() -> None:
    stage = Stage()
    stage.at(20)
    viewer = stage.viewer()
    dropped = []
    for second in range(21, 40):
        stage.at(second)
        viewer.look()
        dropped.append(viewer.dropped)

    assert dropped.index(True) == 8
    assert taken(viewer) == b""


def test_an_adaptive_viewer_catches_up_after_half_a_minute() -> None:
    stage = Stage()
    stage.at(20)
    viewer = stage.viewer(ADAPTIVE)
    for second in range(21, 51):
        stage.at(second)
        viewer.look()

    assert not viewer.dropped
    assert taken(viewer) == b"".join(b"%d " % n for n in range(20, 52))
    assert viewer.behind == 0


def test_who_needs_what_memory_cannot_hold_is_dropped() -> None:
    stage = Stage()
    stage.at(20)
    viewer = stage.viewer(ADAPTIVE)
    stage.ring.first += 21
    viewer.look()

    assert viewer.dropped


def test_the_rest_is_still_delivered_when_the_stream_ends() -> None:
    stage = Stage()
    stage.at(20)
    viewer = stage.viewer(REALTIME)
    viewer.close()

    assert [asyncio.run(viewer.get()) for _ in range(3)] == [b"20 ", b"21 ", b""]


def test_a_viewer_who_comes_first_begins_with_the_stream() -> None:
    stage = Stage()
    viewer = stage.viewer()
    stage.at(0)
    viewer.look()

    assert taken(viewer) == b"0 1 "


def test_a_viewer_waits_for_what_comes() -> None:
    stage = Stage()
    viewer = stage.viewer()

    async def story() -> bytes:
        asyncio.get_running_loop().call_soon(stage.at, 0)
        asyncio.get_running_loop().call_soon(viewer.look)
        return await viewer.get()

    assert asyncio.run(story()) == b"0 "


def test_it_is_known_how_far_behind_a_viewer_is_and_what_he_got() -> None:
    stage = Stage()
    stage.at(20)
    viewer = stage.viewer()
    told = []
    for _ in range(3):
        told.append((viewer.behind, viewer.bytes))
        asyncio.run(viewer.get()) if len(told) < 3 else None

    assert told == [(2 * CLOCK, 0), (CLOCK, 3), (0, 6)]
    assert all(before > after for (before, _), (after, _) in pairwise(told))
