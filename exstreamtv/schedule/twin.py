"""A channel that is another one again: as it is, later, or by the wall clock of another zone.

By another zone's clock a programme begins when the clocks there show what the station's showed.
On most days that is one shift for all. When the clocks of either zone change, programmes may
come apart or meet: they are never cut short for that, and none is shown twice.

- What the other zone's skipped hour holds whole does not air, as a slot there would not.
- What would begin before its predecessor has ended is joined in progress, or left out if by
  then it is over: so goes what the station shows in an hour that comes twice.
- What is left open is filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from exstreamtv.config.station import Station
from exstreamtv.model.timeline import PlayoutItem, Programme, Timeline, TitleFrom
from exstreamtv.schedule.calendar import DAY, Calendar
from exstreamtv.schedule.layers import shown

MARGIN = timedelta(hours=3)
"""How much more of the original than its own window a twin looks at; clocks change by less."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The wall clock of the original and the one of its twin."""

    here: Calendar
    there: Calendar

    def needed(self, start: datetime, stop: datetime) -> tuple[datetime, datetime]:
        """The window of the original that a window of the twin is made of.

        It begins on a quiet day, after which nothing is left of an earlier clock change:
        so where the twin's window begins changes nothing.
        """
        day = self.here.day_of(self.there.same_wall(start, self.here)) - 2 * DAY
        while not self._quiet(day):
            day -= DAY
        return self.here.begin(day), self.there.same_wall(stop, self.here) + MARGIN

    def _quiet(self, day: date) -> bool:
        near = [day + shift * DAY for shift in (-2, -1, 0, 1)]
        return not any(
            clock.clock_changes(one) for clock in (self.here, self.there) for one in near
        )

    def place(self, programme: Programme) -> tuple[datetime, datetime] | None:
        """When a programme is on by the other clock, in its whole length; None if it is not."""
        start = self.here.same_wall(programme.start, self.there)
        skipped = self.there.same_wall(start, self.here) != self._first(programme.start)
        if skipped and start == self.here.same_wall(programme.stop, self.there):
            return None
        return start, start + programme.length

    def _first(self, instant: datetime) -> datetime:
        """The first instant at which the original's clock shows what it shows at this one."""
        return self.here.same_wall(instant, self.here)


@dataclass(frozen=True, slots=True)
class Placed:
    """A programme of the original in its twin: when it is on, and by how much it is shifted."""

    original: Programme
    start: datetime
    stop: datetime
    shift: timedelta

    def items(self, timeline: Timeline) -> Iterator[PlayoutItem]:
        """What of the original airs in it."""
        begin = self.start - self.shift
        for item in timeline.between(begin, self.original.stop):
            start, stop = max(item.start, begin), min(item.stop, self.original.stop)
            yield replace(
                item,
                start=start + self.shift,
                stop=stop + self.shift,
                in_point=item.in_point + (start - item.start),
            )


def placed(programmes: Sequence[Programme], clocks: Clocks) -> Iterator[Placed]:
    """The programmes of a twin in order; they do not meet, and may leave time between them."""
    free: datetime | None = None
    for programme in programmes:
        if (place := clocks.place(programme)) is None:
            continue
        start, stop = place
        if free is not None and stop <= free:
            continue
        yield Placed(programme, max(start, free or start), stop, start - programme.start)
        free = stop


def later(timeline: Timeline, channel: str, name: str, by: timedelta) -> Timeline:
    """A timeline shifted on the air; what went by the channel's name goes by ``name``."""
    guide = [named(each, each.start + by, each.stop + by, name) for each in timeline.programmes]
    return Timeline(channel, timeline.later(by).items, guide)


def layered(items: Iterable[PlayoutItem], station: Station, channel: str) -> list[PlayoutItem]:
    """Items under the layers that the copy says itself; under the original's if it says none."""
    config = station.channels[channel]
    if "layers" not in config.model_fields_set:
        return list(items)
    declared, said = station.layers, config.layers
    return [replace(item, layers=shown(declared, said, (), item.kind)) for item in items]


def left_open(start: datetime, stop: datetime, name: str) -> Programme:
    """What the guide says of a stretch between two programmes."""
    return Programme(start, stop, name, title_from=TitleFrom.CHANNEL)


def named(programme: Programme, start: datetime, stop: datetime, name: str) -> Programme:
    """The same programme at another time, on a channel called ``name``.

    Later than the original it has been shown before, whatever the original was.
    """
    own = name if programme.title_from is TitleFrom.CHANNEL else programme.title
    late = start > programme.start and bool(programme.media or programme.works)
    return replace(
        programme,
        start=start,
        stop=stop,
        title=own,
        repeat=programme.repeat or late,
        premiere=programme.premiere and not late,
    )
