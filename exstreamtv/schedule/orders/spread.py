"""`spread`: shows interleaved evenly, each in its own order, each item once per cycle.

Of a show of ten, one is due after each tenth of the cycle. Where in its tenth is a draw that
stays the same, so that the distance is kept across the seam of two cycles. The members of a
cycle are those of the day it began: who comes later waits (`join: now` opts out).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from operator import itemgetter

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.line import Cycles, Line, Queue
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed

_LOT_BITS = 64


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members cycle by cycle; the turn of one that goes is passed over."""
    now = members.config.join == "now"

    def deal(cycle: int, day: date) -> Queue:
        settled = None if now else day
        return members.queue("spread", settled, lambda: _spread(members, settled))

    return Cycles(cursor, deal, waits=False)


def _spread(members: Members, day: date | None) -> Iterator[Media]:
    """Number i of n airs at (i + lot) / n of the cycle; whole numbers, so that ties are exact."""
    due: list[tuple[int, int, int, tuple[Media, ...]]] = []
    chance = members.seed.child(members.name, "spread")
    for rank, (group, units) in enumerate(
        zip(members.groups(day), members.units(day), strict=True)
    ):
        lot = chance.draw(group.name)
        for number, unit in enumerate(units):
            due.append((((number << _LOT_BITS) + lot) // len(units), rank, number, unit))
    return chain.from_iterable(unit for *_, unit in sorted(due, key=itemgetter(0, 1, 2)))
