"""What a collection holds, once its query has been asked, and its rings of chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from exstreamtv.config.station import Collection
from exstreamtv.model.media import Media
from exstreamtv.schedule.seed import Seed

RINGS = 16
"""How many drawn orders a collection has: as many lots as two hashes give (`Seed.eight`).

A line begins each of its cycles on another one; more of them make the draws of clips fairer.
"""


@dataclass(frozen=True, eq=False)
class Ring:
    """Media in drawn order, each at the place that its lot gives it. Equality is identity.

    One more medium takes its place between two others and moves none of them. Whoever
    wants one draws a lot of their own and begins there.
    """

    media: tuple[Media, ...]
    lots: tuple[int, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the media, in the same order."""
        return tuple(media.name for media in self.media)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each medium is, by its name."""
        return {name: place for place, name in enumerate(self.names)}


@dataclass(frozen=True, eq=False)
class Members:
    """A collection's media, also those to come and those gone; each at least a second long.

    Equality is identity.
    """

    name: str
    config: Collection
    media: tuple[Media, ...]
    seed: Seed
    _sorted: dict[str, tuple[Media, ...]] = field(default_factory=dict)
    _rings: dict[tuple[int, date | None], Ring] = field(default_factory=dict)

    def arranged(self, order: str, key: Callable[[Media], Any]) -> tuple[Media, ...]:
        """The media by ``key``, sorted once for each ``order``."""
        if order not in self._sorted:
            self._sorted[order] = tuple(sorted(self.media, key=key))
        return self._sorted[order]

    @cached_property
    def dated(self) -> bool:
        """Do any of them come or go?"""
        return any(media.since or media.gone for media in self.media)

    def ring(self, lot: int) -> Ring:
        """The ring that ``lot`` falls to, with all media."""
        return self._ring(lot % RINGS, None)

    def ring_on(self, lot: int, day: date) -> Ring:
        """The ring that ``lot`` falls to, with the media that may air on ``day``."""
        return self._ring(lot % RINGS, day if self.dated else None)

    def _ring(self, number: int, day: date | None) -> Ring:
        ring = self._rings.get((number, day))
        if ring is None:
            ring = self._drawn(number) if day is None else _alive(self._ring(number, None), day)
            self._rings[number, day] = ring
        return ring

    def _drawn(self, number: int) -> Ring:
        lots = [drawn[number] for drawn in self._lots]
        order = sorted(range(len(lots)), key=lots.__getitem__)
        return Ring(tuple(self.media[n] for n in order), tuple(lots[n] for n in order))

    @cached_property
    def _lots(self) -> list[tuple[int, ...]]:
        """Each medium's lots, one a ring."""
        one, other = (self.seed.child(self.name, half) for half in ("one", "other"))
        return [one.eight(media.name) + other.eight(media.name) for media in self.media]


def _alive(ring: Ring, day: date) -> Ring:
    pairs = [(m, lot) for m, lot in zip(ring.media, ring.lots, strict=True) if m.alive(day)]
    return Ring(tuple(media for media, _ in pairs), tuple(lot for _, lot in pairs))
