"""The countries whose holidays the calendar names are known."""

from __future__ import annotations

from collections.abc import Iterator

from exstreamtv.config.station import CalendarEntry, Station
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.model.names import did_you_mean
from exstreamtv.schedule.holidays import countries

CODES = {
    "E346": """Nothing is known of the holidays there

`holidays` takes a country by its two letters (ISO 3166), and `region` one of its parts, as
`BY` for Bavaria. Neither is guessed.

```yaml
calendar: {bank-holidays: {holidays: GB, region: ENG}}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E346 for a country or a region that nothing is known of."""
    for entry in station.calendar.values():
        if entry.holidays is not None:
            yield from _where(entry, entry.holidays)


def _where(entry: CalendarEntry, country: str) -> list[Diagnostic]:
    known = countries()
    if country not in known:
        hint = did_you_mean(country, known) or "write two letters, as `DE` or `US`"
        what = f"no holidays are known of the country `{country}`"
        return [error("E346", what, entry.span("holidays"), hint=hint)]
    if entry.region and entry.region not in known[country]:
        hint = did_you_mean(entry.region, known[country]) or _listed(known[country])
        what = f"`{country}` has no region `{entry.region}`"
        return [error("E346", what, entry.span("region"), hint=hint)]
    return []


def _listed(regions: list[str]) -> str:
    return f"known here: {', '.join(regions)}" if regions else "leave `region` out"
