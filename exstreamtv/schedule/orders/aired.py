"""`aired`: by date of first broadcast, then season, episode, part, title; undated ones last."""

from __future__ import annotations

from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.groups import by_date
from exstreamtv.schedule.line import Cycles, Line
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members one after the other; a newcomer has its place at once."""
    media = members.arranged("aired", by_date)
    return Cycles(cursor, lambda cycle, day: media, waits=False)
