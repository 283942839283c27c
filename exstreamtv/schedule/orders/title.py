"""`title`: by title, as people sort names."""

from __future__ import annotations

from typing import Any

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.model.names import sort_key
from exstreamtv.schedule.line import Cycles, Line
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members one after the other; a newcomer has its place at once."""
    media = members.arranged("title", _key)
    return Cycles(cursor, lambda cycle, day: media, waits=False)


def _key(media: Media) -> tuple[Any, ...]:
    return sort_key(media.title), media.season or 0, media.episode or 0, media.name
