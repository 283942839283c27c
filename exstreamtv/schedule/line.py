"""Where an order stands: the queue of a collection's media, cycle after cycle.

The mutable side of `Cursor`: made from one, and able to give the one it has become.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from datetime import date
from typing import NamedTuple, Protocol, TypeAlias

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media


class Queue(Protocol):
    """Media in the order they air."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> Media: ...


Deal: TypeAlias = Callable[[int, date], Queue]
"""The media of a cycle, given its number and the day it began, in the order they air."""


class Pick(NamedTuple):
    """A medium that may air next. ``place`` is the turn it takes, ``own`` its own in the cycle."""

    media: Media
    place: int
    own: int


class Line(Protocol):
    """What an order offers to the fold."""

    def upcoming(self, day: date) -> Iterator[Pick]:
        """Media that may air on ``day``, the due one first, up to the end of the cycle."""

    def take(self, pick: Pick) -> None:
        """This one airs; one that was not due leaves its turn when it comes."""

    def turn(self, day: date) -> None:
        """Give up what is left of the cycle and begin the next."""

    def cursor(self, at: date) -> Cursor:
        """Where it stands at the beginning of broadcast day ``at``."""


class Cycles:
    """A line in which everything airs once per cycle.

    ``waits`` says what happens to media that go within a cycle: their turn is taken by the
    last live one of the cycle, else it is passed over. Parts of ``stories`` take no turns but
    their own.
    """

    def __init__(
        self, cursor: Cursor, deal: Deal, *, waits: bool, stories: Container[str] = ()
    ) -> None:
        self._stories = stories
        self._name, self._basis = cursor.name, cursor.basis
        self._deal, self._waits = deal, waits
        self._cycle, self._began = cursor.cycle, cursor.began
        self._order: Queue = ()
        self._next = 0
        self._today = cursor.at
        self._used = set(cursor.used)
        if cursor.next:
            self._began = cursor.began or cursor.at
            self._order = deal(self._cycle, self._began)
            self._next = self._place(cursor.next)

    def upcoming(self, day: date) -> Iterator[Pick]:
        """Media that may air on ``day``, the due one first, up to the end of the cycle."""
        self._today = day
        self._pass_gone(day)
        if self._began is None:
            self._begin(day)
        elif not any(True for _ in self._left(day)):
            self.turn(day)
        return self._left(day)

    def _pass_gone(self, day: date) -> None:
        """Turns that nobody takes are over once their media have gone: a lock forgets those."""
        while not self._waits and self._next < len(self._order):
            called = self._called(self._next)
            if called not in self._used and not _gone(self._order[self._next], day):
                return
            self._used.discard(called)
            self._next += 1

    def _left(self, day: date) -> Iterator[Pick]:
        order, used = self._order, self._used
        for place in range(self._next, len(order)):
            media = order[place]
            if used and self._called(place) in used:
                continue
            if media.alive(day):
                yield Pick(media, place, place)
            elif self._waits and _gone(media, day) and (pick := self._stand_in(place, day)):
                yield pick

    def _stand_in(self, place: int, day: date) -> Pick | None:
        if self._order[place].name in self._stories:
            return None
        for own in range(len(self._order) - 1, place, -1):
            media = self._order[own]
            if media.name in self._stories:
                continue
            if media.alive(day) and self._called(own) not in self._used:
                return Pick(media, place, own)
        return None

    def take(self, pick: Pick) -> None:
        """This one airs; one that was not due leaves its turn when it comes."""
        if pick.place == self._next or self._due(pick.place):
            self._next = pick.place + 1
        else:
            self._used.add(self._called(pick.place))
        if pick.own != pick.place:
            self._used.add(self._called(pick.own))

    def _due(self, place: int) -> bool:
        """Has everything before ``place`` aired, or gone, or is it yet to come?

        What comes after its place has been passed airs in the next cycle: it shifts nothing.
        """
        passed = range(self._next, place)
        return not self._waits and not any(
            self._order[at].alive(self._today) and self._called(at) not in self._used
            for at in passed
        )

    def turn(self, day: date) -> None:
        """Give up what is left of the cycle and begin the next."""
        self._cycle += 1
        self._begin(day)

    def _begin(self, day: date) -> None:
        self._began = day
        self._order = self._deal(self._cycle, day)
        self._next = 0
        self._used.clear()

    def over(self, day: date) -> date | None:
        """The day on which the cycle began, if it has nothing left that may air on ``day``."""
        return None if any(True for _ in self._left(day)) else self._began

    def cursor(self, at: date) -> Cursor:
        """Where it stands at the beginning of broadcast day ``at``."""
        self._pass_gone(at)
        if self._began is None:
            return Cursor(self._name, at, self._cycle, basis=self._basis)
        due = next((name for name in self._waiting() if name not in self._used), "")
        if not due:
            return Cursor(self._name, at, self._cycle + 1, basis=self._basis)
        return Cursor(self._name, at, self._cycle, self._began, due, self._ahead(), self._basis)

    def _ahead(self) -> tuple[str, ...]:
        """The used ones whose turn is still to come."""
        if not self._used:
            return ()
        return tuple(sorted(self._used.intersection(self._waiting())))

    def _waiting(self) -> Iterator[str]:
        return (self._called(place) for place in range(self._next, len(self._order)))

    def _called(self, place: int) -> str:
        """What the cursor calls a turn of the cycle."""
        return self._order[place].name

    def _place(self, name: str) -> int:
        """Where the turn called ``name`` is; the beginning if it is not there."""
        return next((at for at in range(len(self._order)) if self._called(at) == name), 0)


def _gone(media: Media, day: date) -> bool:
    return media.gone is not None and media.gone <= day
