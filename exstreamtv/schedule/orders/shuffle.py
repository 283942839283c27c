"""`shuffle`: every item once per cycle, in an order drawn per cycle.

Newcomers wait for the next cycle (`join: now` opts out). Nothing that aired at the end
of a cycle comes back within `gap` at the beginning of the next: such items move to
the end of the first half. That reads only the raw order of the cycle before and writes
only the first half of this one, so it never chains (determinism.md 5).
"""

from __future__ import annotations

from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.line import Cycles, Line
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members cycle by cycle; one that goes is replaced in place by the last live one."""
    config = members.config

    def deal(cycle: int, day: date) -> list[Media]:
        joined = [media for media in members.media if config.join == "now" or media.alive(day)]
        return _seamless(joined, seed, cycle, config.gap)

    return Cycles(cursor, deal, waits=True)


def _seamless(media: list[Media], seed: Seed, cycle: int, gap: int) -> list[Media]:
    order = _drawn(media, seed, cycle)
    gap = min(max(gap, 1), len(media) // 4)
    if not gap:
        return order
    recent = {one.name for one in _drawn(media, seed, cycle - 1)[-gap:]}
    half = len(order) // 2
    first = order[:half]
    kept = [one for one in first if one.name not in recent]
    moved = [one for one in first if one.name in recent]
    return [*kept, *moved, *order[half:]]


def _drawn(media: list[Media], seed: Seed, cycle: int) -> list[Media]:
    return seed.child(str(cycle)).shuffled(media, lambda one: one.name)
