"""What moves a station's days and is in none of its files: zones' clock changes, holidays.

Both come from packages. The lock keeps a hash of each, made for a year and the two after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from exstreamtv.config.station import Station
from exstreamtv.schedule.calendar import zone_rules
from exstreamtv.schedule.holidays import holiday_rules


def zones(station: Station) -> list[str]:
    """The IANA names of the zones whose clocks the station goes by, sorted."""
    others = {channel.zone for channel in station.channels.values() if channel.zone}
    return sorted({station.station.timezone, *others})


def holidays(station: Station) -> list[str]:
    """The countries whose holidays the calendar names, each with its region: ``DE/BY``; sorted."""
    entries = station.calendar.values()
    return sorted({f"{e.holidays}/{e.region or ''}".rstrip("/") for e in entries if e.holidays})


def rules_of_zone(name: str, year: int) -> str:
    """The hash of a zone's clock changes from a year on: ``2026:9f2c4e1a``."""
    return zone_rules(name, year)


def rules_of_holidays(name: str, year: int) -> str:
    """The hash of a country's or a region's holidays from a year on."""
    country, _, region = name.partition("/")
    return holiday_rules(country, region, year)


def now(held: Mapping[str, str], rules: Callable[[str, int], str]) -> dict[str, str]:
    """What is held in the lock as this machine knows it, from the same years on."""
    years = {name: _since(hashed) for name, hashed in held.items()}
    return {name: rules(name, year) if year else "" for name, year in years.items()}


def kept(
    names: Iterable[str], held: Mapping[str, str], rules: Callable[[str, int], str], year: int
) -> dict[str, str]:
    """What the lock shall hold; what it has stays while it is right and not old."""
    return {name: _kept(name, held.get(name, ""), rules, year) for name in names}


def _kept(name: str, held: str, rules: Callable[[str, int], str], year: int) -> str:
    since = _since(held)
    if since and year - since <= 1 and held == rules(name, since):
        return held
    return rules(name, year)


def _since(held: str) -> int | None:
    """The year from which on a hash in the lock holds; None if it is none of this millennium."""
    year = held.partition(":")[0]
    return int(year) if year.isdecimal() and "2000" <= year < "3000" and len(year) == 4 else None
