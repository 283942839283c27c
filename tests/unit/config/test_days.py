from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.config.days import YearDay, day_range_from, easter, is_days, weekdays_from


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon", {0}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("sat-mon", {5, 6, 0}),
        ("daily", {0, 1, 2, 3, 4, 5, 6}),
    ],
)
def test_weekdays_may_wrap(text: str, days: set[int]):
    assert weekdays_from(text) == days


@pytest.mark.parametrize(
    ("text", "day", "holds"),
    [
        ("12-24..01-02", date(2026, 12, 31), True),
        ("12-24..01-02", date(2027, 1, 2), True),
        ("12-24..01-02", date(2027, 1, 3), False),
        ("2026-12-24", date(2026, 12, 24), True),
        ("2026-12-24", date(2027, 12, 24), False),
        ("06-01..08-31", date(2026, 7, 1), True),
    ],
)
def test_a_range_of_days_includes_both_ends_and_may_wrap_the_year(
    text: str, day: date, holds: bool
):
    assert day_range_from(text).has(day) == holds


def test_the_leap_day_is_a_day_of_every_year():
    assert day_range_from("02-29").first == YearDay(2, 29)


@pytest.mark.parametrize(
    "text", ["xmas", "2026-13-01", "12-24..", "12-24..2026-12-26", "", "١٢-٢٤"]
)
def test_a_name_is_no_range_of_days(text: str):
    assert not is_days(text)


def dates(text: str, year: int = 2026) -> list[str]:
    first = date(year, 1, 1).toordinal()
    days = (date.fromordinal(first + n) for n in range(365))
    return [f"{day:%m-%d}" for day in days if day_range_from(text).has(day)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("4th thu of nov", "11-26"),
        ("last mon of may", "05-25"),
        ("5th mon of feb", ""),
        ("easter", "04-05"),
        ("easter-2", "04-03"),
        ("easter+39", "05-14"),
        ("easter-2..easter+1", "04-03 04-04 04-05 04-06"),
        (
            "last sun of month",
            "01-25 02-22 03-29 04-26 05-31 06-28 07-26 08-30 09-27 10-25 11-29 12-27",
        ),
        ("every 13w from 2026-03-02", "03-02 06-01 08-31 11-30"),
        ("every 100d from 2025-12-31", "04-10 07-19 10-27"),
    ],
)
def test_days_that_move_with_the_year(text: str, days: str):
    assert dates(text) == days.split()


def test_a_range_between_days_that_move_may_wrap_the_year():
    season = day_range_from("4th thu of nov..easter-47")

    on = [season.has(date(2026, *day)) for day in ((11, 25), (11, 26), (12, 31), (2, 17), (2, 18))]
    assert on == [False, True, True, True, False]


def test_the_earliest_and_the_latest_easter():
    assert [easter(1818), easter(2285), easter(1943), easter(2038)] == [
        date(1818, 3, 22),
        date(2285, 3, 22),
        date(1943, 4, 25),
        date(2038, 4, 25),
    ]


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_after_a_full_moon_of_spring(year: int):
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    assert easter(year).weekday() == 6


@pytest.mark.parametrize(
    "text",
    [
        "6th mon of may",
        "1st mon of the month",
        "easter+1000",
        "every 0d from 2026-01-01",
        "every 2w",
        "1st fri of month..12-24",
        "2026-01-01..easter",
        "every 2w from 01-01",
    ],
)
def test_what_is_no_day_that_moves_either(text: str):
    assert not is_days(text)
