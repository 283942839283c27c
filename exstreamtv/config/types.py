"""The small written forms: lengths, times of day, counts, names.

Every plain scalar reaches these as text. A misfit raises `misfit`, whose code and hint
become the finding; no wording of pydantic's ever reaches a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction
from importlib.resources import files
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from exstreamtv.config.spelling import spelled_length, spelled_time
from exstreamtv.model.names import did_you_mean, meant
from exstreamtv.model.time import length_from, length_text

T = TypeVar("T")

Order: TypeAlias = Literal[
    "aired",
    "season",
    "title",
    "added",
    "newest",
    "custom",
    "shuffle",
    "random",
    "spread",
    "rotate",
    "marathon",
]
"""What comes next of a collection; one module of `schedule/orders/` each."""

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_SIZE = re.compile(r"(\d{2,4})x(\d{2,4})", re.ASCII)
_RATE = re.compile(r"\d{1,5}/[1-9]\d{0,3}|\d{1,3}(\.\d{1,3})?", re.ASCII)
_BITS = re.compile(r"(\d{1,6})(k|M)", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SLOT = re.compile(rf"({_NAME.pattern}\.)?{_NAME.pattern}")
_NUMBER = re.compile(r"[1-9]\d{0,4}(\.\d{1,3})?", re.ASCII)
_URL = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?", re.ASCII)
_TRUTHS = {
    **dict.fromkeys(("yes", "on", "y", "true"), "true"),
    **dict.fromkeys(("no", "off", "n", "false"), "false"),
}
"""What other programs take for truth values, and what is meant."""

_LIVE_URL = re.compile(r"(?:(?:https?|rtsps?|udp|srt)://|\$\{(?:env|file):)\S+", re.ASCII)
_LONGEST = timedelta(days=60)
_MOST = 10_000
_LAST_YEAR = 9_998


def misfit(
    code: str,
    message: str,
    hint: str = "",
    *,
    at: tuple[str | int, ...] = (),
    also: tuple[str, ...] = (),
    fix: tuple[str, str] = ("", ""),
) -> PydanticCustomError:
    """A value that cannot be meant: the finding's code, fact and advice.

    ``at`` are steps from the value down to what is wrong with it; ``also`` are keys of the
    mapping that have to do with it; ``fix`` is a text and what was certainly meant by it.
    """
    about = {"code": code, "message": message, "hint": hint, "at": at, "also": also, "fix": fix}
    return PydanticCustomError("misfit", "{message}", about)


def text_of(value: Any) -> str:
    """The one text that is written here, or a misfit."""
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, str) or value is None:
        raise misfit("E101", "there is nothing between these quotes", "write the value")
    kind = "a list" if isinstance(value, list) else "a mapping"
    raise misfit("E104", f"one value is due here, not {kind}")


def parsed(parse: Callable[[str], T]) -> Callable[[Any], T]:
    """A validator of what is written, from a function that parses a text."""

    def validate(value: Any) -> T:
        return parse(text_of(value))

    return validate


def _length(text: str) -> timedelta:
    try:
        length = length_from(text)
    except (ValueError, OverflowError):
        bare = text.isascii() and text.isdecimal()
        right = spelled_length(text)
        due = f"`{right}`" if right else "`90m`, `1h30m` or `15s`"
        hint = f"write `{text}m` or `{text}s`" if bare else f"write {due}"
        raise misfit("E105", f"`{text}` is no length", hint, fix=(text, right)) from None
    if not length:
        raise misfit("E105", f"`{text}` is no time at all")
    if length > _LONGEST:
        raise misfit("E111", f"`{text}` is longer than {_LONGEST.days}d")
    return length


def _length_from(shortest: timedelta) -> Callable[[str], timedelta]:
    def parse(text: str) -> timedelta:
        if (length := _length(text)) < shortest:
            least = length_text(shortest)
            raise misfit("E111", f"`{text}` is too short here", f"write at least `{least}`")
        return length

    return parse


def _length_range(text: str) -> LengthRange:
    low, dots, high = text.partition("..")
    shortest = _length(low)
    longest = _length(high) if dots else shortest
    if longest < shortest:
        raise misfit("E105", f"`{text}` ends before it begins", f"write `{high}..{low}`")
    return LengthRange(shortest, longest)


def _time(text: str) -> time:
    match = _TIME.fullmatch(text)
    if not match:
        right = spelled_time(text)
        hint = f"write `{right}`" if right else 'write `"20:30"` or `"20:30:15"`'
        raise misfit("E105", f"`{text}` is no time of day", hint, fix=(text, right))
    hour, minute, second = (int(part or 0) for part in match.groups())
    return time(hour, minute, second)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        hint = "write it with its year: `2026-12-24`"
        raise misfit("E105", f"`{text}` is no date", hint) from None


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
    if not _NUMBER.fullmatch(text):
        raise misfit("E105", f"`{text}` is no channel number", "write `7`, `102` or `7.1`")
    return text


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise misfit(
            "E106",
            f"`{text}` is neither `true` nor `false`",
            "only these two words are truth values",
            fix=(text, _TRUTHS.get(text.lower(), "")),
        )
    return text == "true"


def _count(text: str) -> int:
    if not _COUNT.fullmatch(text) or int(text) < 1:
        raise misfit("E105", f"`{text}` is no count", "write a whole number from 1")
    return _bounded(text)


def _year(text: str) -> int:
    if (year := _count(text)) > _LAST_YEAR:
        raise misfit("E111", f"`{text}` is beyond any calendar", f"write at most `{_LAST_YEAR}`")
    return year


def _count_or_all(text: str) -> int | Literal["all"]:
    return "all" if text == "all" else _count(text)


def _index(text: str) -> int:
    if not _COUNT.fullmatch(text):
        raise misfit("E105", f"`{text}` is no whole number", "write a whole number from 0")
    return _bounded(text)


def _bounded(text: str) -> int:
    if int(text) > _MOST:
        raise misfit("E111", f"`{text}` is more than this can be", f"write at most `{_MOST}`")
    return int(text)


def _yes(text: str) -> bool:
    if not _truth(text):
        raise misfit("E106", "`false` says nothing here", "leave the key out")
    return True


def _version(text: str) -> str:
    if text != "1":
        hint = (
            "write `version: 1`"
            if not text.isdecimal()
            else "use a newer exstreamtv, or write `version: 1`"
        )
        raise misfit("E010", f"version `{text}` of the language is not known here", hint)
    return text


def _zone(text: str) -> str:
    zones = (files("tzdata") / "zones").read_text("utf-8").split()
    if text not in zones:
        hint = did_you_mean(text, zones) or "write a name such as `Europe/Berlin`"
        right = meant(text, zones) or ""
        raise misfit("E112", f"there is no time zone `{text}`", hint, fix=(text, right))
    return text


def _public_url(text: str) -> str:
    if not _URL.fullmatch(text):
        raise misfit("E105", f"`{text}` is no base of a URL", "write `http://tv.lan:8409`")
    return text.rstrip("/")


def _live_url(text: str) -> str:
    if not _LIVE_URL.fullmatch(text):
        hint = "write an address of http, https, rtsp, udp or srt, or `${env:NAME}`"
        raise misfit("E105", f"`{text}` is no address of anything live", hint)
    return text


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise misfit("E105", f"`{text}` cannot be a name", "use letters, digits, `-` and `_`")
    return text


def _slot_name(text: str) -> str:
    if not _SLOT.fullmatch(text):
        raise misfit("E105", f"`{text}` cannot be a slot", "write `SLOT` or `CHANNEL.SLOT`")
    return text


@dataclass(frozen=True, slots=True)
class LengthRange:
    """A length that may vary; both ends are allowed."""

    shortest: timedelta
    longest: timedelta

    def __str__(self) -> str:
        low, high = length_text(self.shortest), length_text(self.longest)
        return low if low == high else f"{low}..{high}"


def _some(value: T) -> T:
    if not value:
        raise misfit("E101", "nothing is listed here", "write at least one name")
    return value


def _listed(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else (value,)


_TEXT_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_NAME_SCHEMA: dict[str, Any] = {**_TEXT_SCHEMA, "pattern": f"^{_NAME.pattern}$"}


def _one_or_many(item: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [item, {"type": "array", "items": item}]})


def _pattern(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$"})


def _whole(least: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": _MOST}


_LENGTH_PATTERN = r"(?=.)(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?"

Text = Annotated[str, BeforeValidator(text_of), WithJsonSchema(_TEXT_SCHEMA)]
Name = Annotated[str, BeforeValidator(parsed(_name)), WithJsonSchema(_NAME_SCHEMA)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_listed), _one_or_many(_NAME_SCHEMA)]
Members = Annotated[Names, AfterValidator(_some)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), _one_or_many(_TEXT_SCHEMA)]
SomeTexts = Annotated[Texts, AfterValidator(_some)]
Truth = Annotated[bool, BeforeValidator(parsed(_truth)), WithJsonSchema({"type": "boolean"})]
Yes = Annotated[bool, BeforeValidator(parsed(_yes)), WithJsonSchema({"const": True})]
Version = Annotated[str, BeforeValidator(parsed(_version)), WithJsonSchema({"enum": [1, "1"]})]
Zone = Annotated[str, BeforeValidator(parsed(_zone)), WithJsonSchema({"type": "string"})]
PublicUrl = Annotated[str, BeforeValidator(parsed(_public_url)), _pattern(_URL.pattern)]
LiveUrl = Annotated[str, BeforeValidator(parsed(_live_url)), _pattern(_LIVE_URL.pattern)]
Count = Annotated[int, BeforeValidator(parsed(_count)), WithJsonSchema(_whole(1))]
Year = Annotated[
    int,
    BeforeValidator(parsed(_year)),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _LAST_YEAR}),
]
Index = Annotated[int, BeforeValidator(parsed(_index)), WithJsonSchema(_whole(0))]
Weights = Annotated[dict[Name, Count], AfterValidator(_some)]
Number = Annotated[
    str, BeforeValidator(parsed(_number)), WithJsonSchema({"type": ["string", "number"]})
]
CountOrAll = Annotated[
    int | Literal["all"],
    BeforeValidator(parsed(_count_or_all)),
    WithJsonSchema({"anyOf": [_whole(1), {"const": "all"}]}),
]
SlotName = Annotated[str, BeforeValidator(parsed(_slot_name)), _pattern(_SLOT.pattern)]
Length = Annotated[timedelta, BeforeValidator(parsed(_length)), _pattern(_LENGTH_PATTERN)]
Seconds = Annotated[
    timedelta,
    BeforeValidator(parsed(_length_from(timedelta(seconds=1)))),
    _pattern(_LENGTH_PATTERN),
]
Minutes = Annotated[
    timedelta,
    BeforeValidator(parsed(_length_from(timedelta(minutes=1)))),
    _pattern(_LENGTH_PATTERN),
]
SecondsList = Annotated[
    tuple[Seconds, ...],
    BeforeValidator(_listed),
    _one_or_many({"type": "string", "pattern": f"^(?:{_LENGTH_PATTERN})$"}),
]
LengthSpan = Annotated[
    LengthRange,
    BeforeValidator(parsed(_length_range)),
    _pattern(rf"{_LENGTH_PATTERN}(\.\.{_LENGTH_PATTERN})?"),
]
DateOfYear = Annotated[date, BeforeValidator(parsed(_date)), _pattern(r"\d{4}-\d{2}-\d{2}")]
TimeOfDay = Annotated[time, BeforeValidator(parsed(_time)), _pattern(_TIME.pattern)]
Size = Annotated[tuple[int, int], BeforeValidator(parsed(_size)), _pattern(_SIZE.pattern)]
Rate = Annotated[
    Fraction, BeforeValidator(parsed(_rate)), WithJsonSchema({"type": ["string", "number"]})
]
BitRate = Annotated[int, BeforeValidator(parsed(_bits)), _pattern(_BITS.pattern)]
