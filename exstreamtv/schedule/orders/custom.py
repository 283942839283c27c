"""`custom`: in the order of the collection's `items`; one that is listed twice airs twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.line import Cycles, Line
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.naming import Named
from exstreamtv.schedule.seed import Seed


def line(members: Members, seed: Seed, cursor: Cursor) -> Line:
    """The members as listed, without a list by identity; a newcomer has its place at once."""
    return Listed(cursor, members.queue("custom", None, lambda: _listed(members)))


class Listed(Cycles):
    """A line in which a medium may have several turns: the second one is called `name*2`."""

    def __init__(self, cursor: Cursor, media: Sequence[Media]) -> None:
        times = Counter[str]()
        self._turns: list[str] = []
        for medium in media:
            times[medium.name] += 1
            number = times[medium.name]
            self._turns.append(medium.name if number == 1 else f"{medium.name}*{number}")
        super().__init__(cursor, lambda cycle, day: media, waits=False)

    def _called(self, place: int) -> str:
        return self._turns[place]


def _listed(members: Members) -> Iterator[Media]:
    if not members.config.items:
        yield from sorted(members.media, key=lambda media: media.name)
    named = Named(members.media)
    for item in members.config.items:
        yield from named.called(item)
