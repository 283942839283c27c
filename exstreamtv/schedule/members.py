"""What a collection holds, once its query has been asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from exstreamtv.config.station import Collection
from exstreamtv.model.media import Media


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """A collection's media, also those to come and those gone; each at least a second long.

    Equality is identity.
    """

    name: str
    config: Collection
    media: tuple[Media, ...]
    _sorted: dict[str, tuple[Media, ...]] = field(default_factory=dict)

    def arranged(self, order: str, key: Callable[[Media], Any]) -> tuple[Media, ...]:
        """The media by ``key``, sorted once for each ``order``."""
        if order not in self._sorted:
            self._sorted[order] = tuple(sorted(self.media, key=key))
        return self._sorted[order]
