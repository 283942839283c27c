"""The holidays that the calendar names are called so, in the years that are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exstreamtv.config.station import CalendarEntry, Station
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.model.names import did_you_mean
from exstreamtv.schedule.holidays import holiday_names

CODES = {
    "E347": """No holiday there has this name

`names` picks holidays by what they are called in the country's own language or in English.
Without `names` all public holidays of the country are meant.

```yaml
calendar: {thanksgiving: {holidays: US, names: [Thanksgiving Day]}}
```
""",
}


def check(station: Station, day: date) -> Iterator[Diagnostic]:
    """E347 for names that no holiday has in ``day``'s year or the next."""
    for entry in station.calendar.values():
        if entry.holidays is not None and entry.names:
            yield from _called(entry, entry.holidays, day.year)


def _called(entry: CalendarEntry, country: str, year: int) -> Iterator[Diagnostic]:
    names = [
        name
        for later in (year, year + 1)
        for name in holiday_names(country, entry.region or "", later)
    ]
    known = {name.casefold() for name in names}
    for index, name in enumerate(entry.names):
        if name.casefold() not in known:
            hint = did_you_mean(name, names) or f"known here: {', '.join(sorted({*names}))}"
            what = f"no holiday of `{country}` is called `{name}`"
            yield error("E347", what, entry.span("names", index), hint=hint)
