"""`season`: by show, season and episode; specials (season 0) left out, or first, or last."""

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
    specials = members.config.specials
    last = members.arranged("season", _specials_last)
    plain = tuple(media for media in last if media.season != 0)
    media = {
        "drop": plain,
        "last": last,
        "first": (*last[len(plain) :], *plain),
    }[specials]
    return Cycles(cursor, lambda cycle, day: media, waits=False)


def _specials_last(media: Media) -> tuple[Any, ...]:
    numbers = (media.season or 0, media.episode or 0, media.part or 0)
    return media.season == 0, sort_key(media.show), numbers, sort_key(media.title), media.name
