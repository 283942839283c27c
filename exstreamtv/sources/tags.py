"""What the tags inside a file say. MP4, Matroska and Ogg name them each in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from exstreamtv.sources.facts import Facts, day_in, listed, number_in, year_in

_FIELDS: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("title", "title", str),
    ("show", "show", str),
    ("tvshow", "show", str),
    ("season_number", "season", number_in),
    ("season", "season", number_in),
    ("episode_sort", "episode", number_in),
    ("episode", "episode", number_in),
    ("date", "aired", day_in),
    ("date_released", "aired", day_in),
    ("date", "year", year_in),
    ("date_released", "year", year_in),
    ("year", "year", year_in),
    ("genre", "genres", lambda text: listed([text])),
    ("artist", "artist", str),
    ("album_artist", "artist", str),
    ("album", "album", str),
    ("track", "track", number_in),
    ("tracknumber", "track", number_in),
    ("network", "network", str),
    ("director", "directors", lambda text: listed([text])),
    ("synopsis", "plot", str),
    ("description", "plot", str),
)
"""A tag, the field it gives, and how it is read; of several for a field the first one counts."""


def facts_in(tags: Iterable[tuple[str, str]]) -> Facts:
    """The facts in a file's tags, whose names are in lower case."""
    written = dict(tags)
    facts = Facts()
    for tag, field, read in _FIELDS:
        if tag in written and field not in facts and (value := read(written[tag])):
            facts[field] = value  # type: ignore[literal-required]  # _FIELDS names fields of Facts
    return facts
