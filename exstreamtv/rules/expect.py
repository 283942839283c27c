"""Something else is on than a test says

A test under `tests` says what must be on the air: on which channel, on which days, at which time
or between which. The finding tells what was on instead, the first time. Either the schedule has
come to do something that nobody wanted, or the test says what is wanted no longer.

```yaml
tests:
  - {channel: one, at: "20:00", on_days: mon-fri, airs: {collection: cheers}}
channels:
  one:
    number: 1
    name: One
    filler: idents
    schedule: {day: {at: "06:00", fill: films}, strip: {at: "20:00", fill: cheers}}
```
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from exstreamtv.config.amounts import Share, amount_text
from exstreamtv.config.expectation import Expectation, Wanted
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.model.names import counted
from exstreamtv.model.time import ZERO, length_text
from exstreamtv.model.timeline import Kind, Timeline
from exstreamtv.rules.air import Air, Airing, called
from exstreamtv.rules.scope import moment
from exstreamtv.rules.separation import Seen, returns
from exstreamtv.rules.verdict import related
from exstreamtv.rules.wanted import matches, wanted_text
from exstreamtv.rules.written import unwanted
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.setting import Inputs

CODES = {"E516": __doc__}


class Failure(NamedTuple):
    """A day on which an assertion does not hold: when, in which slot, and the fact."""

    start: datetime
    slot: str
    what: str


class Tested(NamedTuple):
    """How one test came out. ``said`` is it in words; ``days`` how many were looked at."""

    said: str
    days: int
    found: tuple[Diagnostic, ...]


def days_of(test: Expectation, today: date) -> list[date]:
    """The broadcast days that a test is about, from ``today`` on: the past is not tested."""
    first = test.from_ or today
    days = (first + n * DAY for n in range(test.days))
    return [day for day in days if day >= today and day.weekday() in test.on_days]


def tested(inputs: Inputs, test: Expectation, timeline: Timeline | None, today: date) -> Tested:
    """How a test comes out on its channel, whose timeline covers its days."""
    days = days_of(test, today)
    if not days or timeline is None:
        return Tested(said(test), 0, ())
    begin = inputs.calendar.begin
    start, stop = begin(days[0]), begin(days[-1] + DAY)
    air = Air(test.channel, timeline.items, start, stop, inputs.calendar)
    stand = Stand(inputs, test, air, timeline, days)
    found = (_finding(stand, key, list(look(stand))) for key, look in ASSERTIONS if asks(test, key))
    return Tested(said(test), len(days), tuple(each for each in found if each))


def asks(test: Expectation, key: str) -> bool:
    """Does the test make this assertion by itself?"""
    given = getattr(test, key) is not None
    return given and not (key == "starts_within" and test.airs is not None)


@dataclass(frozen=True, eq=False)
class Stand:
    """One test before the timeline that it is about."""

    inputs: Inputs
    test: Expectation
    air: Air
    timeline: Timeline
    days: list[date]

    @cached_property
    def _starts(self) -> list[datetime]:
        return [airing.start for airing in self.air.programmes]

    def on_at(self, instant: datetime) -> Airing | None:
        """What the guide says is on, also before it, in its breaks and after it; or None."""
        place = bisect_right(self._starts, instant)
        before, after = self.air.programmes[:place][-1:], self.air.programmes[place:][:1]
        guide = self.timeline.programme_at(instant)
        for airing in before:
            if instant < airing.stop:
                return airing
        for airing in (*after, *before):
            if guide and guide.start <= airing.start < guide.stop:
                return airing
        return None

    def is_(self, airing: Airing, wanted: Wanted) -> bool:
        """Does the description hold for it?"""
        programme = self.timeline.programme_at(airing.start)
        title = programme.title if programme else ""
        return matches(wanted, airing, title, self.inputs)

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """The hours of a day that the test is about: those it names, or the whole broadcast day."""
        calendar, between = self.inputs.calendar, self.test.between
        if between is None:
            return calendar.begin(day), calendar.begin(day + DAY)
        start, stop = calendar.wall(between.start), calendar.wall(between.stop)
        stop += DAY if stop <= start else ZERO
        return calendar.instant(day, start), calendar.instant(day, stop)

    def at(self, day: date) -> datetime:
        """The test's time on a day."""
        assert self.test.at, "asked only of a test with a time"
        return self.inputs.calendar.instant(day, self.inputs.calendar.wall(self.test.at))

    def instead(self, instant: datetime) -> Failure:
        """What is on at an instant, as a failure says it."""
        if airing := self.on_at(instant):
            return Failure(instant, airing.slot, f"`{called(airing.media)}` is on instead")
        cue = self.timeline.at(instant)
        slot = cue.item.why.slot if cue else ""
        what = "the card" if cue is None or cue.item.kind is Kind.SLATE else "filler"
        return Failure(instant, slot, f"{what} is on instead")


def _airs(stand: Stand) -> Iterator[Failure]:
    wanted = stand.test.airs
    assert wanted, "asked only of a test with `airs`"
    for day in stand.days:
        if stand.test.at is None:
            start, stop = stand.hours(day)
            if not any(stand.is_(one, wanted) for one in _within(stand, start, stop)):
                yield Failure(start, "", f"nothing of {wanted_text(wanted)} airs")
        elif not any(stand.is_(one, wanted) for one in _about(stand, stand.at(day))):
            yield stand.instead(stand.at(day))


def _never(stand: Stand) -> Iterator[Failure]:
    unwelcome = stand.test.never
    assert unwelcome, "asked only of a test with `never`"
    for day in stand.days:
        found = (
            _within(stand, *stand.hours(day))
            if stand.test.at is None
            else iter(filter(None, [stand.on_at(stand.at(day))]))
        )
        for airing in found:
            if stand.is_(airing, unwelcome):
                yield Failure(airing.start, airing.slot, f"`{called(airing.media)}` is on")


def _within(stand: Stand, start: datetime, stop: datetime) -> Iterator[Airing]:
    """What is on at any time between two instants."""
    return (one for one in stand.air.shown if one.start < stop and one.stop > start)


def _about(stand: Stand, instant: datetime) -> list[Airing]:
    """What is on at an instant; with `starts_within`, what begins so near to it."""
    if (near := stand.test.starts_within) is not None:
        return [a for a in stand.air.programmes if abs(a.start - instant) <= near]
    airing = stand.on_at(instant)
    return [airing] if airing else []


def _starts_within(stand: Stand) -> Iterator[Failure]:
    for day in stand.days:
        instant = stand.at(day)
        if not _about(stand, instant):
            nearest = min(stand.air.programmes, key=lambda a: abs(a.start - instant), default=None)
            if nearest is None:
                yield stand.instead(instant)
                continue
            away = length_text(abs(nearest.start - instant))
            when = "before" if nearest.start < instant else "after"
            what = f"`{called(nearest.media)}`, which is nearest, begins {away} {when}"
            yield Failure(instant, nearest.slot, what)


def _sums(stand: Stand, counts: Callable[[Stand, int], bool]) -> Iterator[tuple[date, timedelta]]:
    sums = dict.fromkeys(stand.days, ZERO)
    for place, item in enumerate(stand.air.items):
        if item.why.day in sums and counts(stand, place):
            sums[item.why.day] += item.length
    yield from sums.items()


def _dead_air(stand: Stand) -> Iterator[Failure]:
    most, station = stand.test.dead_air or ZERO, stand.inputs.station
    for day, dark in _sums(stand, lambda s, n: unwanted(station, s.air.items[n])):
        if dark > most:
            start = stand.inputs.calendar.begin(day)
            yield Failure(start, "", f"nothing is on for {length_text(dark)} of the day")


def _filler_at_most(stand: Stand) -> Iterator[Failure]:
    most = stand.test.filler_at_most
    assert most is not None, "asked only of a test with `filler_at_most`"
    for day, filled in _sums(stand, lambda s, n: s.air.items[n].kind is Kind.FILLER):
        start, stop = (stand.inputs.calendar.begin(one) for one in (day, day + DAY))
        if _more(filled, most, stop - start):
            tenths = 1000 * filled // (stop - start)
            what = f"{length_text(filled)} of the day ({tenths // 10}.{tenths % 10}%) is filler"
            yield Failure(start, "", what)


def _more(length: timedelta, most: Share | timedelta, whole: timedelta) -> bool:
    if isinstance(most, Share):
        share = most.percent
        return length * 100 * share.denominator > whole * share.numerator
    return length > most


def _no_repeat(stand: Stand) -> Iterator[Failure]:
    apart, days = stand.test.no_repeat or ZERO, set(stand.days)
    seen = (
        Seen(one.start, stand.air.channel, one.slot, one.media.name, called(one.media))
        for one in stand.air.programmes
    )
    for breach in returns(seen, apart):
        if stand.inputs.calendar.day_of(breach.start) in days:
            yield Failure(breach.start, breach.slot, breach.what)


ASSERTIONS: tuple[tuple[str, Callable[[Stand], Iterator[Failure]]], ...] = (
    ("airs", _airs),
    ("never", _never),
    ("dead_air", _dead_air),
    ("filler_at_most", _filler_at_most),
    ("starts_within", _starts_within),
    ("no_repeat", _no_repeat),
)
"""Every assertion by its key."""


def _finding(stand: Stand, key: str, failures: list[Failure]) -> Diagnostic | None:
    if not failures:
        return None
    first, test = failures[0], stand.test
    when = moment(stand.inputs, first.start)
    place = ".".join(filter(None, (test.channel, first.slot)))
    found = error("E516", f"{first.what} (`{place}`, {when})", test.key_span(key))
    often = counted(len(failures), "time") + f" in {counted(len(stand.days), 'day')}"
    linked = related(stand.inputs, test.channel, first.slot) if first.slot else ()
    return replace(found, note=often if len(failures) > 1 else "", related=linked)


def said(test: Expectation) -> str:
    """A test in words: ``one at 20:00 airs show Cheers``."""
    words = [test.channel]
    if test.at:
        words.append(f"at {test.at:%H:%M}")
    if test.between:
        words.append(f"between {test.between}")
    for key, _ in ASSERTIONS:
        value = getattr(test, key)
        if isinstance(value, Wanted):
            words.append(f"{key} {wanted_text(value)}")
        elif value is not None:
            amount = "none" if value == ZERO else amount_text(value)
            words.append(f"{key.replace('_', ' ')} {amount}")
    return " ".join(words)
