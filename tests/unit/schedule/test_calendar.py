from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.schedule.calendar import Calendar, zone_rules
from tests.kit.drawn_days import CHANGES, ZONES

BERLIN = Calendar("Europe/Berlin", time(6))
SPRING = date(2026, 3, 28)
AUTUMN = date(2026, 10, 24)


def at(hours: int, minutes: int = 0) -> timedelta:
    return timedelta(hours=24 + hours, minutes=minutes)


@pytest.mark.parametrize("wall", [at(2), at(2, 30), at(2, 59), at(3)])
def test_a_skipped_time_is_the_moment_of_the_change(wall: timedelta):
    assert BERLIN.instant(SPRING, wall) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_repeated_time_is_the_first():
    assert BERLIN.instant(AUTUMN, at(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert BERLIN.instant(AUTUMN, at(3)) == datetime(2026, 10, 25, 2, tzinfo=UTC)


def test_a_time_before_the_day_start_belongs_to_the_night_after():
    assert BERLIN.wall(time(5, 59)) == timedelta(hours=29, minutes=59)
    assert BERLIN.day_of(datetime(2026, 6, 2, 3, 59, tzinfo=UTC)) == date(2026, 6, 1)
    assert BERLIN.day_of(datetime(2026, 6, 2, 4, tzinfo=UTC)) == date(2026, 6, 2)


@given(st.sampled_from(ZONES), st.sampled_from(CHANGES), st.lists(st.integers(0, 48 * 60)))
def test_the_map_of_walls_is_monotone(zone: str, day: date, minutes: list[int]):
    calendar = Calendar(zone, time(0))
    walls = sorted(timedelta(minutes=count) for count in minutes)

    instants = [calendar.instant(day, wall) for wall in walls]
    assert instants == sorted(instants)


@given(st.sampled_from(ZONES), st.sampled_from(CHANGES), st.integers(0, 2 * 86_400_000))
def test_every_instant_is_in_the_day_that_has_begun(zone: str, day: date, offset_ms: int):
    calendar = Calendar(zone, time(2, 30))
    instant = calendar.begin(day) + timedelta(milliseconds=offset_ms)

    found = calendar.day_of(instant)
    assert calendar.begin(found) <= instant < calendar.begin(found + timedelta(days=1))


def test_half_an_hour_of_change_is_one_too():
    lord_howe = Calendar("Australia/Lord_Howe", time(6))

    length = lord_howe.begin(date(2026, 10, 4)) - lord_howe.begin(date(2026, 10, 3))
    assert length == timedelta(hours=23, minutes=30)


def test_the_rules_of_a_zone_change_with_the_zone_and_the_year_only():
    assert zone_rules("Europe/Berlin", 2026) == zone_rules("Europe/Paris", 2026)
    assert zone_rules("Europe/Berlin", 2026) != zone_rules("Europe/London", 2026)
    assert zone_rules("Europe/Berlin", 2026).startswith("2026:")
