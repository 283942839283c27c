"""`random`: drawn each time; nothing returns within `gap` others.

Each draw points into a ring of the members in hashed order and takes the next one from
there, so one more member changes only the draws that fall just before it. The ring is
drawn anew every so many picks, else a member's luck would be for ever.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.line import Line, Pick
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed

TURNS = 64
"""Picks between two rings."""


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """One draw after the other."""
    return Draws(members, seed, cursor)


class Draws:
    """A line in which every pick is a cycle of its own. `Cursor.used` holds the last ``gap``."""

    def __init__(self, members: Members, seed: Seed, cursor: Cursor) -> None:
        self._members, self._seed = members, seed
        self._name, self._basis = cursor.name, cursor.basis
        self._count, self._recent = cursor.cycle, list(cursor.used)
        self._gap = min(members.config.gap, len(members.media) // 2)
        self._ring: tuple[int, list[Media], list[int]] = (-1, [], [])

    def upcoming(self, day: date) -> Iterator[Pick]:
        """Media that may air on ``day``, the drawn one first, then those after it in the ring."""
        media, points = self._turned()
        start = bisect_left(points, self._seed.draw(str(self._count)))
        alive = [one for one in media[start:] + media[:start] if one.alive(day)]
        for one in sorted(alive, key=lambda one: one.name in self._recent):
            yield Pick(one, 0, 0)

    def _turned(self) -> tuple[list[Media], list[int]]:
        number = self._count // TURNS
        if self._ring[0] != number:
            seed = self._seed.child(str(number))
            media = seed.shuffled(self._members.media, lambda one: one.name)
            self._ring = number, media, [seed.draw(one.name) for one in media]
        return self._ring[1], self._ring[2]

    def take(self, pick: Pick) -> None:
        """This one airs."""
        self._count += 1
        self._recent = [*self._recent, pick.media.name][-self._gap :] if self._gap else []

    def turn(self, day: date) -> None:
        """Draw again."""
        self._count += 1

    def cursor(self, at: date) -> Cursor:
        """Where it stands at the beginning of broadcast day ``at``."""
        return Cursor(self._name, at, self._count, used=tuple(self._recent), basis=self._basis)
