"""What a collection holds, once its query has been asked, and its rings of chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from exstreamtv.config.station import Collection
from exstreamtv.model.media import Media
from exstreamtv.schedule.groups import Group, by_number, grouped
from exstreamtv.schedule.naming import Named
from exstreamtv.schedule.seed import Seed
from exstreamtv.schedule.stories import Stories, Unit, head_of, in_units, stories_in

RINGS = 16
"""How many drawn orders a collection has: as many lots as two hashes give (`Seed.eight`).

A line begins each of its cycles on another one; more of them make the draws of clips fairer.
"""


@dataclass(frozen=True, eq=False)
class Ring:
    """Members, by their numbers, in drawn order, each at the place that its lot gives it.

    One more medium takes its place between two others and moves none of them. Whoever
    wants one draws a lot of their own and begins there. Equality is identity.
    """

    numbers: tuple[int, ...]
    lots: tuple[int, ...]

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each member is, by its number."""
        return {number: place for place, number in enumerate(self.numbers)}


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
    _queues: dict[tuple[str, date | None], tuple[Media, ...]] = field(default_factory=dict)
    _groups: dict[date | None, tuple[Group, ...]] = field(default_factory=dict)
    _units: dict[date | None, tuple[tuple[Unit, ...], ...]] = field(default_factory=dict)
    _rings: dict[tuple[int, date | None], Ring] = field(default_factory=dict)

    def arranged(self, order: str, key: Callable[[Media], Any]) -> tuple[Media, ...]:
        """The media by ``key``, sorted once for each ``order``."""
        if order not in self._sorted:
            by = self._with_stories(key) if self.stories else key
            self._sorted[order] = tuple(sorted(self.media, key=by))
        return self._sorted[order]

    def _with_stories(self, key: Callable[[Media], Any]) -> Callable[[Media], Any]:
        return lambda media: (key(self.head(media)), self._part(media))

    @cached_property
    def stories(self) -> Stories:
        """The multi-part stories among the media, if the collection keeps them together."""
        if self.config.parts is None:
            return {}
        named = Named(self.media)
        listed = [media for item in self.config.items for media in named.called(item)]
        return stories_in(self.media, listed)

    def head(self, media: Media) -> Media:
        """The first part of the story that ``media`` is a part of, else itself."""
        return head_of(media, self.stories) or media

    def _part(self, media: Media) -> int:
        story = self.stories.get(media.name, ())
        return next((place for place, one in enumerate(story) if one.name == media.name), 0)

    def count(self, day: date, *, whole: bool) -> int:
        """How many items may air on ``day``; a story is one if they air ``whole``."""
        alive = [media for media in self.media if media.alive(day)]
        return len({self.head(media).name for media in alive} if whole else alive)

    def queue(
        self, order: str, day: date | None, deal: Callable[[], Iterable[Media]]
    ) -> tuple[Media, ...]:
        """What ``deal`` gives, dealt once for each ``order`` and ``day``."""
        key = order, day if self.dated else None
        if key not in self._queues:
            self._queues[key] = tuple(deal())
        return self._queues[key]

    def groups(self, day: date | None) -> tuple[Group, ...]:
        """The media by the collection's `group`; those that may air on ``day``, or all."""
        day = day if self.dated else None
        if day not in self._groups:
            held = self.arranged("group", by_number)
            living = (media for media in held if day is None or media.alive(day))
            self._groups[day] = grouped(living, self.config.group, self.head)
        return self._groups[day]

    def units(self, day: date | None) -> tuple[tuple[Unit, ...], ...]:
        """The units of each of ``groups(day)``: its stories, and what is whole."""
        day = day if self.dated else None
        if day not in self._units:
            groups = self.groups(day)
            self._units[day] = tuple(tuple(in_units(g.media, self.stories)) for g in groups)
        return self._units[day]

    @cached_property
    def places_in_groups(self) -> dict[str, tuple[int, int]]:
        """The number of its group, and its own in there, for each medium by name."""
        return {
            media.name: (number, place)
            for number, group in enumerate(self.groups(None))
            for place, media in enumerate(group.media)
        }

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
            ring = self._drawn(number) if day is None else self._alive(number, day)
            self._rings[number, day] = ring
        return ring

    def _drawn(self, number: int) -> Ring:
        lots = self._lots[number] if self.media else ()
        order = sorted(range(len(lots)), key=lots.__getitem__)
        if self.stories:
            order.sort(key=lambda number: (lots[number], self._part(self.media[number])))
        return Ring(tuple(order), tuple([lots[n] for n in order]))

    def _alive(self, number: int, day: date) -> Ring:
        ring = self._ring(number, None)
        places = [place for place, n in enumerate(ring.numbers) if self.media[n].alive(day)]
        return Ring(tuple(ring.numbers[p] for p in places), tuple(ring.lots[p] for p in places))

    def with_siblings(self, numbers: Iterable[int]) -> Iterable[int]:
        """The members of these numbers and the other parts of their stories."""
        if not self.stories:
            return numbers
        heads = {self.head(self.media[number]).name for number in numbers}
        return [n for n, media in enumerate(self.media) if self.head(media).name in heads]

    @cached_property
    def _lots(self) -> list[tuple[int, ...]]:
        """The lots of the media, in their order, for each ring."""
        one, other = (self.seed.child(self.name, half) for half in ("one", "other"))
        names = [self.head(media).name if self.stories else media.name for media in self.media]
        drawn = [one.eight(name) + other.eight(name) for name in names]
        return list(zip(*drawn, strict=True))
