from __future__ import annotations

from datetime import date

import pytest

from exstreamtv.checks.clock import check
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.setting import Inputs
from tests.kit.station import station

CURSOR = Cursor("one/day/films", date(2026, 11, 23))
LOCKED = Inputs(station({}), Catalogue({}), {CURSOR.name: CURSOR})


def test_a_lock_at_the_end_of_all_days_is_far_away() -> None:
    last = Cursor("one/day/films", date.max)

    found = check(Inputs(station({}), Catalogue({}), {last.name: last}), date(2026, 11, 23))

    assert [each.code for each in found] == ["W405"]


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 23), date(2027, 11, 24)])
def test_a_clock_about_the_lock_is_likely(day: date) -> None:
    assert list(check(LOCKED, day)) == []


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2026, 11, 15), date(2027, 11, 25)])
def test_a_clock_far_from_the_lock_is_told(day: date) -> None:
    assert [found.code for found in check(LOCKED, day)] == ["W405"]


def test_without_a_lock_any_clock_will_do() -> None:
    assert list(check(Inputs(station({}), Catalogue({}), {}), date(1970, 1, 1))) == []
