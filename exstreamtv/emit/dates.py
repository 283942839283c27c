"""Days in words, the same in every locale: ``mon 23 nov``, ``mon-fri``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def weekday_text(day: date) -> str:
    """``mon``."""
    return WEEKDAYS[day.weekday()]


def date_text(day: date) -> str:
    """``23 nov``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def day_text(day: date) -> str:
    """``mon 23 nov``."""
    return f"{weekday_text(day)} {date_text(day)}"


def clock(instant: datetime, zone: tzinfo) -> str:
    """``20:00``, or ``20:00:15`` where it is not a full minute."""
    local = instant.astimezone(zone)
    return f"{local.hour:02d}:{local.minute:02d}" + (f":{local.second:02d}" if local.second else "")


def days_text(days: Sequence[date]) -> str:
    """Days in words: one with its date, else the weekdays: ``mon-fri``, ``daily``, ``mon, wed``."""
    if len(days) == 1:
        return day_text(days[0])
    weekdays = sorted({day.weekday() for day in days})
    first, last = weekdays[0], weekdays[-1]
    if len(weekdays) == 7:
        return "daily"
    if len(weekdays) > 2 and last - first == len(weekdays) - 1:
        return f"{WEEKDAYS[first]}-{WEEKDAYS[last]}"
    return ", ".join(WEEKDAYS[each] for each in weekdays)


def dates_text(days: Sequence[date]) -> str:
    """First and last of several days: ``23-29 nov``, ``28 nov - 4 dec``."""
    first, last = days[0], days[-1]
    if first == last:
        return date_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{date_text(last)}"
    return f"{date_text(first)} - {date_text(last)}"
