"""All media that can be scheduled, as the lock pins them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from exstreamtv.model.media import Media


@dataclass(frozen=True)
class Catalogue:
    """The locked media of every source, each source in the lock's order."""

    sources: Mapping[str, tuple[Media, ...]]

    def __iter__(self) -> Iterator[Media]:
        for source in sorted(self.sources):
            yield from self.sources[source]

    @cached_property
    def by_name(self) -> Mapping[str, Media]:
        """Every medium by its ``source:key``."""
        return {media.name: media for media in self}
