"""Members by show, season, artist, album or director, and in which order each group airs.

What has nothing of the kind (a film in a collection grouped by show) is a group together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from exstreamtv.model.media import Media
from exstreamtv.model.names import sort_key
from exstreamtv.schedule.fields import folded


class Group(NamedTuple):
    """The media of one show (or season, artist, ...), in their own order."""

    name: str
    media: tuple[Media, ...]


def grouped(media: Iterable[Media], by: str, head: Callable[[Media], Media]) -> tuple[Group, ...]:
    """The groups of ``media``, by name; inside a group they keep the order they are given in.

    ``head`` gives the medium that says which group one belongs to: the first part of its story.
    """
    read = _READ[by]
    found: dict[tuple[Any, ...], list[Media]] = {}
    for medium in media:
        found.setdefault(read(head(medium)), []).append(medium)
    return tuple(Group("\x1f".join(map(str, key)), tuple(found[key])) for key in sorted(found))


def by_date(media: Media) -> tuple[Any, ...]:
    """Sorts by date of first broadcast, then season, episode, part, title; undated ones last."""
    undated = date(media.year, 1, 1) if media.year else date.max
    return media.aired or undated, sort_key(media.show), numbers(media), *_title(media)


def by_number(media: Media) -> tuple[Any, ...]:
    """Sorts the media of one group: by date, then season, episode and part or track, title."""
    undated = date(media.year, 1, 1) if media.year else date.max
    return media.aired or undated, numbers(media), media.track or 0, *_title(media)


def by_arrival(media: Media) -> tuple[Any, ...]:
    """Sorts by the day they came to the source, or to the lock; then as `by_date`."""
    return media.added or media.since or date.min, *by_date(media)


def numbers(media: Media) -> tuple[int, int, int]:
    """Season, episode and part; 0 for what has none."""
    return media.season or 0, media.episode or 0, media.part or 0


def _title(media: Media) -> tuple[Any, ...]:
    return sort_key(media.title), media.name


def _show(media: Media) -> tuple[Any, ...]:
    return (folded(media.show),)


def _season(media: Media) -> tuple[Any, ...]:
    return folded(media.show), media.season or 0


def _artist(media: Media) -> tuple[Any, ...]:
    return (folded(media.artist),)


def _album(media: Media) -> tuple[Any, ...]:
    return folded(media.artist), folded(media.album)


def _director(media: Media) -> tuple[Any, ...]:
    return (folded(media.directors[0] if media.directors else ""),)


_READ: Mapping[str, Callable[[Media], tuple[Any, ...]]] = {
    "show": _show,
    "season": _season,
    "artist": _artist,
    "album": _album,
    "director": _director,
}
"""What a group is named by. A new word is a function above, a line here and in `GroupBy`."""
