"""A station's lock brought in line with its YAML and its sources: what `lock` writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from exstreamtv.config.station import Station
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule import outside
from exstreamtv.schedule.anchor import anchored, cursors_needed
from exstreamtv.schedule.calendar import DAY, Calendar
from exstreamtv.schedule.setting import Inputs
from exstreamtv.sources.lock import Lock
from exstreamtv.sources.upgrade import Upgrade, first, upgraded

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a lock is made: the present year, and the first broadcast day that may still change."""

    year: int
    day: date


def moment(station: Station, now: datetime, lock: Lock) -> Moment:
    """The first day that begins after the frozen near future.

    A station that was never locked is on no air yet: there it is the present day.
    """
    calendar = Calendar(station.station.timezone, station.station.day_start)
    if not lock.cursors:
        return Moment(now.year, calendar.day_of(now))
    return Moment(now.year, calendar.day_of(now + station.station.freeze - _INSTANT) + DAY)


def to_fetch(station: Station, lock: Lock, wanted: Iterable[str]) -> tuple[str, ...]:
    """The sources to look at: those that are wanted, and those that were never locked."""
    never = station.sources.keys() - lock.catalogue.sources.keys()
    return tuple(name for name in station.sources if name in never or name in {*wanted})


def upgrade_of(lock: Lock, source: str, fetched: Iterable[Media], day: date) -> Upgrade:
    """What a fresh look at one source changes."""
    held = lock.catalogue.sources.get(source)
    if held is None:
        return first(fetched)
    looked_at = (cursor.began or cursor.at for cursor in lock.cursors.values())
    return upgraded(held, fetched, day, needed=min(looked_at, default=day))


def relocked(
    station: Station,
    lock: Lock,
    upgrades: Mapping[str, Upgrade],
    at: Moment,
    old: Inputs | None,
    were: Mapping[str, str] = MappingProxyType({}),
) -> Lock:
    """The new lock. ``old`` is the station that its cursors were made for, if that is known.

    It is asked only about cursors that `counts_otherwise` speaks of.

    ``were`` are the names there of cursors that have been renamed.
    """
    fresh = {source: upgrade.media for source, upgrade in upgrades.items()}
    catalogue = Catalogue({**lock.catalogue.sources, **fresh})
    new = Inputs(station, catalogue, lock.cursors)
    return Lock(
        catalogue,
        anchored(new, old, at.day, were),
        outside.kept(outside.zones(station), lock.zones, outside.rules_of_zone, at.year),
        outside.kept(outside.holidays(station), lock.holidays, outside.rules_of_holidays, at.year),
    )


def counts_otherwise(station: Station, cursors: Mapping[str, Cursor]) -> bool:
    """Has the counting of any locked cursor changed?"""
    return any(
        name in cursors and cursors[name].basis != basis
        for name, basis in cursors_needed(station).items()
    )
