"""Instants and lengths as text, and whole milliseconds. No clock, no time zone but UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MILLISECOND = timedelta(milliseconds=1)
SECOND = timedelta(seconds=1)
ZERO = timedelta(0)

_LENGTH = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?", re.ASCII)


def ms(length: timedelta) -> int:
    """Whole milliseconds in ``length``, rounded down."""
    return length // MILLISECOND


def from_ms(count: int) -> timedelta:
    """A length of so many milliseconds."""
    return MILLISECOND * count


def instant_text(instant: datetime) -> str:
    """RFC 3339 in UTC with milliseconds: ``2026-11-23T20:00:00.000Z``."""
    return (
        instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.")
        + f"{instant.microsecond // 1000:03d}Z"
    )


def instant_from(text: str) -> datetime:
    """The instant that RFC 3339 ``text`` names; ValueError if it names none or no offset."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no offset")
    return instant.astimezone(UTC)


def length_from(text: str) -> timedelta:
    """The length written ``90m``, ``1h30m``, ``14d`` or ``500ms``; ValueError for anything else."""
    match = _LENGTH.fullmatch(text.strip())
    if not match or not any(match.groups()):
        raise ValueError(f"{text!r} is no length")
    days, hours, minutes, seconds, millis = (int(part or 0) for part in match.groups())
    return timedelta(days, seconds, 0, millis, minutes, hours)


def length_text(length: timedelta) -> str:
    """A length as an author writes it: ``1h30m``, ``15s``; the inverse of `length_from`."""
    rest, millis = divmod(ms(length), 1000)
    rest, seconds = divmod(rest, 60)
    hours, minutes = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"), (millis, "ms"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def clock_text(length: timedelta) -> str:
    """A length as a counter shows it: ``1:30:05`` or ``22:00``."""
    minutes, seconds = divmod(length // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
