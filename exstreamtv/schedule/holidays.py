"""Public holidays of a country, from the package `holidays`: an input with a version, as zones are.

Imported only where a station asks for them. What it says is hashed into the lock, since a newer
release of it may move a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import blake2b

from exstreamtv.config.station import CalendarEntry


def is_holiday(entry: CalendarEntry, day: date) -> bool:
    """Is ``day`` one of the holidays that ``entry`` names? True where it names none."""
    if entry.holidays is None:
        return True
    names = _of_year(entry.holidays, entry.region or "", day.year).get(day, frozenset())
    return bool(names) and (not entry.names or any(_plain(one) in names for one in entry.names))


def countries() -> Mapping[str, list[str]]:
    """The regions of every country that is known, by the country's code."""
    from holidays import list_supported_countries

    return list_supported_countries()


def holiday_names(country: str, region: str, year: int) -> list[str]:
    """What holidays are called there in a year, in the country's words and in English, sorted."""
    named = _words(country, region, year).values()
    return sorted({name for names in named for name in names})


def holiday_rules(country: str, region: str, year: int) -> str:
    """A short text that changes when the holidays of ``year`` or the two after do: ``2026:9f2c``.

    The lock keeps it, and compares it with what the year in it gives now.
    """
    years = [_words(country, region, later) for later in range(year, year + 3)]
    words = [f"{day} {name}" for known in years for day in sorted(known) for name in known[day]]
    return f"{year}:{blake2b(chr(10).join(words).encode(), digest_size=4).hexdigest()}"


@cache
def _of_year(country: str, region: str, year: int) -> Mapping[date, frozenset[str]]:
    known = _words(country, region, year)
    return {day: frozenset(map(_plain, names)) for day, names in known.items()}


@cache
def _words(country: str, region: str, year: int) -> Mapping[date, tuple[str, ...]]:
    """The names of each day; languages are told, else the machine's own would choose them."""
    from holidays import country_holidays

    known: dict[date, tuple[str, ...]] = {}
    for language in _languages(country, region):
        found = country_holidays(country, subdiv=region or None, years=year, language=language)
        for day, names in found.items():
            known[day] = (*known.get(day, ()), *names.split("; "))
    return known


@cache
def _languages(country: str, region: str) -> tuple[str | None, ...]:
    from holidays import country_holidays

    some = country_holidays(country, subdiv=region or None)
    own, all_ = some.default_language, some.supported_languages
    return tuple(dict.fromkeys((own, "en_US" if "en_US" in all_ else own)))


def _plain(name: str) -> str:
    return name.casefold().replace("\u2019", "'")
