from __future__ import annotations

from datetime import date

import pytest

from exstreamtv.config.days import YearDay, day_range_from, is_days, weekdays_from


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
