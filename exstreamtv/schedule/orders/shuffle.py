"""`shuffle`: every item once per cycle, in an order drawn per cycle.

The order is one of the collection's rings, begun where a draw points, so one more member moves
none of the others past each other. Newcomers wait for the next cycle (`join: now` opts out).
Nothing that ended a cycle comes back within `gap` in the next: it moves to the end of the
first half. That reads only the raw order of the cycle before and writes only the first half
of this one, so it never chains (determinism.md 5).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.line import Cycles, Line, Queue
from exstreamtv.schedule.members import Members, Ring
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members cycle by cycle; one that goes is replaced in place by the last live one."""

    def deal(cycle: int, day: date) -> Queue:
        if members.config.join == "now":
            return _Dealt(members.media, *_begun(members, seed, cycle, None), 0, ())
        return _seamless(members, seed, cycle, day)

    return Cycles(cursor, deal, waits=True, stories=members.stories)


@dataclass(frozen=True, slots=True)
class _Dealt:
    """A ring from ``start`` on, with some of its first half put off to the end of that half.

    ``half`` is the turn with which the second half begins; ``late`` are the turns that are put
    off, ascending. Nothing is copied: of the ten thousand
    media of a cycle a week airs thirty.
    """

    media: Sequence[Media]
    ring: Ring
    start: int
    half: int
    late: Sequence[int]

    def __len__(self) -> int:
        return len(self.ring.numbers)

    def __getitem__(self, place: int) -> Media:
        numbers = self.ring.numbers
        return self.media[numbers[(self.start + self._turn(place)) % len(numbers)]]

    def _turn(self, place: int) -> int:
        put_off = place - (self.half - len(self.late))
        if place >= self.half or not self.late:
            return place
        if put_off >= 0:
            return self.late[put_off]
        return place + bisect_right(
            range(len(self.late)), place, key=lambda passed: self.late[passed] - passed
        )


def _begun(members: Members, seed: Seed, cycle: int, day: date | None) -> tuple[Ring, int]:
    """The ring of a cycle and the place at which the cycle begins. Each cycle has the next ring."""
    number = seed.draw("ring") + cycle
    ring = members.ring(number) if day is None else members.ring_on(number, day)
    return ring, bisect_left(ring.lots, seed.draw(str(cycle)))


def _seamless(members: Members, seed: Seed, cycle: int, day: date) -> Queue:
    ring, start = _begun(members, seed, cycle, day)
    count = len(ring.numbers)
    gap = min(max(members.config.gap, 1), count // 4)
    before, end = _begun(members, seed, cycle - 1, day)
    recent = members.with_siblings([before.numbers[place] for place in range(end - gap, end)])
    places = [ring.places[number] for number in recent if number in ring.places]
    half = _half(members, ring, start)
    returning = sorted((place - start) % count for place in places)
    return _Dealt(members.media, ring, start, half, [turn for turn in returning if turn < half])


def _half(members: Members, ring: Ring, start: int) -> int:
    """The turn at which the second half of a cycle begins: never in the midst of a story."""
    turn = len(ring.numbers) // 2
    while (
        members.stories
        and turn
        and _head(members, ring, start + turn) is _head(members, ring, start + turn - 1)
    ):
        turn -= 1
    return turn


def _head(members: Members, ring: Ring, place: int) -> Media:
    return members.head(members.media[ring.numbers[place % len(ring.numbers)]])
