"""`random`: drawn each time; nothing returns within `gap` others, if there are so many.

Each draw points into one of the collection's rings and takes the next item from there, so one
more member changes only the draws that fall just before it. Each draw has the next
ring, else a member's luck would be for ever.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from itertools import dropwhile

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.line import Line, Pick
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed
from exstreamtv.schedule.stories import Stories


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """One draw after the other."""
    return Draws(members, seed, cursor)


class Draws:
    """A line in which every pick is a cycle of its own. `Cursor.used` holds the last ``gap``.

    A story is drawn as one; `Cursor.next` is the part that is due of one that has been begun.
    """

    def __init__(self, members: Members, seed: Seed, cursor: Cursor) -> None:
        self._members, self._seed = members, seed
        self._name, self._basis = cursor.name, cursor.basis
        self._count, self._recent = cursor.cycle, list(cursor.used)
        self._begun = _from(members.stories, cursor.next)

    def upcoming(self, day: date) -> Iterator[Pick]:
        """Media that may air on ``day``, the drawn one first, then those after it in the ring.

        Before all comes what is left of a story that has been begun.
        """
        for place, media in enumerate(self._begun):
            if media.alive(day):
                yield Pick(media, place, place)
        ring = self._members.ring(self._count)
        start = bisect_left(ring.lots, self._seed.draw(str(self._count)))
        repeats = []
        for place in range(start - len(ring.lots), start):
            media = self._members.media[ring.numbers[place]]
            if media.alive(day) and media not in self._begun:
                pick = Pick(media, place, place)
                if self._members.head(media).name not in self._recent:
                    yield pick
                else:
                    repeats.append(pick)
        yield from repeats

    def take(self, pick: Pick) -> None:
        """This one airs."""
        self._count += 1
        self._begun = _from(self._members.stories, pick.media.name)[1:]
        if self._members.head(pick.media) is pick.media:
            gap = self._members.config.gap
            self._recent = [*self._recent, pick.media.name][-gap:] if gap else []

    def turn(self, day: date) -> None:
        """Draw again."""
        self._count += 1
        self._begun = ()

    def cursor(self, at: date) -> Cursor:
        """Where it stands at the beginning of broadcast day ``at``."""
        due, used = next((media.name for media in self._begun), ""), tuple(self._recent)
        return Cursor(self._name, at, self._count, next=due, used=used, basis=self._basis)


def _from(stories: Stories, name: str) -> tuple[Media, ...]:
    """The story that the medium called ``name`` is a part of, from there on."""
    return tuple(dropwhile(lambda media: media.name != name, stories.get(name, ())))
