"""What one place (a file's name, its tags, its NFO) says of a medium: some fields of `Media`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TypedDict

_DATE = re.compile(r"(\d{4})[-./](\d\d?)[-./](\d\d?)")
_YEAR = re.compile(r"(?:18|19|20)\d\d")


class Facts(TypedDict, total=False):
    """Fields that are known here; a later place is laid over an earlier one."""

    title: str
    show: str
    season: int
    episode: int
    part: int
    aired: date
    year: int
    genres: tuple[str, ...]
    tags: tuple[str, ...]
    rating: str
    studio: str
    network: str
    directors: tuple[str, ...]
    writers: tuple[str, ...]
    actors: tuple[str, ...]
    artist: str
    album: str
    track: int
    plot: str


def merged(*places: Facts) -> Facts:
    """Facts of several places, the last one best; tags add up."""
    facts: Facts = {}
    for place in places:
        facts |= place
    tags = tuple(dict.fromkeys(tag for place in places for tag in place.get("tags", ())))
    return facts | {"tags": tags} if tags else facts


def day_in(text: str) -> date | None:
    """The date that a text begins with, or None."""
    match = _DATE.match(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def year_in(text: str) -> int | None:
    """The year that a text begins with, or None."""
    match = _YEAR.match(text)
    return int(match[0]) if match else None


def number_in(text: str) -> int | None:
    """The number that a text begins with (``3``, ``3/12``), or None."""
    match = re.match(r"\d{1,6}", text)
    return int(match[0]) if match else None


def listed(texts: Iterable[str]) -> tuple[str, ...]:
    """Names in several texts, which may hold several each: ``Drama / Crime``."""
    parts = (part.strip() for text in texts for part in re.split(r"\s*[/;|]\s*", text))
    return tuple(dict.fromkeys(part for part in parts if part))
