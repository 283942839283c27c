"""The small written forms: lengths, times of day, dates, ranges, references.

Every plain scalar reaches these as text. A misfit raises `misfit`, whose code and hint
become the finding; no wording of pydantic's ever reaches a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from exstreamtv.model.time import length_from, length_text

T = TypeVar("T")

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")
_YEARLY = re.compile(r"(\d\d)-(\d\d)")
_SIZE = re.compile(r"(\d{2,4})x(\d{2,4})")
_RATE = re.compile(r"(\d{1,3})(?:/(\d{1,4})|(\.\d{1,3}))?")
_BITS = re.compile(r"(\d{1,6})(k|M)")


def misfit(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """A value that cannot be meant: the finding's code, fact and advice."""
    return PydanticCustomError(
        "misfit", "{message}", {"code": code, "message": message, "hint": hint}
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        raise misfit("E101", "a value is missing here")
    raise misfit("E105", "one value is due here, not a list or a mapping")


def _parsed(parse: Callable[[str], T]) -> Callable[[Any], T]:
    def validate(value: Any) -> T:
        return (
            value
            if not isinstance(value, (str, list, dict)) and value is not None
            else parse(_text(value))
        )

    return validate


def _length(text: str) -> timedelta:
    try:
        length = length_from(text)
    except ValueError:
        hint = (
            f"write `{text}m` or `{text}s`" if text.isdecimal() else "write `90m`, `1h30m` or `15s`"
        )
        raise misfit("E105", f"`{text}` is no length", hint) from None
    if not length:
        raise misfit("E105", f"`{text}` is no time at all")
    return length


def _length_range(text: str) -> LengthRange:
    low, dots, high = text.partition("..")
    shortest = _length(low)
    longest = _length(high) if dots else shortest
    if longest < shortest:
        raise misfit("E105", f"`{text}` ends before it begins")
    return LengthRange(shortest, longest)


def _time(text: str) -> time:
    match = _TIME.fullmatch(text)
    if not match:
        raise misfit("E105", f"`{text}` is no time of day", 'write `"20:30"` or `"20:30:15"`')
    hour, minute, second = (int(part or 0) for part in match.groups())
    return time(hour, minute, second)


def _size(text: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(text)
    if not match or int(match[1]) % 2 or int(match[2]) % 2:
        raise misfit("E105", f"`{text}` is no picture size", "write two even numbers: `1280x720`")
    return int(match[1]), int(match[2])


def _rate(text: str) -> Fraction:
    if not _RATE.fullmatch(text) or (rate := Fraction(text)) < 1 or rate > 120:
        raise misfit("E105", f"`{text}` is no picture rate", "write `25`, `50` or `30000/1001`")
    return rate


def _bits(text: str) -> int:
    match = _BITS.fullmatch(text)
    if not match or not (kbps := int(match[1]) * (1000 if match[2] == "M" else 1)):
        raise misfit("E105", f"`{text}` is no bit rate", "write `4000k` or `4M`")
    return kbps


def _number(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,4}(\.\d{1,3})?", text):
        raise misfit("E105", f"`{text}` is no channel number", "write `7`, `102` or `7.1`")
    return text


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise misfit(
            "E106",
            f"`{text}` is neither `true` nor `false`",
            "only these two words are truth values",
        )
    return text == "true"


def _count(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text) or int(text) < 1:
        raise misfit("E105", f"`{text}` is no count", "write a whole number from 1")
    return int(text)


def _index(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise misfit("E105", f"`{text}` is no whole number", "write a whole number from 0")
    return int(text)


def _name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", text):
        raise misfit("E105", f"`{text}` cannot be a name", "use letters, digits, `-` and `_`")
    return text


@dataclass(frozen=True, slots=True)
class LengthRange:
    """A length that may vary; both ends are allowed."""

    shortest: timedelta
    longest: timedelta

    def __str__(self) -> str:
        low, high = length_text(self.shortest), length_text(self.longest)
        return low if low == high else f"{low}..{high}"


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
    parts = value if isinstance(value, list) else [value]
    return frozenset().union(*(weekdays_from(_text(part)) for part in parts))


def _listed(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else (value,)


_TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}


def _pattern(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$"})


_LENGTH_PATTERN = r"(?=.)(\d+h)?(\d+m)?(\d+s)?(\d+ms)?"

Text = Annotated[str, BeforeValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
Name = Annotated[str, BeforeValidator(_parsed(_name)), WithJsonSchema(_TEXT_SCHEMA)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_listed)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Truth = Annotated[bool, BeforeValidator(_parsed(_truth)), WithJsonSchema({"type": "boolean"})]
Count = Annotated[
    int, BeforeValidator(_parsed(_count)), WithJsonSchema({"type": "integer", "minimum": 1})
]
Index = Annotated[
    int, BeforeValidator(_parsed(_index)), WithJsonSchema({"type": "integer", "minimum": 0})
]
Number = Annotated[
    str, BeforeValidator(_parsed(_number)), WithJsonSchema({"type": ["string", "number"]})
]
Length = Annotated[timedelta, BeforeValidator(_parsed(_length)), _pattern(_LENGTH_PATTERN)]
Lengths = Annotated[tuple[Length, ...], BeforeValidator(_listed)]
Span = Annotated[
    LengthRange,
    BeforeValidator(_parsed(_length_range)),
    _pattern(rf"{_LENGTH_PATTERN}(\.\.{_LENGTH_PATTERN})?"),
]
TimeOfDay = Annotated[time, BeforeValidator(_parsed(_time)), _pattern(_TIME.pattern)]
Weekdays = Annotated[
    frozenset[int],
    BeforeValidator(_weekdays),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]
Days = Annotated[
    DayRange, BeforeValidator(_parsed(day_range_from)), WithJsonSchema({"type": "string"})
]
Size = Annotated[tuple[int, int], BeforeValidator(_parsed(_size)), _pattern(_SIZE.pattern)]
Rate = Annotated[
    Fraction, BeforeValidator(_parsed(_rate)), WithJsonSchema({"type": ["string", "number"]})
]
BitRate = Annotated[int, BeforeValidator(_parsed(_bits)), _pattern(_BITS.pattern)]
