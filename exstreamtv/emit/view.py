"""A compiled window of a station, and the page that it is to be shown on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from exstreamtv.emit.airings import Airing, airings
from exstreamtv.emit.columns import Paint, plain
from exstreamtv.emit.dates import clock, day_text
from exstreamtv.model.channel import Channel, Lineup
from exstreamtv.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class View:
    """A station's compiled window, and the page it is to be shown on."""

    lineup: Lineup
    timelines: Mapping[str, Timeline]
    start: datetime
    stop: datetime
    columns: int = 80
    paint: Paint = plain

    @property
    def zone(self) -> ZoneInfo:
        """Where the station's clock stands."""
        return ZoneInfo(self.lineup.timezone)

    @property
    def dawn(self) -> datetime:
        """The window's beginning by the station's clock: when its broadcast days begin."""
        return self.start.astimezone(self.zone)

    def moment(self, instant: datetime) -> str:
        """``mon 23 nov 20:00``, in the station's zone."""
        return f"{day_text(instant.astimezone(self.zone).date())} {clock(instant, self.zone)}"

    def channels(self) -> Iterator[tuple[Channel, list[Airing]]]:
        """The channels that were compiled, each with what is on during the window."""
        for channel in self.lineup.channels:
            if timeline := self.timelines.get(channel.id):
                yield channel, list(airings(timeline, self.start, self.stop))

    def begun(self) -> Iterator[tuple[Channel, list[Airing]]]:
        """The same without what was on the air before it."""
        for channel, shown in self.channels():
            yield channel, [each for each in shown if each.programme.start >= self.start]
