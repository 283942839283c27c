from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from exstreamtv.emit.dates import clock, dates_text, day_text, days_text

MONDAY = date(2026, 11, 23)


def days(*offsets: int) -> list[date]:
    return [MONDAY + timedelta(days=offset) for offset in offsets]


def test_a_day_is_written_the_same_everywhere() -> None:
    assert day_text(MONDAY) == "mon 23 nov"


@pytest.mark.parametrize(
    ("offsets", "text"),
    [
        ((0,), "mon 23 nov"),
        ((0, 1), "mon, tue"),
        ((0, 1, 2, 3, 4), "mon-fri"),
        ((5, 6), "sat, sun"),
        ((0, 2, 4), "mon, wed, fri"),
        (range(7), "daily"),
        (range(9), "daily"),
    ],
)
def test_days_are_named_as_people_name_them(offsets: tuple[int, ...], text: str) -> None:
    assert days_text(days(*offsets)) == text


def test_dates_say_the_month_once_if_they_can() -> None:
    assert dates_text(days(0)) == "23 nov"
    assert dates_text(days(0, 4)) == "23-27 nov"
    assert dates_text(days(0, 9)) == "23 nov - 2 dec"


def test_seconds_show_only_where_there_are_any() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    evening = datetime(2026, 11, 23, 19, tzinfo=UTC)

    assert clock(evening, berlin) == "20:00"
    assert clock(evening + timedelta(seconds=5), berlin) == "20:00:05"
