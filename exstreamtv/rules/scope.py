"""A rule made ready for a station: where it holds, and what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from exstreamtv.config.channel import ChannelConfig
from exstreamtv.config.onair import About, RuleSection, rule_of
from exstreamtv.config.station import Station
from exstreamtv.emit.dates import clock, day_text
from exstreamtv.model.diagnostic import Severity
from exstreamtv.model.media import Media
from exstreamtv.rules.air import Air, Airing
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.matching import test_of
from exstreamtv.schedule.query import Fault, query_from
from exstreamtv.schedule.setting import Inputs

SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.NOTE}


@dataclass(frozen=True, eq=False)
class Scope:
    """Where one rule holds, and the media that it is about."""

    name: str
    rule: RuleSection
    inputs: Inputs
    _known: dict[str, bool] = field(default_factory=dict)
    _places: dict[tuple[str, str], bool] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The rule's body key."""
        return rule_of(self.rule) or ""

    @property
    def severity(self) -> Severity:
        """How bad a breach is."""
        return SEVERITIES[self.rule.severity or self.rule.usual]

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """The channels that it holds for, by id. A copy repeats on purpose."""
        known = self.inputs.station.channels
        all_ = self.rule.copies
        return self.rule.channels or tuple(one for one in known if all_ or known[one].schedule)

    def holds(self, channel: str, slot: str) -> bool:
        """Does it hold in this slot?"""
        place = channel, slot
        known = self._places.get(place)
        if known is None:
            known = self._places[place] = self._holds(channel, slot)
        return known

    def _holds(self, channel: str, slot: str) -> bool:
        names = {slot, f"{channel}.{slot}"} if slot else set()
        if names & self.rule.exceptions.keys():
            return False
        return not self.rule.slots or not names.isdisjoint(self.rule.slots)

    @cached_property
    def narrow(self) -> bool:
        """Is it about some media, rather than about every programme?"""
        return isinstance(self.rule, About) and bool(self.rule.of or self.rule.where)

    def about(self, media: Media) -> bool:
        """Is it about this medium?"""
        name = media.name
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._asked(media)
        return known

    def airings(self, air: Air) -> Iterator[Airing]:
        """What it is about on a channel, where it holds, by the start."""
        channel, holds, about = air.channel, self.holds, self.about
        everywhere = not (self.rule.slots or self.rule.exceptions)
        shown: Iterable[Airing] = air.programmes
        if self.narrow:
            shown = [airing for airing in air.shown if about(airing.media)]
        return (airing for airing in shown if everywhere or holds(channel, airing.slot))

    def _asked(self, media: Media) -> bool:
        return (self._members is None or media.name in self._members) and (
            self._test is None or self._test(media)
        )

    @cached_property
    def _members(self) -> frozenset[str] | None:
        if not isinstance(self.rule, About) or not self.rule.of:
            return None
        library = self.inputs.library
        return frozenset(m.name for name in self.rule.of for m in library.members(name).media)

    @cached_property
    def _test(self) -> Callable[[Media], bool] | None:
        if not isinstance(self.rule, About) or not self.rule.where:
            return None
        query = query_from(self.rule.where)
        if isinstance(query, Fault):
            raise ValueError(query.message)
        return test_of(query)


def period_of(day: date, per: str) -> date:
    """The first day of the week or month of ``day``, or the day itself."""
    match per:
        case "week":
            return day - day.weekday() * DAY
        case "month":
            return day.replace(day=1)
        case _:
            return day


def before_period(day: date, per: str) -> timedelta:
    """How much of the week or month of ``day`` lies before it."""
    return day - period_of(day, per)


def original(station: Station, channel: str) -> ChannelConfig:
    """The channel with the schedule that ``channel`` airs: its own, or what it is a copy of."""
    return station.channels[source_of(station, channel)]


def source_of(station: Station, channel: str) -> str:
    """The id of that channel."""
    seen = {channel}
    config = station.channels[channel]
    while (
        (copied := config.delay_of or config.mirror_of)
        and copied in station.channels
        and copied not in seen
    ):
        seen.add(copied)
        channel, config = copied, station.channels[copied]
    return channel


def moment(inputs: Inputs, instant: datetime) -> str:
    """``mon 23 nov 20:00``, by the station's clock."""
    zone = ZoneInfo(inputs.calendar.zone)
    return f"{day_text(instant.astimezone(zone).date())} {clock(instant, zone)}"
