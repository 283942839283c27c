"""Every kind of source by its `type`. A new one is a module, its configuration, and a line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from exstreamtv.config.sources import SourceConfig
from exstreamtv.config.station import Station
from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import Input, Media
from exstreamtv.sources import generated, live, local
from exstreamtv.sources.context import Context


class Source(Protocol):
    """What such a module offers. ``config`` is of the class that has its `type`: hence ``Any``."""

    def fetch(self, name: str, config: Any, context: Context) -> Iterator[Media]:
        """Everything that the source holds now; SourceError if it cannot be read."""

    def resolve(self, media: Media, config: Any, context: Context) -> Input:
        """What it takes to play a medium now; SourceError if it is not there."""


SOURCES: Mapping[str, Source] = {
    "local": local,
    "generated": generated,
    "live": live,
}


def fetch(name: str, config: SourceConfig, context: Context) -> Iterator[Media]:
    """Everything that one source holds now."""
    return SOURCES[config.type].fetch(name, config, context)


def resolve(station: Station, media: Media, context: Context) -> Input:
    """What it takes to play ``media`` now. Raises SourceError; blocks while a disk wakes up."""
    config = station.sources.get(media.source)
    if config is None:
        raise SourceError(f"`{media.name}` is of a source that is no longer declared")
    return SOURCES[config.type].resolve(media, config, context)
