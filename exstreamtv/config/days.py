"""Dates, ranges of them, weekdays: how authors write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from exstreamtv.config.types import misfit, parsed, text_of

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_YEARLY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of every year: ``12-24``."""

    month: int
    day: int


Day = date | YearDay


@dataclass(frozen=True, slots=True)
class DayRange:
    """First and last day, both included; of every year it may wrap (``12-24..01-02``)."""

    first: Day
    last: Day

    def has(self, day: date) -> bool:
        """Is ``day`` in the range?"""
        if isinstance(self.first, date) and isinstance(self.last, date):
            return self.first <= day <= self.last
        first, last, this = _yearly(self.first), _yearly(self.last), (day.month, day.day)
        return first <= this <= last if first <= last else this >= first or this <= last


def _yearly(day: Day) -> tuple[int, int]:
    return day.month, day.day


def day_from(text: str) -> Day:
    """A date, ``2026-12-24`` or ``12-24``; misfit E105 for anything else."""
    try:
        if match := _YEARLY.fullmatch(text):
            date(2024, int(match[1]), int(match[2]))
            return YearDay(int(match[1]), int(match[2]))
        return date.fromisoformat(text)
    except ValueError:
        raise misfit(
            "E105", f"`{text}` is no date", "write `2026-12-24`, or `12-24` for every year"
        ) from None


def day_range_from(text: str) -> DayRange:
    """A day or ``first..last``; misfit E105 for anything else."""
    first_text, dots, last_text = text.partition("..")
    first = day_from(first_text)
    last = day_from(last_text) if dots else first
    if isinstance(first, date) != isinstance(last, date):
        raise misfit("E105", f"`{text}` mixes a date of one year with one of every year")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise misfit("E105", f"`{text}` ends before it begins")
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
_DAY = r"(\d{4}-)?\d{2}-\d{2}"

Weekdays = Annotated[
    frozenset[int],
    BeforeValidator(_weekdays),
    WithJsonSchema({"anyOf": [_WEEKDAYS, {"type": "array", "items": _WEEKDAYS}]}),
]
DayText = Annotated[
    str,
    BeforeValidator(_day_text),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY}$"}),
]
Days = Annotated[
    DayRange,
    BeforeValidator(parsed(day_range_from)),
    WithJsonSchema({"type": "string", "pattern": rf"^{_DAY}(\.\.{_DAY})?$"}),
]
