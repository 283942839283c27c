"""Amounts, shares, hours and windows of days: how rules and tests write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from exstreamtv.config.types import misfit, parsed, text_of
from exstreamtv.model.time import ZERO, length_from, length_text

_CLOCK = r"([01]?\d|2[0-3]):[0-5]\d"
_HOURS = re.compile(rf"({_CLOCK})-({_CLOCK})", re.ASCII)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)%", re.ASCII)
_COUNT = re.compile(r"\d{1,5}", re.ASCII)
_DAY = r"\d{4}-\d{2}-\d{2}"
_DAYS = re.compile(rf"({_DAY})?\.\.({_DAY})?", re.ASCII)
_PLACE = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]{0,63}\.)?[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of every day by the wall clock; where it ends before it begins, over midnight."""

    start: time
    stop: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.stop:%H:%M}"


@dataclass(frozen=True, slots=True)
class Share:
    """So many hundredths of a whole, from 0 to 100."""

    percent: Fraction

    def __str__(self) -> str:
        return f"{float(self.percent):g}%"


Amount = Share | timedelta | int
"""A share of the air time, a length, or a number of airings."""


@dataclass(frozen=True, slots=True)
class DayWindow:
    """From a day to a day, both included; None where it is open."""

    first: date | None
    last: date | None

    def has(self, day: date) -> bool:
        """Is ``day`` in it?"""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def amount_text(amount: Amount) -> str:
    """An amount as an author writes it."""
    return length_text(amount) if isinstance(amount, timedelta) else str(amount)


def _hours(text: str) -> Hours:
    match = _HOURS.fullmatch(text)
    if not match or match[1].rjust(5, "0") == match[3].rjust(5, "0"):
        raise misfit("E105", f"`{text}` are no hours of a day", 'write `"06:00-20:00"`')
    return Hours(*(time.fromisoformat(match[part].rjust(5, "0")) for part in (1, 3)))


def _share(text: str) -> Share:
    match = _SHARE.fullmatch(text)
    if not match or (percent := Fraction(match[1])) > 100:
        raise misfit("E105", f"`{text}` is no share", "write `20%`, at most `100%`")
    return Share(percent)


def _length(text: str) -> timedelta:
    try:
        return length_from(text)
    except (ValueError, OverflowError):
        raise misfit("E105", f"`{text}` is no amount", "write `20%`, `4h` or `3`") from None


def _amount(text: str) -> Amount:
    if text.endswith("%"):
        return _share(text)
    return int(text) if _COUNT.fullmatch(text) else _length(text)


def _part(text: str) -> Share | timedelta:
    if text.isdecimal():
        raise misfit("E105", f"`{text}` has no unit", f"write `{text}%` or `{text}m`")
    return _share(text) if text.endswith("%") else _length(text)


def _budget(text: str) -> timedelta:
    return ZERO if text == "none" else _length(text)


def _days(text: str) -> DayWindow:
    match = _DAYS.fullmatch(text)
    hint = "write `2026-01-01..2026-12-31`; either end may be left open"
    if not match:
        raise misfit("E105", f"`{text}` is no window of days", hint)
    try:
        window = DayWindow(*(date.fromisoformat(day) if day else None for day in match.groups()))
    except ValueError:
        raise misfit("E105", f"`{text}` is no window of days", hint) from None
    if window.first and window.last and window.last < window.first:
        raise misfit("E105", f"`{text}` ends before it begins")
    return window


def _place(text: str) -> str:
    if not _PLACE.fullmatch(text):
        raise misfit("E105", f"`{text}` is no slot", "write `SLOT` or `CHANNEL.SLOT`")
    return text


def _places(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(_placed(listed, at) for at in range(len(listed)))


def _placed(listed: Any, at: int) -> str:
    try:
        return _place(text_of(listed[at]))
    except PydanticCustomError as problem:
        about = problem.context or {}
        raise misfit(about["code"], about["message"], about["hint"], at=(at,)) from None


def _schema(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$"})


_LENGTH = r"(?=.)(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?"
_PLACE_SCHEMA: dict[str, Any] = {"type": "string", "pattern": f"^{_PLACE.pattern}$"}

HoursOfDay = Annotated[Hours, BeforeValidator(parsed(_hours)), _schema(_HOURS.pattern)]
AmountText = Annotated[
    Amount,
    BeforeValidator(parsed(_amount)),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 99_999},
                {"type": "string", "pattern": rf"^(?:{_SHARE.pattern}|{_LENGTH})$"},
            ]
        }
    ),
]
Part = Annotated[
    Share | timedelta, BeforeValidator(parsed(_part)), _schema(rf"{_SHARE.pattern}|{_LENGTH}")
]
ShareText = Annotated[Share, BeforeValidator(parsed(_share)), _schema(_SHARE.pattern)]
Budget = Annotated[timedelta, BeforeValidator(parsed(_budget)), _schema(rf"none|{_LENGTH}")]
WindowOfDays = Annotated[DayWindow, BeforeValidator(parsed(_days)), _schema(_DAYS.pattern)]
SlotPlace = Annotated[str, BeforeValidator(parsed(_place)), WithJsonSchema(_PLACE_SCHEMA)]
SlotPlaces = Annotated[
    tuple[str, ...],
    BeforeValidator(_places),
    WithJsonSchema({"anyOf": [_PLACE_SCHEMA, {"type": "array", "items": _PLACE_SCHEMA}]}),
]
