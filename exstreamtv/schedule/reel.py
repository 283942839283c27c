"""Clips by the clock: which one a gap or a break shows next. No memory from day to day.

Consistent hashing: a draw points into one of the collection's rings, and the first clip from
there that fits airs. One more clip changes only the draws that fall just before it,
whatever was shown before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations_with_replacement, islice
from typing import NamedTuple, TypeAlias

from exstreamtv.model.media import Media
from exstreamtv.model.time import MICROSECOND
from exstreamtv.schedule.company import rules_of
from exstreamtv.schedule.members import RINGS, Members

APART = 5
"""How many other clips come before one returns, where there are so many."""

NEAR = 8
"""Among how many lengths, from the least that will do, one is looked for that may air."""

ANY_LENGTH = timedelta.max // MICROSECOND

TRIED = 64
"""How many clips are tried as the first of two that shall last so long together."""

PAIRED = 64
"""Of so many lengths it is known how long any two of them last together."""


class Clip(NamedTuple):
    """A medium and how long it is, in microseconds."""

    length: int
    name: str
    media: Media


Test: TypeAlias = Callable[[Media], bool]

_Row: TypeAlias = tuple[list[int], list[Clip]]


class Reel:
    """The clips of a collection, ready to be drawn. Lengths are whole microseconds.

    ``rules`` are what it says of their company, ``lengths`` every length that there is. With
    ``day`` only those that may air on it.
    """

    def __init__(self, members: Members, day: date | None = None) -> None:
        self.rules = rules_of(members.config)
        self._members, self._day = members, day
        media = [m for m in members.media if day is None or m.alive(day)]
        clips = [Clip(m.length // MICROSECOND, m.name, m) for m in media]
        self.lengths = sorted({clip.length for clip in clips})
        self.shortest = self.lengths[0] if clips else ANY_LENGTH
        self._alive: dict[int, Reel] = {}
        self._rings: dict[int, tuple[tuple[int, ...], list[Clip]]] = {}
        self._rows: dict[int, dict[int, _Row]] = {}

    def on(self, day: date) -> Reel:
        """The clips that may air on ``day``: those to come change nothing before."""
        if not self._members.dated:
            return self
        turn = bisect_right(self._turns, day)
        if turn not in self._alive:
            self._alive[turn] = Reel(self._members, day)
        return self._alive[turn]

    @cached_property
    def _turns(self) -> list[date]:
        """The days on which clips come or go."""
        media = self._members.media
        return sorted({day for one in media for day in (one.since, one.gone) if day})

    def draw(
        self,
        lot: int,
        room: int,
        recent: Sequence[str],
        day: date,
        admits: Test | None = None,
    ) -> Clip | None:
        """A clip no longer than ``room`` that ``admits`` lets in.

        If there is another, none of the last of ``recent``.
        """
        if self.shortest > room:
            return None
        lots, clips = self._rings.get(lot % RINGS) or self._ring(lot)
        barred, dated = recent[-APART:], self._members.dated
        repeats: list[tuple[int, Clip]] = []
        start = bisect_left(lots, lot)
        for place in range(start - len(lots), start):
            clip = clips[place]
            length, name, media = clip
            if length <= room and not (dated and not media.alive(day)):
                if admits and not admits(media):
                    continue
                if name not in barred:
                    return clip
                repeats.append((barred.index(name), clip))
        return min(repeats, key=lambda seen: seen[0])[1] if repeats else None

    def loses(self, least: int, most: int) -> int:
        """How much a clip or two that last ``least`` exceed ``most``, whichever they are: or more.

        Less than nothing where they may just fit; `ANY_LENGTH` if no two last so long.
        """
        if len(self.lengths) > PAIRED:
            return least - most
        place = bisect_left(self._pairs, least)
        return self._pairs[place] - most if place < len(self._pairs) else ANY_LENGTH

    @cached_property
    def _pairs(self) -> list[int]:
        pairs = combinations_with_replacement([0, *self.lengths], 2)
        return sorted({one + other for one, other in pairs})

    def near(self, lot: int) -> list[Clip]:
        """The clips next to ``lot``, `TRIED` at most."""
        lots, clips = self._rings.get(lot % RINGS) or self._ring(lot)
        start = bisect_left(lots, lot)
        found = clips[start : start + TRIED]
        return found if len(found) == TRIED else found + clips[: min(start, TRIED - len(found))]

    def lasting(self, lot: int, least: int, admits: Test) -> Clip | None:
        """The shortest clip of at least that length that ``admits`` lets in, next to ``lot``."""
        rows = self._rows.get(lot % RINGS) or self._row(lot)
        start = bisect_left(self.lengths, least)
        for length in islice(self.lengths, start, start + NEAR):
            lots, clips = rows[length]
            first = bisect_left(lots, lot)
            for place in range(first - len(lots), first):
                if admits(clips[place].media):
                    return clips[place]
        return None

    def _row(self, lot: int) -> dict[int, _Row]:
        """The ring that ``lot`` falls to, length by length."""
        lots, clips = self._rings.get(lot % RINGS) or self._ring(lot)
        rows: dict[int, _Row] = {length: ([], []) for length in self.lengths}
        for place, clip in zip(lots, clips, strict=True):
            row = rows[clip.length]
            row[0].append(place)
            row[1].append(clip)
        self._rows[lot % RINGS] = rows
        return rows

    def _ring(self, lot: int) -> tuple[tuple[int, ...], list[Clip]]:
        members, day = self._members, self._day
        ring = members.ring(lot) if day is None else members.ring_on(lot, day)
        media = (self._members.media[number] for number in ring.numbers)
        clips = [Clip(one.length // MICROSECOND, one.name, one) for one in media]
        self._rings[lot % RINGS] = ring.lots, clips
        return ring.lots, clips
