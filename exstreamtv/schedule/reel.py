"""Clips by the clock: which one a gap or a break shows next. No memory from day to day.

Consistent hashing: a draw points into one of the collection's rings, and the first clip from
there that fits airs. One more clip changes only the draws that fall just before it,
whatever was shown before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from exstreamtv.model.media import Media
from exstreamtv.schedule.members import RINGS, Members

APART = 5
"""How many other clips come before one returns, where there are so many."""

ANY_LENGTH = timedelta.max


class _Clip(NamedTuple):
    length: timedelta
    name: str
    media: Media


class Reel:
    """The clips of a collection, ready to be drawn."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self._sorted = sorted(
            (_Clip(m.length, m.name, m) for m in members.media), key=itemgetter(0, 1)
        )
        self._lengths = [clip.length for clip in self._sorted]
        self._rings: dict[int, tuple[tuple[int, ...], list[_Clip]]] = {}

    def draw(self, lot: int, room: timedelta, recent: Sequence[str], day: date) -> Media | None:
        """A clip no longer than ``room``; if there is another, none of the last of ``recent``."""
        if not self._sorted or self._sorted[0].length > room:
            return None
        lots, clips = self._rings.get(lot % RINGS) or self._ring(lot)
        barred, dated = recent[-APART:], self._members.dated
        repeats: list[tuple[int, Media]] = []
        start = bisect_left(lots, lot)
        for place in range(start - len(lots), start):
            length, name, media = clips[place]
            if length <= room and not (dated and not media.alive(day)):
                if name not in barred:
                    return media
                repeats.append((barred.index(name), media))
        return min(repeats, key=lambda seen: seen[0])[1] if repeats else None

    def longer(self, room: timedelta, day: date) -> Media | None:
        """The clip to cut to ``room``: the shortest that is at least as long."""
        start = bisect_left(self._lengths, room)
        alive = (clip.media for clip in islice(self._sorted, start, None) if clip.media.alive(day))
        return next(alive, None)

    def _ring(self, lot: int) -> tuple[tuple[int, ...], list[_Clip]]:
        ring = self._members.ring(lot)
        media = (self._members.media[number] for number in ring.numbers)
        clips = [_Clip(medium.length, medium.name, medium) for medium in media]
        self._rings[lot % RINGS] = ring.lots, clips
        return ring.lots, clips
