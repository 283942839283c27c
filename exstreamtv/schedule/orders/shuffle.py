"""`shuffle`: every item once per cycle, in an order drawn per cycle.

The order is one of the collection's rings, begun where a draw points, so one more member moves
none of the others past each other. Newcomers wait for the next cycle (`join: now` opts out).
Nothing that ended a cycle comes back within `gap` in the next: it moves to the end of the
first half. That reads only the raw order of the cycle before and writes only the first half
of this one, so it never chains (determinism.md 5).
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.line import Cycles, Line
from exstreamtv.schedule.members import Members, Ring
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members cycle by cycle; one that goes is replaced in place by the last live one."""

    def deal(cycle: int, day: date) -> list[Media]:
        if members.config.join == "now":
            ring, start = _begun(members, seed, cycle, None)
            return [*ring.media[start:], *ring.media[:start]]
        return _seamless(members, seed, cycle, day)

    return Cycles(cursor, deal, waits=True)


def _begun(members: Members, seed: Seed, cycle: int, day: date | None) -> tuple[Ring, int]:
    """The ring of a cycle and the place at which the cycle begins. Each cycle has the next ring."""
    number = seed.draw("ring") + cycle
    ring = members.ring(number) if day is None else members.ring_on(number, day)
    return ring, bisect_left(ring.lots, seed.draw(str(cycle)))


def _seamless(members: Members, seed: Seed, cycle: int, day: date) -> list[Media]:
    ring, start = _begun(members, seed, cycle, day)
    order = [*ring.media[start:], *ring.media[:start]]
    gap = min(max(members.config.gap, 1), len(order) // 4)
    before, end = _begun(members, seed, cycle - 1, day)
    recent = (before.names[place] for place in range(end - gap, end))
    half = len(order) // 2
    returning = sorted((ring.places[name] - start) % len(order) for name in recent)
    moved = [place for place in returning if place < half]
    for shift, place in enumerate(moved):
        order.insert(half - 1, order.pop(place - shift))
    return order
