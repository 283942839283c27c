"""`rotate`: one of each show in turn, each in its own order, each beginning again by itself.

Every show stands on an item of its own, so a new episode airs when its show comes to it, and no
other show notices. A new show waits until the longest one has come round (`join: now` opts out).
What does not fit is left for its show's next turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.groups import Group
from exstreamtv.schedule.line import Line, Pick
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The shows in turn, by name."""
    return Turns(members, cursor)


class Turns:
    """A line in which every show stands by itself; a cycle is once round the longest one.

    `Cursor.next` is what is due, `Cursor.used` where the other shows stand. In a `Pick`,
    ``place`` is the show's number, ``own`` the item's number in it.
    """

    def __init__(self, members: Members, cursor: Cursor) -> None:
        self._groups, self._now = members.groups(None), members.config.join == "now"
        self._stories = members.stories
        self._name, self._basis = cursor.name, cursor.basis
        self._cycle, self._began = cursor.cycle, cursor.began
        self._today = cursor.at
        self._due = 0
        self._stands = [0] * len(self._groups)
        if cursor.next:
            self._stand((*cursor.used, cursor.next), members.places_in_groups)

    def _stand(self, names: Iterable[str], places: Mapping[str, tuple[int, int]]) -> None:
        for name in names:
            if name in places:
                self._due, place = places[name]
                self._stands[self._due] = place

    def upcoming(self, day: date) -> Iterator[Pick]:
        """What each show has next, the due one first."""
        self._today = day
        self._began = self._began or day
        for turn in range(len(self._groups)):
            number = (self._due + turn) % len(self._groups)
            if self._takes_part(self._groups[number]) and (pick := self._next_of(number)):
                yield pick
                yield from self._siblings(pick)

    def _takes_part(self, group: Group) -> bool:
        began = self._began
        return self._now or began is None or any(media.alive(began) for media in group.media)

    def _next_of(self, number: int) -> Pick | None:
        media, start = self._groups[number].media, self._stands[number]
        for step in range(len(media)):
            own = (start + step) % len(media)
            if media[own].alive(self._today):
                return Pick(media[own], number, own)
        return None

    def _siblings(self, pick: Pick) -> Iterator[Pick]:
        """The parts that follow in a story; they stand together."""
        story = self._stories.get(pick.media.name, ())
        media = self._groups[pick.place].media
        for own in range(pick.own + 1, min(pick.own + len(story), len(media))):
            if media[own] in story and media[own].alive(self._today):
                yield Pick(media[own], pick.place, own)

    def take(self, pick: Pick) -> None:
        """This one airs, and the show after it is due, unless a story goes on."""
        goes_on = any(True for _ in self._siblings(pick))
        self._pass(pick)
        self._due = pick.place if goes_on else (pick.place + 1) % len(self._groups)

    def turn(self, day: date) -> None:
        """Every show passes over what it has next."""
        for pick in list(self.upcoming(day)):
            self._pass(pick)

    def _pass(self, pick: Pick) -> None:
        number, before = pick.place, self._stands[pick.place]
        after = (pick.own + 1) % len(self._groups[number].media)
        self._stands[number] = after
        if after <= before and number == self._longest():
            self._cycle += 1
            self._began = self._today

    def _longest(self) -> int:
        """The show that had the most items when the cycle began; of several the first."""
        began = self._began or self._today
        counts = [sum(media.alive(began) for media in group.media) for group in self._groups]
        return counts.index(max(counts))

    def cursor(self, at: date) -> Cursor:
        """Where it stands at the beginning of broadcast day ``at``."""
        if self._began is None or not self._groups:
            return Cursor(self._name, at, self._cycle, basis=self._basis)
        others = (n for n in range(len(self._groups)) if n != self._due and self._stands[n])
        used = tuple(sorted(self._standing(number, at).name for number in others))
        due = self._standing(self._due, at).name
        return Cursor(self._name, at, self._cycle, self._began, due, used, self._basis)

    def _standing(self, number: int, at: date) -> Media:
        """Where a show stands; not on what has gone, for the lock forgets that."""
        media, start = self._groups[number].media, self._stands[number]
        ahead = (*media[start:], *media[:start])
        return next((one for one in ahead if one.gone is None or one.gone > at), ahead[0])
