"""`aired`: by date of first broadcast, then season, episode, part, title; undated ones last."""

from __future__ import annotations

from datetime import date
from typing import Any

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.model.names import sort_key
from exstreamtv.schedule.line import Cycles, Line
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members one after the other; a newcomer has its place at once."""
    media = members.arranged("aired", _key)
    return Cycles(cursor, lambda cycle, day: media, waits=False)


def _key(media: Media) -> tuple[Any, ...]:
    undated = date(media.year, 1, 1) if media.year else date.max
    numbers = (media.season or 0, media.episode or 0, media.part or 0)
    return media.aired or undated, sort_key(media.show), numbers, sort_key(media.title), media.name
