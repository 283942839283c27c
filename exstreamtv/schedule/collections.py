"""Collections over the catalogue: which media each one holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from exstreamtv.config.station import Collection
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.media import Media
from exstreamtv.model.time import SECOND
from exstreamtv.schedule.chapters import split
from exstreamtv.schedule.matching import Shelf
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.naming import Named
from exstreamtv.schedule.query import Fault, query_from
from exstreamtv.schedule.seed import Seed

SHORTEST = SECOND
"""What is shorter cannot be scheduled: its length is unknown or it is broken."""


class Origin(NamedTuple):
    """Where a collection's media come from. Its own name means the source of that name."""

    name: str
    is_source: bool


@dataclass(frozen=True, slots=True)
class Library:
    """Every collection of a station, resolved when it is first asked for."""

    collections: Mapping[str, Collection]
    catalogue: Catalogue
    seed: Seed
    _members: dict[str, Members] = field(default_factory=dict)
    _named: dict[tuple[Origin, ...], Named] = field(default_factory=dict)
    _shelves: dict[tuple[Origin, ...], Shelf] = field(default_factory=dict)

    def members(self, name: str) -> Members:
        """What the collection called ``name`` holds. Raises KeyError if none is."""
        if name not in self._members:
            config = self.collections[name]
            self._members[name] = Members(name, config, tuple(self._media(name)), self.seed)
        return self._members[name]

    def _media(self, name: str) -> list[Media]:
        config, found = self.collections[name], self.asked(name)
        for names, wanted in ((config.items, True), (config.exclude, False)):
            if names:
                listed = self._called(self.origins(name), names)
                found = [media for media in found if (media.name in listed) is wanted]
        if config.chapters:
            found = list(split(found))
        return _limited(found, config.limit) if config.limit else found

    def origins(self, name: str) -> tuple[Origin, ...]:
        """Where the media of the collection called ``name`` come from."""
        return tuple(self._origin(name, one) for one in self.collections[name].from_)

    def named(self, origins: tuple[Origin, ...]) -> Named:
        """All media of these origins by what a list may call them."""
        if origins not in self._named:
            self._named[origins] = Named(self.shelf(origins).media)
        return self._named[origins]

    def _called(self, origins: tuple[Origin, ...], names: Iterable[str]) -> set[str]:
        named = self.named(origins)
        return {media.name for name in names for media in named.called(name)}

    def _origin(self, collection: str, name: str) -> Origin:
        """What ``collection`` means by ``name``: another collection, else the source."""
        return Origin(name, is_source=name == collection or name not in self.collections)

    def asked(self, name: str) -> list[Media]:
        """What the `where` of the collection called ``name`` finds, before its lists."""
        config, shelf = self.collections[name], self.shelf(self.origins(name))
        if config.where is None:
            return list(shelf.media)
        query = query_from(config.where)
        if isinstance(query, Fault):
            raise ValueError(query.message)
        return shelf.matching(query)

    def shelf(self, origins: tuple[Origin, ...]) -> Shelf:
        """All media of these origins, each once."""
        if origins not in self._shelves:
            unique = {media.name: media for origin in origins for media in self._from(origin)}
            self._shelves[origins] = Shelf(tuple(unique.values()))
        return self._shelves[origins]

    def _from(self, origin: Origin) -> Iterable[Media]:
        if not origin.is_source:
            return self.members(origin.name).media
        held = self.catalogue.sources.get(origin.name, ())
        return [media for media in held if media.length >= SHORTEST]


def _limited(media: Iterable[Media], limit: int) -> list[Media]:
    """The first ``limit`` media by the day they came, so that a newcomer displaces none."""
    return sorted(media, key=lambda one: one.since or date.min)[:limit]
