"""Which pictures of a copied medium can be shown: from a key picture on, as far as they go."""

from __future__ import annotations

from collections.abc import Callable, Collection

from exstreamtv.daemon.splicing.placing import MisfitError
from exstreamtv.daemon.transport.units import Unit
from exstreamtv.ffmpeg.encode import REORDER
from exstreamtv.model.grid import Grid

JOIN_S = 15
"""How far into its stretch a copied medium may have its first key picture."""


class Entry:
    """Looks at every picture from ``first`` to before ``stop``, in decoding order.

    ``joined`` hears of the slot of the first one that is taken.
    """

    def __init__(self, first: int, stop: int, grid: Grid, joined: Callable[[int], None]) -> None:
        self._first = first
        self._stop = stop
        self._limit = first + JOIN_S * grid.rate
        self._joined = joined
        self._taken = 0
        self._over = False

    def takes(self, slot: int, unit: Unit, whole: int, early: Collection[int]) -> bool:
        """Is it to be kept? Nothing is that may need a picture that was not.

        ``whole`` is the first slot that has none yet, ``early`` are those behind it that have one.
        MisfitError if pictures and slots, or the orders of decoding and showing, do not match.
        """
        if not self._taken:
            return self._begins(slot, unit)
        self._over = self._over or slot >= self._stop
        if self._over:
            return False
        if slot < self._first + self._taken - REORDER:
            raise MisfitError("too many pictures lie between decoding and showing")
        if slot < whole or slot in early or len(early) > REORDER:
            raise MisfitError("its pictures do not come one a slot")
        self._taken += 1
        return True

    def _begins(self, slot: int, unit: Unit) -> bool:
        if slot > self._limit:
            raise MisfitError(f"it has no key picture within {JOIN_S} s")
        if not (unit.key and self._first <= slot < self._stop):
            return False
        self._first, self._taken = slot, 1
        self._joined(slot)
        return True
