"""What the fold has to tell: each finding once, with its first day and how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from exstreamtv.config.days import WEEKDAYS
from exstreamtv.model.diagnostic import Diagnostic

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that came up while a day was compiled. ``what`` of a kind is told once."""

    day: date
    what: Diagnostic


def told(found: Iterable[Found]) -> list[Diagnostic]:
    """The findings of several days, each once, saying when first and how often."""
    days: dict[Diagnostic, list[date]] = {}
    for one in found:
        days.setdefault(one.what, []).append(one.day)
    return [replace(what, note=_when(sorted(on))) for what, on in days.items()]


def _when(days: list[date]) -> str:
    first = date_text(days[0])
    return f"on {first}" if len(days) == 1 else f"first: {first}; {len(days)} times"


def date_text(day: date) -> str:
    """A date as findings write it: ``sat 28 nov 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
