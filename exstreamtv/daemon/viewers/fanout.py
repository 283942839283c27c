"""The stream to everybody who watches. A slow viewer never slows the channel, nor the others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from exstreamtv.daemon.viewers.ring import Piece, Ring
from exstreamtv.model.grid import CLOCK
from exstreamtv.model.pacing import OFF, Pacing

_MICROSECOND = timedelta(microseconds=1)

By = Literal["ts", "hls", "tuner"]
"""What somebody watches by."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who watches: the address, by what, since when."""

    client: str
    by: By
    since: datetime


class Viewer:
    """A place in the ring that goes on as he takes. ``closed`` once dropped, or at the end.

    ``now`` tells the ticks since the epoch, and ``early`` by how many the clock reference of a
    piece precedes its slot.
    """

    def __init__(
        self,
        guest: Guest,
        ring: Ring,
        pacing: Pacing = OFF,
        now: Callable[[], int] = lambda: 0,
        early: int = 0,
    ) -> None:
        self.guest = guest
        self.closed = False
        self.dropped = False
        self.bytes = 0
        self._pacing = pacing
        self._now = now
        self._early = early
        self._event = asyncio.Event()
        self._end = asyncio.Event()
        self.move(ring)

    def move(self, ring: Ring) -> None:
        """Watch another stream, from its beginning."""
        self._ring = ring
        self.place: int | None = None
        self._bound = ticks(self._pacing.patience)
        self._settle()

    @property
    def behind(self) -> int:
        """How many ticks of the stream wait for him."""
        return 0 if self.place is None else self._ring.waiting(max(self.place, self._ring.first))

    def look(self) -> None:
        """The stream went on."""
        self._settle()
        if not self.closed and self._is_slow():
            self.dropped = True
            self.close()
        self._event.set()

    def close(self) -> None:
        """The stream ends here for this viewer."""
        self.closed = True
        self._event.set()
        self._end.set()

    async def get(self) -> bytes:
        """The next piece, as soon as it is there and due; empty at the end."""
        while not self.dropped:
            piece = self._next()
            rest = self._rest(piece) if piece else None
            if piece and (rest is None or self.closed):
                return self._taken(piece)
            if self.closed:
                break
            await self._news(rest)
        return b""

    async def ended(self) -> None:
        """Until he is dropped, or the stream ends."""
        await self._end.wait()

    def _settle(self) -> None:
        """Find the place to begin, once there is one."""
        if self.place is None and self._ring.upto:
            self.place = self._ring.start(self._now() - ticks(self._pacing.back))
            self._bound += self.behind

    def _is_slow(self) -> bool:
        gone = self.place is not None and self.place < self._ring.first
        return gone or self.behind > self._bound

    def _next(self) -> Piece | None:
        return None if self.place is None else self._ring.piece(self.place)

    def _rest(self, piece: Piece) -> float | None:
        """Seconds until it is due; None if it is."""
        if self._pacing.ahead is None:
            return None
        early = piece.at - self._early - ticks(self._pacing.ahead) - self._now()
        return early / CLOCK if early > 0 else None

    def _taken(self, piece: Piece) -> bytes:
        assert self.place is not None
        self.place += 1
        self.bytes += len(piece.data)
        return piece.data

    async def _news(self, rest: float | None) -> None:
        self._event.clear()
        if rest is None:  # no timer for each of hundreds
            await self._event.wait()
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(rest):
                await self._event.wait()


def ticks(length: timedelta) -> int:
    """A length in ticks of 90 kHz, rounded down."""
    return length // _MICROSECOND * CLOCK // 1_000_000
