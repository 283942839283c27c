"""Clips by the clock: which one a gap or a break shows next. No memory from day to day.

Consistent hashing: every clip has a place on each of a few rings, a draw points into one,
and the first clip from there that fits airs. One more clip changes only the draws
that fall just before it, whatever was shown before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from exstreamtv.model.media import Media
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import seed

RINGS = 8
"""Places of a clip: on one ring alone, the stretch before it would be its luck for ever."""

APART = 8
"""How many other clips come before one returns, where there are twice as many."""


ANY_LENGTH = timedelta.max


class Clip(NamedTuple):
    """A medium with its name at hand."""

    length: timedelta
    name: str
    media: Media


class Reel:
    """The clips of a collection, ready to be drawn."""

    def __init__(self, members: Members) -> None:
        clips = [Clip(media.length, media.name, media) for media in members.media]
        self._sorted = sorted(clips, key=lambda clip: (clip.length, clip.name))
        self._name = members.name
        self._rings: list[tuple[list[int], list[Clip]] | None] = [None] * RINGS
        self.apart = min(APART, len(clips) // 2)

    def draw(self, lot: int, room: timedelta, recent: Sequence[str], day: date) -> Media | None:
        """A clip no longer than ``room`` and not among ``recent``; among them rather than none."""
        if not self._sorted or self._sorted[0].length > room:
            return None
        points, clips = self._ring(lot % RINGS)
        repeat: Media | None = None
        start = bisect_left(points, lot)
        for place in range(start - len(clips), start):
            length, name, media = clips[place]
            if length <= room and media.alive(day):
                if name not in recent:
                    return media
                repeat = repeat or media
        return repeat

    def longer(self, room: timedelta, day: date) -> Media | None:
        """The clip to cut to ``room``: the shortest that is at least as long."""
        start = bisect_left(self._sorted, (room,))
        alive = (clip.media for clip in self._sorted[start:] if clip.media.alive(day))
        return next(alive, None)

    def _ring(self, number: int) -> tuple[list[int], list[Clip]]:
        ring = self._rings[number]
        if ring is None:
            lots = seed(self._name, str(number))
            clips = lots.shuffled(self._sorted, lambda clip: clip.name)
            ring = [lots.draw(clip.name) for clip in clips], clips
            self._rings[number] = ring
        return ring
