"""Two slots at once, or none: found by arithmetic over 53 weeks of rules, without media.

Days are grouped by what is active on them and beside them, so a year costs as much as the few
kinds of days there are in it. A clock change can only take a conflict away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from exstreamtv.checks.year import Days, Year, begins, kinds_of_days, of_days, weekdays
from exstreamtv.config.channel import ChannelConfig
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, Span, error, warning
from exstreamtv.model.time import SECOND
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.findings import date_text
from exstreamtv.schedule.slots import Claim, Rota

CODES = {
    "E301": """Two slots are on at the same time

Each stretch of a channel belongs to one slot. Where two meet, either the first one ends
earlier, or the second says that it wins:

```yaml
schedule:
  movie: {at: "20:00", until: "23:00", fill: films}
  news: {at: "22:30", for: 30m, play: news, days: sat-sun, replaces: movie}
```
""",
    "E302": """A stretch of the day belongs to no slot

A channel without `filler` has nothing to show there. Let a slot run on, give the channel a
filler, or state the gap:

```yaml
schedule:
  day: {at: "06:00", until: "23:00", fill: films}
  night: {at: "23:00", off_air: true}
```
""",
    "W303": """A slot never airs

Its days and its `when` never come together in the next 53 weeks. A date of the past or a misspelt
range is the usual reason.

```yaml
schedule:
  xmas: {at: "18:00", until: "23:00", when: 12-24..12-26, fill: films, replaces: any}
```
""",
    "W304": """A slot is always displaced

It has its days, but whenever it would air others have the whole of it: they say `replaces`, or
their `priority` is greater. Give it a greater `priority` than theirs, other hours, or take it out.

```yaml
schedule:
  december: {at: "18:00", until: "23:00", when: 12-01..12-31, fill: films, replaces: any}
  xmas: {at: "18:00", until: "23:00", when: 12-24..12-26, fill: winter, replaces: any, priority: 1}
```
""",
}


class Conflict(NamedTuple):
    """Two slots that meet, or a gap after ``one`` (``other`` is empty), between two walls."""

    one: str
    other: str
    start: timedelta
    stop: timedelta


def check(station: Station, day: date) -> Iterator[Diagnostic]:
    """E301, E302, W303 and W304 of every channel, over 53 weeks from broadcast day ``day`` on."""
    year = Year(station, day)
    for channel in station.channels.values():
        if channel.original is None:
            yield from _of_channel(channel, year)


def _of_channel(channel: ChannelConfig, year: Year) -> Iterator[Diagnostic]:
    rota = Rota(channel.schedule, year.station.calendar, year.calendar)
    seen: set[str] = set()
    found: dict[Conflict, Days] = {}
    for days, active in kinds_of_days(rota, year):
        claims = rota.claims(*active)
        seen.update(claim.slot for claim in claims)
        for conflict in _conflicts(claims, year.calendar.first_wall, gaps=not channel.filler):
            real = year.real(days, conflict.start, conflict.stop)
            found[conflict] = found.get(conflict, 0) | real
    yield from _told(found, channel, year)
    yield from _unseen(channel, rota, seen, year)


def _conflicts(claims: list[Claim], begin: timedelta, *, gaps: bool) -> Iterator[Conflict]:
    for place, one in enumerate(claims):
        for other in claims[place + 1 :]:
            if other.start >= one.stop:
                break
            if other.start >= begin:
                yield Conflict(one.slot, other.slot, other.start, min(one.stop, other.stop))
    if gaps:
        yield from _gaps(claims, begin)


def _gaps(claims: list[Claim], begin: timedelta) -> Iterator[Conflict]:
    covered, last = begin, ""
    for claim in claims:
        if claim.start > covered:
            yield Conflict(last, "", covered, claim.start)
        if claim.stop > covered:
            covered, last = claim.stop, claim.slot
    if covered < begin + DAY:
        yield Conflict(last, "", covered, begin + DAY)


def _told(
    found: Mapping[Conflict, Days], channel: ChannelConfig, year: Year
) -> Iterator[Diagnostic]:
    """One finding for each pair of slots, with the hours of the first time."""
    pairs: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in found:
        if found[conflict]:
            pairs.setdefault((conflict.one, conflict.other), []).append(conflict)
    for conflicts in pairs.values():
        first = min(conflicts, key=lambda one: (min(of_days(found[one])), one))
        days = 0
        for conflict in conflicts:
            days |= found[conflict]
        told = _overlap if first.other else _gap
        yield replace(told(first, days, channel, year), note=_when(days, year))


def _when(days: Days, year: Year) -> str:
    numbers = list(of_days(days))
    often = sum(number < 52 * 7 for number in numbers)
    first = f"first: {date_text(year.first + numbers[0] * DAY)}"
    return f"{first}; {often} times in the next 52 weeks" if often > 1 else first


def _overlap(conflict: Conflict, days: Days, channel: ChannelConfig, year: Year) -> Diagnostic:
    one, other = conflict.one, conflict.other
    hours = f"{_clock(conflict.start)}-{_clock(conflict.stop)}"
    message = f"`{one}` and `{other}` overlap on {weekdays(days, year)} {hours}"
    hint = (
        f"end `{one}` at {_clock(conflict.start)}, "
        f"or let `{other}` win on purpose: `replaces: {one}`"
    )
    finding = error(
        "E301",
        message,
        channel.schedule[other].span("at" if channel.schedule[other].at else "delay"),
        hint=hint,
    )
    end = _end_span(channel, one)
    related = ((end, f"`{one}` runs on after this"),) if end else ()
    return replace(finding, label=f"starts at {_clock(conflict.start)}", related=related)


def _gap(conflict: Conflict, days: Days, channel: ChannelConfig, year: Year) -> Diagnostic:
    hours = f"{_clock(conflict.start)}-{_clock(conflict.stop)}"
    message = f"no slot of `{channel.name}` is on {weekdays(days, year)} {hours}"
    hint = "let a slot run on, give the channel a `filler`, or fill it with `off_air: true`"
    span = _end_span(channel, conflict.one) if conflict.one else channel.key_span("schedule")
    return error("E302", message, span, hint=hint)


def _unseen(channel: ChannelConfig, rota: Rota, seen: set[str], year: Year) -> Iterator[Diagnostic]:
    for name, slot in channel.schedule.items():
        if name in seen:
            continue
        span = slot.span("when") if slot.when else slot.span("at" if slot.at else "delay")
        if begins(rota, name, year):
            hint = "give it a greater `priority`, or other hours"
            yield warning("W304", f"other slots always displace `{name}`", span, hint=hint)
        else:
            hint = "its days never come in the next 53 weeks"
            yield warning("W303", f"`{name}` never airs", span, hint=hint)


def _end_span(channel: ChannelConfig, name: str) -> Span | None:
    slot = channel.schedule[name]
    return slot.span(
        "until" if slot.until else "for" if slot.for_ else "at" if slot.at else "delay"
    )


def _clock(wall: timedelta) -> str:
    minutes = wall // (60 * SECOND)
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
