"""`marathon`: group after group, `batch` items of each before the next; each item once per cycle.

Without `batch` a group airs whole. With it the groups come round and round until all have aired
all of theirs. The members of a cycle are those of the day it began: who comes later waits for
the next (`join: now` opts out).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.line import Cycles, Line, Queue
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed
from exstreamtv.schedule.stories import Unit


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members cycle by cycle; the turn of one that goes is passed over."""
    config = members.config

    def deal(cycle: int, day: date) -> Queue:
        settled = None if config.join == "now" else day
        groups = list(zip(members.groups(settled), members.units(settled), strict=True))
        if config.groups == "shuffle":
            drawn = seed.child("groups", str(cycle))
            groups.sort(key=lambda one: (drawn.draw(one[0].name), one[0].name))
        units = [units for _, units in groups]
        return tuple(chain.from_iterable(_batches(units, config.batch)))

    return Cycles(cursor, deal, waits=False)


def _batches(groups: Sequence[Sequence[Unit]], size: int | None) -> Iterator[Unit]:
    longest = max(map(len, groups), default=0)
    size = size or longest
    for start in range(0, longest, size or 1):
        for units in groups:
            yield from units[start : start + size]
