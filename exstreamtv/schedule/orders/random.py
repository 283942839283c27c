"""`random`: drawn each time; nothing returns within `gap` others, if there are so many.

Each draw points into one of the collection's rings and takes the next item from there, so one
more member changes only the draws that fall just before it. Each draw has the next
ring, else a member's luck would be for ever.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.line import Line, Pick
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """One draw after the other."""
    return Draws(members, seed, cursor)


class Draws:
    """A line in which every pick is a cycle of its own. `Cursor.used` holds the last ``gap``."""

    def __init__(self, members: Members, seed: Seed, cursor: Cursor) -> None:
        self._members, self._seed = members, seed
        self._name, self._basis = cursor.name, cursor.basis
        self._count, self._recent = cursor.cycle, list(cursor.used)

    def upcoming(self, day: date) -> Iterator[Pick]:
        """Media that may air on ``day``, the drawn one first, then those after it in the ring."""
        ring = self._members.ring(self._count)
        start = bisect_left(ring.lots, self._seed.draw(str(self._count)))
        repeats = []
        for place in range(start - len(ring.lots), start):
            media = self._members.media[ring.numbers[place]]
            if media.alive(day):
                pick = Pick(media, place, place)
                if media.name not in self._recent:
                    yield pick
                else:
                    repeats.append(pick)
        yield from repeats

    def take(self, pick: Pick) -> None:
        """This one airs."""
        self._count += 1
        gap = self._members.config.gap
        self._recent = [*self._recent, pick.media.name][-gap:] if gap else []

    def turn(self, day: date) -> None:
        """Draw again."""
        self._count += 1

    def cursor(self, at: date) -> Cursor:
        """Where it stands at the beginning of broadcast day ``at``."""
        return Cursor(self._name, at, self._count, used=tuple(self._recent), basis=self._basis)
