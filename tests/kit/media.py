"""Media as a source would give them, with only what a test is about written out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from exstreamtv.model.media import Media, MediaKind


def film(key: str, minutes: int = 90, **more: Any) -> Media:
    """A film of the source ``films``, titled after its key."""
    values = {"source": "films", "kind": MediaKind.MOVIE, "title": key, "locator": key, **more}
    return Media(key=key, length=timedelta(minutes=minutes), **values)


def episode(show: str, season: int, number: int, minutes: int = 22, **more: Any) -> Media:
    """An episode of the source ``shows``."""
    key = f"{show}/S{season:02d}E{number:02d}"
    values = {"source": "shows", "locator": key, "title": f"Episode {number}", **more}
    return Media(
        key=values.pop("key", key),
        kind=MediaKind.EPISODE,
        length=timedelta(minutes=minutes),
        show=show,
        season=season,
        episode=number,
        **values,
    )
