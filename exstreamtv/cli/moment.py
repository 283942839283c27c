"""Instants as people name them in a question: ``tue 20:00``, ``2026-12-24 18:00``, ``now``."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import typer

from exstreamtv.emit.dates import WEEKDAYS
from exstreamtv.model.time import instant_from
from exstreamtv.schedule.calendar import Calendar


def moment_from(text: str, now: datetime, calendar: Calendar) -> datetime:
    """The instant meant by ``[DAY] TIME``, ``now`` or RFC 3339; a usage error for anything else.

    A day is today, tomorrow, a weekday (the next one, today included) or a date; without one
    the time is today's.
    """
    if text == "now":
        return now
    try:
        if "T" in text:
            return instant_from(text)
        day, _, clock = f" {text}".rpartition(" ")
        today = now.astimezone(ZoneInfo(calendar.zone)).date()
        return calendar.instant(_day(day.strip(), today), _since_midnight(clock))
    except ValueError:
        raise typer.BadParameter(
            f"`{text}` is no moment: write `tue 20:00`, `2026-12-24 20:00` or `now`"
        ) from None


def _day(word: str, today: date) -> date:
    if word in ("", "today"):
        return today
    if word == "tomorrow":
        return today + timedelta(days=1)
    if word in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(word) - today.weekday()) % 7)
    return date.fromisoformat(word)


def _since_midnight(text: str) -> timedelta:
    at = time.fromisoformat(text.rjust(5, "0"))
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
