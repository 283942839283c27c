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
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from exstreamtv.model.media import Media
from exstreamtv.schedule.company import rules_of
from exstreamtv.schedule.members import RINGS, Members

APART = 5
"""How many other clips come before one returns, where there are so many."""

NEAR = 8
"""Among how many lengths, from the least that will do, one is looked for that may air."""

ANY_LENGTH = timedelta.max

TRIED = 64
"""How many clips are tried as the first of two that shall last so long together."""

PAIRED = 64
"""Of how many lengths it is known how long any two of them last together."""

MICROSECOND = timedelta(microseconds=1)


class _Clip(NamedTuple):
    length: timedelta
    name: str
    media: Media


Test: TypeAlias = Callable[[Media], bool]

_Row: TypeAlias = tuple[list[int], list[Media]]


class Reel:
    """The clips of a collection, ready to be drawn.

    ``rules`` are what it says of their company, ``lengths_us`` every length that there is.
    With ``day`` only those that may air on it.
    """

    def __init__(self, members: Members, day: date | None = None) -> None:
        self.rules = rules_of(members.config)
        self._members, self._day = members, day
        media = [m for m in members.media if day is None or m.alive(day)]
        self._sorted = sorted((_Clip(m.length, m.name, m) for m in media), key=itemgetter(0, 1))
        self._lengths = [clip.length for clip in self._sorted]
        self._distinct = sorted(set(self._lengths))
        self.lengths_us = [length // MICROSECOND for length in self._distinct]
        self._alive: dict[int, Reel] = {}
        self._timed: dict[int, list[tuple[int, Media]]] = {}
        self._rings: dict[int, tuple[tuple[int, ...], list[_Clip]]] = {}
        self._rows: dict[int, dict[timedelta, _Row]] = {}

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

    @property
    def shortest(self) -> timedelta:
        """The length of the shortest clip; as long as can be if there is none."""
        return self._lengths[0] if self._lengths else ANY_LENGTH

    def draw(
        self,
        lot: int,
        room: timedelta,
        recent: Sequence[str],
        day: date,
        admits: Test | None = None,
    ) -> Media | None:
        """A clip no longer than ``room`` that ``admits`` lets in.

        If there is another, none of the last of ``recent``.
        """
        if not self._sorted or self._sorted[0].length > room:
            return None
        lots, clips = self._rings.get(lot % RINGS) or self._ring(lot)
        barred, dated = recent[-APART:], self._members.dated
        repeats: list[tuple[int, Media]] = []
        start = bisect_left(lots, lot)
        for place in range(start - len(lots), start):
            length, name, media = clips[place]
            if length <= room and not (dated and not media.alive(day)):
                if admits and not admits(media):
                    continue
                if name not in barred:
                    return media
                repeats.append((barred.index(name), media))
        return min(repeats, key=lambda seen: seen[0])[1] if repeats else None

    def two_last_us(self, least_us: int) -> int | None:
        """The shortest time of at least so much that two clips last, in microseconds.

        None if no two last so long; ``least_us`` itself where there are too many lengths to say.
        """
        if len(self.lengths_us) > PAIRED:
            return least_us
        place = bisect_left(self._pairs_us, least_us)
        return self._pairs_us[place] if place < len(self._pairs_us) else None

    @cached_property
    def _pairs_us(self) -> list[int]:
        pairs = combinations_with_replacement(self.lengths_us, 2)
        return sorted({one + other for one, other in pairs})

    def near(self, lot: int) -> list[tuple[int, Media]]:
        """The clips next to ``lot``, `TRIED` at most, each with its length in microseconds."""
        lots, _ = self._rings.get(lot % RINGS) or self._ring(lot)
        timed, start = self._timed[lot % RINGS], bisect_left(lots, lot)
        found = timed[start : start + TRIED]
        return found if len(found) == TRIED else found + timed[: min(start, TRIED - len(found))]

    def lasting(self, lot: int, least: timedelta, admits: Test) -> Media | None:
        """The shortest clip of at least that length that ``admits`` lets in, next to ``lot``."""
        rows = self._rows.get(lot % RINGS) or self._row(lot)
        start = bisect_left(self._distinct, least)
        for length in islice(self._distinct, start, start + NEAR):
            lots, media = rows[length]
            first = bisect_left(lots, lot)
            for place in range(first - len(lots), first):
                if admits(media[place]):
                    return media[place]
        return None

    def _row(self, lot: int) -> dict[timedelta, _Row]:
        """The ring that ``lot`` falls to, length by length."""
        lots, clips = self._rings.get(lot % RINGS) or self._ring(lot)
        rows: dict[timedelta, _Row] = {length: ([], []) for length in self._distinct}
        for place, clip in zip(lots, clips, strict=True):
            row = rows[clip.length]
            row[0].append(place)
            row[1].append(clip.media)
        self._rows[lot % RINGS] = rows
        return rows

    def _ring(self, lot: int) -> tuple[tuple[int, ...], list[_Clip]]:
        members, day = self._members, self._day
        ring = members.ring(lot) if day is None else members.ring_on(lot, day)
        media = (self._members.media[number] for number in ring.numbers)
        clips = [_Clip(medium.length, medium.name, medium) for medium in media]
        self._rings[lot % RINGS] = ring.lots, clips
        self._timed[lot % RINGS] = [(clip.length // MICROSECOND, clip.media) for clip in clips]
        return ring.lots, clips
