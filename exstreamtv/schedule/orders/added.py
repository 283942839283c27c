"""`added`: by the day they came to the source; those of which nobody knows it first."""

from __future__ import annotations

from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.groups import by_arrival
from exstreamtv.schedule.line import Cycles, Line
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members one after the other; a newcomer has its place, the last, at once."""
    media = members.arranged("added", by_arrival)
    return Cycles(cursor, lambda cycle, day: media, waits=False)
