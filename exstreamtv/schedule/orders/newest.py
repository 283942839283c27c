"""`newest`: the last that came to the source first; those of which nobody knows it last."""

from __future__ import annotations

from typing import Any

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.groups import by_arrival
from exstreamtv.schedule.line import Cycles, Line
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members one after the other; a newcomer airs when the line begins again."""
    media = members.arranged("newest", _key)
    return Cycles(cursor, lambda cycle, day: media, waits=False)


def _key(media: Media) -> tuple[Any, ...]:
    """Days descend; of one day the media ascend as in every other order."""
    day, *rest = by_arrival(media)
    return -day.toordinal(), *rest
