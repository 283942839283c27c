"""Compiled windows of stations that no lock has seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from exstreamtv.config.station import Station
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.timeline import PlayoutItem, Programme, Timeline
from exstreamtv.schedule.anchor import anchored
from exstreamtv.schedule.compile import timeline
from exstreamtv.schedule.setting import Inputs

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def inputs(station: Station, catalogue: Catalogue, day: date = MONDAY) -> Inputs:
    """A station whose every cursor begins on ``day``, with its first item."""
    return Inputs(station, catalogue, anchored(Inputs(station, catalogue, {}), None, day))


def on_air(given: Inputs, first: date = MONDAY, days: int = 1, channel: str = "one") -> Timeline:
    """So many broadcast days of a channel."""
    begin = given.calendar.begin
    return timeline(given, channel, begin(first), begin(date.fromordinal(first.toordinal() + days)))


def said(given: Inputs, timeline: Timeline, *kinds: str) -> list[str]:
    """What airs, as people say it: ``20:00 Cheers/S01E01``; programmes unless other kinds."""
    zone = ZoneInfo(given.calendar.zone)
    return [
        f"{item.start.astimezone(zone):%H:%M} {item.media.key if item.media else '-'}"
        for item in timeline.items
        if item.kind in (kinds or ("programme",))
    ]


def facts(items: Iterable[PlayoutItem]) -> list[tuple[object, ...]]:
    """Items as values, since their own equality is identity."""
    return [
        (
            *(i.start, i.stop, i.kind, i.media.name if i.media else "", i.in_point),
            *(i.why, i.audio, i.layers),
        )
        for i in items
    ]


def listed(programmes: Iterable[Programme]) -> list[tuple[object, ...]]:
    """Programmes as values."""
    return [(p.start, p.stop, p.title, p.subtitle, p.title_from, p.repeat) for p in programmes]


def utc(text: str) -> datetime:
    """``2026-11-23 20:00`` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
