"""Dates, days that move with the year, ranges of them, weekdays: how authors write them."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from exstreamtv.config.types import misfit, parsed, text_of

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DAY = timedelta(days=1)
_NTH = ("1st", "2nd", "3rd", "4th", "5th", "last")
_YEARLY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)
_NTH_DAY = re.compile(rf"({'|'.join(_NTH)}) ({'|'.join(WEEKDAYS)}) of ({'|'.join(MONTHS)}|month)")
_EASTER = re.compile(r"easter([+-]\d{1,3})?", re.ASCII)
_EVERY = re.compile(r"every ([1-9]\d{0,2})(d|w) from (\d{4}-\d\d-\d\d)", re.ASCII)
_HINT = "write `2026-12-24`, `12-24` for every year, `4th thu of nov` or `easter-2`"


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of every year: ``12-24``."""

    month: int
    day: int

    def on(self, year: int) -> date | None:
        """Its date in a year; 29 February is 1 March where there is none."""
        leaps = (self.month, self.day) == (2, 29) and not isleap(year)
        return date(year, 3, 1) if leaps else date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class NthDay:
    """A weekday of a month (of every month if ``month`` is 0): ``4th thu of nov``.

    ``nth`` counts from 0; 5 is the last one. Monday is 0.
    """

    nth: int
    weekday: int
    month: int

    def on(self, year: int) -> date | None:
        """Its date in a year, or None where that month has no fifth one."""
        return self.of_month(year, self.month)

    def of_month(self, year: int, month: int) -> date | None:
        """Its date in one month, if there is one."""
        first = date(year, month, 1)
        first += (self.weekday - first.weekday()) % 7 * _DAY
        days = [first + 7 * week * _DAY for week in range(5)]
        days = [day for day in days if day.month == month]
        return days[-1] if self.nth == 5 else next(iter(days[self.nth :]), None)


@dataclass(frozen=True, slots=True)
class EasterDay:
    """So many days after Easter Sunday of the western churches, or before: ``easter-2``."""

    offset: int

    def on(self, year: int) -> date | None:
        """Its date in a year."""
        return easter(year) + self.offset * _DAY


Day: TypeAlias = date | YearDay | NthDay | EasterDay


@dataclass(frozen=True, slots=True)
class DayRange:
    """First and last day, both included; of every year it may wrap (``12-24..01-02``)."""

    first: Day
    last: Day

    def has(self, day: date) -> bool:
        """Is ``day`` in the range?"""
        match self.first, self.last:
            case date() as first, date() as last:
                return first <= day <= last
            case YearDay() as first, YearDay() as last:
                return _wraps((first.month, first.day), (last.month, last.day), day)
            case NthDay(month=0) as nth, _:
                return nth.of_month(day.year, day.month) == day
            case _:
                return any(self._has(day, year) for year in (day.year - 1, day.year))

    def _has(self, day: date, year: int) -> bool:
        """Is it in the range that begins in ``year``?"""
        first, last = _on(self.first, year), _on(self.last, year)
        if first and last and last < first:
            last = _on(self.last, year + 1)
        return first is not None and last is not None and first <= day <= last


@dataclass(frozen=True, slots=True)
class Every:
    """One day in so many, from a date on: ``every 2w from 2026-11-23``."""

    days: int
    first: date

    def has(self, day: date) -> bool:
        """Is ``day`` one of them?"""
        return day >= self.first and (day - self.first).days % self.days == 0


DaySet: TypeAlias = DayRange | Every


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _on(day: Day, year: int) -> date | None:
    return day if isinstance(day, date) else day.on(year)


def _wraps(first: tuple[int, int], last: tuple[int, int], day: date) -> bool:
    this = day.month, day.day
    return first <= this <= last if first <= last else this >= first or this <= last


@lru_cache(maxsize=4096)
def day_from(text: str) -> Day:
    """A date, ``2026-12-24`` or ``12-24``, or one that moves; misfit E105 for anything else."""
    if match := _NTH_DAY.fullmatch(text):
        month = 0 if match[3] == "month" else MONTHS.index(match[3]) + 1
        return NthDay(_NTH.index(match[1]), WEEKDAYS.index(match[2]), month)
    if match := _EASTER.fullmatch(text):
        return EasterDay(int(match[1] or 0))
    try:
        if match := _YEARLY.fullmatch(text):
            date(2024, int(match[1]), int(match[2]))
            return YearDay(int(match[1]), int(match[2]))
        return date.fromisoformat(text)
    except ValueError:
        raise misfit("E105", f"`{text}` is no date", _HINT) from None


@lru_cache(maxsize=4096)
def day_range_from(text: str) -> DaySet:
    """A day, ``first..last`` or ``every 2w from DATE``; misfit E105 for anything else."""
    if match := _EVERY.fullmatch(text):
        first = day_from(match[3])
        assert isinstance(first, date), "the pattern has a year"
        return Every(int(match[1]) * (7 if match[2] == "w" else 1), first)
    first_text, dots, last_text = text.partition("..")
    return _range(text, day_from(first_text), day_from(last_text if dots else first_text))


def _range(text: str, first: Day, last: Day) -> DayRange:
    if isinstance(first, date) != isinstance(last, date):
        raise misfit("E105", f"`{text}` mixes a date of one year with one of every year")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise misfit("E105", f"`{text}` ends before it begins")
    if first != last and any(isinstance(end, NthDay) and not end.month for end in (first, last)):
        raise misfit("E105", f"`{text}` is no range: a day of every month cannot end one")
    return DayRange(first, last)


def is_days(text: str) -> bool:
    """Is ``text`` a date or a range of dates, rather than a name in the calendar?"""
    try:
        day_range_from(text)
    except PydanticCustomError:
        return False
    return True


def weekdays_from(text: str) -> frozenset[int]:
    """Weekdays (Monday is 0) written ``mon``, ``mon-fri``, ``sat-mon`` or ``daily``."""
    if text == "daily":
        return frozenset(range(7))
    first, dash, last = text.partition("-")
    if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
        raise misfit("E105", f"`{text}` is no weekday", "write `mon`, `mon-fri` or `[sat, sun]`")
    start = WEEKDAYS.index(first)
    span = (WEEKDAYS.index(last) - start) % 7 if dash else 0
    return frozenset((start + step) % 7 for step in range(span + 1))


def _weekdays(value: Any) -> frozenset[int]:
    if not isinstance(value, list):
        return weekdays_from(text_of(value))
    return frozenset().union(*(_weekday(value, at) for at in range(len(value))))


def _weekday(value: list[Any], at: int) -> frozenset[int]:
    try:
        return weekdays_from(text_of(value[at]))
    except PydanticCustomError as problem:
        about = problem.context or {}
        raise misfit(about["code"], about["message"], about["hint"], at=(at,)) from None


def _day_text(value: Any) -> str:
    text = text_of(value)
    day_from(text)
    return text


_WEEKDAY = f"({'|'.join(WEEKDAYS)})"
_WEEKDAYS = {"type": "string", "pattern": f"^(daily|{_WEEKDAY}(-{_WEEKDAY})?)$"}
_MONTH = f"({'|'.join(MONTHS)})"
_FORM = (
    rf"((\d{{4}}-)?\d{{2}}-\d{{2}}|({'|'.join(_NTH)}) {_WEEKDAY} of ({_MONTH}|month)"
    r"|easter([+-]\d{1,3})?)"
)

Weekdays = Annotated[
    frozenset[int],
    BeforeValidator(_weekdays),
    WithJsonSchema({"anyOf": [_WEEKDAYS, {"type": "array", "items": _WEEKDAYS}]}),
]
DayText = Annotated[
    str,
    BeforeValidator(_day_text),
    WithJsonSchema({"type": "string", "pattern": f"^{_FORM}$"}),
]
Days = Annotated[
    DaySet,
    BeforeValidator(parsed(day_range_from)),
    WithJsonSchema({"type": "string", "pattern": rf"^{_FORM}(\.\.{_FORM})?$|{_EVERY.pattern}"}),
]
