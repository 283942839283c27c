"""A quota is not kept

How much of what `of` or `where` says may air, or must, in each `day`, `week` (from Monday) or
`month`: a share of the programme time (`20%`), a length (`4h`), or a number of airings (`3`); on
each channel, or `across: station` on all together. What begins on a broadcast day counts for it,
its breaks included. The days of a week or month that lie before the window count as far back as
the lock knows what they aired. The least is only looked at in periods all of which is known: if not
of the present week, then of the next, for which it takes `exstreamtv test --days 14`.

```yaml
rules:
  facts: {quota: {at_least: 20%}, where: 'genre = "Documentary"'}
  children: {quota: {at_least: 4h}, per: day, where: 'genre = "Children"', across: station}
  european: {quota: {at_least: 50%}, per: month, where: 'tag = "european"'}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from exstreamtv.config.amounts import Amount, Share, amount_text
from exstreamtv.config.onair import Quota
from exstreamtv.emit.dates import date_text
from exstreamtv.model.time import ZERO, length_text
from exstreamtv.rules.air import SHOWN, Air
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope, before_period, period_of
from exstreamtv.schedule.calendar import DAY

CODES = {"E509": __doc__}


class Seen(NamedTuple):
    """What one channel aired in one period: of what the quota is about, and of programmes."""

    begun: date
    channel: str
    start: datetime
    times: int
    length: timedelta
    programmes: timedelta
    whole: bool


def before(rule: Quota, day: date) -> timedelta:
    """How far before a day it looks."""
    return before_period(day, rule.per)


def breaches(rule: Quota, scope: Scope, air: Air) -> Iterator[Breach]:
    """Each period of one channel in which the quota is not kept."""
    if rule.across == "channel":
        for period in _periods(rule, scope, air):
            yield from _judged(rule, [period])


def seen(rule: Quota, scope: Scope, air: Air) -> Iterator[Seen]:
    """What one channel has to do with a quota of the station."""
    if rule.across == "station":
        yield from _periods(rule, scope, air)


def between(rule: Quota, scope: Scope, found: Iterable[Seen]) -> Iterator[Breach]:
    """Each period of the station in which the quota is not kept."""
    periods: dict[date, list[Seen]] = {}
    for one in sorted(found):
        periods.setdefault(one.begun, []).append(one)
    for parts in periods.values():
        yield from _judged(rule, parts)


def _periods(rule: Quota, scope: Scope, air: Air) -> Iterator[Seen]:
    days: dict[date, list[date]] = {period_of(day, rule.per): [] for day, _, _ in air.days}
    for day in air.known_days:
        if (begun := period_of(day, rule.per)) in days:
            days[begun].append(day)
    sums = dict.fromkeys(days, (0, ZERO, ZERO))
    for airing in air.shown:
        begun = period_of(airing.day, rule.per)
        if begun not in sums or not scope.holds(air.channel, airing.slot):
            continue
        times, length, programmes = sums[begun]
        if airing.kind in SHOWN:
            programmes += airing.stop - airing.start
        if scope.about(airing.media):
            times, length = times + 1, length + (airing.stop - airing.start)
        sums[begun] = times, length, programmes
    for begun, of_period in days.items():
        start = max(air.start, air.calendar.begin(of_period[0]))
        whole = len(of_period) == (_following(begun, rule.per) - begun).days
        yield Seen(begun, air.channel, start, *sums[begun], whole)


def _following(begun: date, per: str) -> date:
    match per:
        case "week":
            return begun + 7 * DAY
        case "month":
            return (begun + 31 * DAY).replace(day=1)
        case _:
            return begun + DAY


def _judged(rule: Quota, parts: list[Seen]) -> Iterator[Breach]:
    first, least, most = parts[0], rule.quota.at_least, rule.quota.at_most
    whole = all(part.whole for part in parts)
    where = first.channel if rule.across == "channel" else ""
    for bound, broken in ((least, -1), (most, 1)):
        if bound is None or (broken < 0 and not whole):
            continue
        measured = _measured(bound, parts)
        if (measured - _limit(bound)) * broken > 0:
            said = f"at {'least' if broken < 0 else 'most'} {amount_text(bound)}"
            period = f"{rule.per} of {date_text(first.begun)}"
            what = f"{_text(bound, measured)} in the {period}, and {said} is due"
            yield Breach(where, "", first.start, what)


def _measured(bound: Amount, parts: list[Seen]) -> Fraction:
    length = sum((part.length for part in parts), ZERO)
    if isinstance(bound, Share):
        programmes = sum((part.programmes for part in parts), ZERO)
        return Fraction(100 * (length // _US), max(1, programmes // _US))
    if isinstance(bound, timedelta):
        return Fraction(length // _US)
    return Fraction(sum(part.times for part in parts))


def _limit(bound: Amount) -> Fraction:
    match bound:
        case Share(percent=percent):
            return percent
        case timedelta():
            return Fraction(bound // _US)
        case _:
            return Fraction(bound)


def _text(bound: Amount, measured: Fraction) -> str:
    match bound:
        case Share():
            tenths = round(measured * 10)
            return f"{tenths // 10}.{tenths % 10}%"
        case timedelta():
            return length_text(timedelta(microseconds=int(measured)))
        case _:
            return str(measured)


_US = timedelta(microseconds=1)
