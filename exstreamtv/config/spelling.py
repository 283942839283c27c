"""Lengths and times as other people and programs write them, in the language's own spelling.

Only what cannot be read in two ways: a bare number has no unit, and `0:90` might be either.
"""

from __future__ import annotations

import re

_UNITS = {
    "d": ("d", "day", "days"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
    "m": ("m", "min", "mins", "minute", "minutes"),
    "s": ("s", "sec", "secs", "second", "seconds"),
    "ms": ("ms", "msec", "millisecond", "milliseconds"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_PART = re.compile(r"(\d{1,9})[ ]?([a-z]+)[ ]?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?: ?([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2}) ?([ap])\.?m\.?", re.ASCII | re.IGNORECASE)


def spelled_length(text: str) -> str:
    """`90 min` as ``90m``; an empty text for what is not certain."""
    words = text.strip().lower()
    parts = _PART.findall(words)
    if not parts or "".join(match[0] for match in _PART.finditer(words)) != words:
        return ""
    units = [_UNIT_OF.get(word) for _, word in parts]
    ranks = [list(_UNITS).index(unit) for unit in units if unit]
    if len(ranks) < len(units) or sorted(set(ranks)) != ranks:
        return ""
    return "".join(f"{number}{unit}" for (number, _), unit in zip(parts, units, strict=True))


def spelled_time(text: str) -> str:
    """`8.30 pm` as ``"20:30"``, with its quotes; an empty text for what is not certain."""
    words = text.strip()
    if words == "24:00":
        return '"00:00"'
    if clock := _CLOCK.fullmatch(words):
        hour, minute, half = int(clock[1]), int(clock[2]), clock[3]
    elif bare := _HOUR.fullmatch(words):
        hour, minute, half = int(bare[1]), 0, bare[2]
    else:
        return ""
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return f'"{hour:02}:{minute:02}"' if hour < 24 and minute < 60 else ""
