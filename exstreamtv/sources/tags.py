"""What the tags inside a file say. MP4, Matroska and Ogg name them each in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from exstreamtv.sources.facts import Facts, day_in, listed, number_in, year_in

_FIELDS: Mapping[str, tuple[tuple[str, ...], Callable[[str], Any]]] = {
    "title": (("title",), str),
    "show": (("show", "tvshow"), str),
    "season": (("season_number", "season"), number_in),
    "episode": (("episode_sort", "episode"), number_in),
    "aired": (("date", "date_released", "originaldate"), day_in),
    "year": (("date", "date_released", "year"), year_in),
    "genres": (("genre",), lambda text: listed([text])),
    "artist": (("artist", "album_artist"), str),
    "album": (("album",), str),
    "track": (("track", "tracknumber"), number_in),
    "network": (("network",), str),
    "directors": (("director",), lambda text: listed([text])),
    "plot": (("synopsis", "description"), str),
}
"""Where each field is looked for, best first, and how it is read."""


def facts_in(tags: Iterable[tuple[str, str]]) -> Facts:
    """The facts in a file's tags, whose names are in lower case."""
    written = dict(tags)
    facts = Facts()
    for field, (names, read) in _FIELDS.items():
        value = next((read(written[name]) for name in names if written.get(name)), None)
        if value:
            facts[field] = value  # type: ignore[literal-required]  # _FIELDS names fields of Facts
    return facts
