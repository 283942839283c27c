"""Conflict markers in a lock file, taken apart: the union of both sides.

Media are facts, so both sides hold: each key once, with the earliest ``since`` and the earliest
``gone``. Of two positions of one cursor the later day counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media

MARKERS = ("<<<<<<< ", "||||||| ", ">>>>>>> ")


def in_conflict(text: str) -> bool:
    """Did git leave markers in it?"""
    return any(text.startswith(marker) or f"\n{marker}" in text for marker in MARKERS)


def both_sides(text: str) -> str:
    """The lines of either side at their places: markers and the common base are emptied."""
    return "\n".join(_emptied(text.split("\n")))


def _emptied(lines: Iterable[str]) -> Iterator[str]:
    in_base = False
    for line in lines:
        if line.startswith("||||||| "):
            in_base = True
        elif line == "=======":
            in_base = False
        yield "" if in_base or line == "=======" or line.startswith(MARKERS) else line


def union_of_media(media: Iterable[Media]) -> tuple[Media, ...]:
    """Each key once, in the order of keys, whichever side comes first."""
    ordered = sorted(media, key=_key)
    return tuple(_one([*same]) for _, same in groupby(ordered, key=_key))


def _key(medium: Media) -> str:
    return medium.key


def _one(same: list[Media]) -> Media:
    if len(same) == 1:
        return same[0]
    first = min(same, key=lambda medium: (medium.since or date.min, repr(medium)))
    return replace(first, gone=min((m.gone for m in same if m.gone), default=None))


def union_of_cursors(cursors: Iterable[Cursor]) -> dict[str, Cursor]:
    """Each name once."""
    return {cursor.name: cursor for cursor in sorted(cursors, key=lambda c: (c.name, c.at, c.next))}
