"""`custom`: in the order of the collection's `items`; what they do not list comes last."""

from __future__ import annotations

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.collections import names_of
from exstreamtv.schedule.fields import folded
from exstreamtv.schedule.line import Cycles, Line
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members as listed; a newcomer has its place at once."""
    listed = {folded(item): place for place, item in enumerate(members.config.items)}

    def key(media: Media) -> tuple[int, str]:
        places = [listed[name] for name in names_of(media) if name in listed]
        return min(places, default=len(listed)), media.name

    media = members.arranged("custom", key)
    return Cycles(cursor, lambda cycle, day: media, waits=False)
