from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from exstreamtv.config.station import Station
from exstreamtv.rules.verdict import Verdict, court
from exstreamtv.schedule.compile import timeline
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, medium
from tests.kit.compiling import MONDAY, inputs

DAY = timedelta(days=1)
FILMS = [medium(f"f{n}", "1h", title=f"F{n}") for n in range(1, 6)]


def given(rule: dict[str, Any]) -> Inputs:
    """Five films in turn, one every evening from `MONDAY` on."""
    evening = {"at": "20:00", "play": "films"}
    channel = {"number": "1", "name": "One", "schedule": {"evening": evening}}
    twin = {"number": "2", "name": "Two", "delay_of": "one", "by": "1h"}
    station = Station.model_validate(
        {
            "version": "1",
            "station": {"name": "Test", "timezone": "Europe/Berlin"},
            "sources": {"tv": {"type": "local", "path": "tv", "kind": "movie"}},
            "collections": {"films": {"from": "tv", "order": "title"}},
            "channels": {"one": channel, "two": twin},
            "rules": {"it": rule},
        }
    )
    return inputs(station, catalogue(*FILMS), MONDAY)


def verdict(of: Inputs, first: date, days: int = 1) -> Verdict:
    """How the one rule comes out over so many days from ``first`` on."""
    begin = of.calendar.begin
    start, stop = begin(first), begin(first + days * DAY)
    made = {name: timeline(of, name, start, stop) for name in of.station.channels}
    (one,) = court(of).verdicts([court(of).heard(made, start, stop)])
    return one


def times(rule: dict[str, Any], day: int, days: int = 1) -> int:
    return verdict(given(rule), MONDAY + day * DAY, days).times


def test_what_aired_before_the_window_counts():
    assert times({"rest": "6d"}, day=5) == 1
    assert times({"rest": "5d"}, day=5) == 0
    assert times({"separation": "121h"}, day=5) == 1
    assert times({"separation": "121h", "across": "station"}, day=5) == 1


def test_what_broke_a_rule_before_the_window_is_not_told():
    assert times({"rest": "6d"}, day=0, days=10) == 5
    assert times({"rest": "6d"}, day=8, days=2) == 2


def test_nothing_is_known_of_days_before_the_cursors():
    assert times({"rest": "6d"}, day=0) == 0
    assert times({"rest": "6d"}, day=4) == 0


@pytest.mark.parametrize("rule", [{"rotation": "1"}, {"rights": "..2027-01-01", "runs": "1"}])
def test_a_week_counts_from_its_monday(rule: dict[str, Any]):
    about = {"per": "week", "of": "films"}

    assert times({**rule, **about}, day=6) == 1
    assert times({**rule, **about}, day=7) == 0


def test_a_quota_judges_the_week_that_ends_in_the_window():
    least = {"quota": {"at_least": "8"}, "of": "films", "channels": ["one"]}
    most = {"quota": {"at_most": "2"}, "of": "films", "channels": ["one"]}

    (found,) = verdict(given(least), MONDAY + 6 * DAY).found
    assert found.message == (
        "7 in the week of 23 nov, and at least 8 is due (`one`, sun 29 nov 06:00)"
    )
    assert times({**least, "quota": {"at_least": "7"}}, day=6) == 0
    assert times(least, day=5) == 0, "sunday is not known yet"
    assert times(most, day=1) == 0
    assert times(most, day=2) == 1


def test_the_least_of_a_week_is_unknown_where_a_slot_has_no_past():
    rule = {"quota": {"at_least": "100"}, "of": "films", "channels": ["one"]}
    of = given(rule)
    later = {name: replace(one, at=MONDAY + DAY) for name, one in of.cursors.items()}

    assert verdict(of, MONDAY + 6 * DAY).times == 1
    assert verdict(replace(of, cursors=later), MONDAY + 6 * DAY).times == 0


def test_a_copy_has_the_past_of_its_original():
    assert times({"rest": "6d", "channels": ["two"]}, day=5) == 1


def test_no_rule_sees_more_than_so_many_days():
    many = [medium(f"m{n:02}", "1h", title=f"M{n:02}") for n in range(40)]
    few = given({"rest": "60d"})

    def told(count: int) -> int:
        of = inputs(few.station, catalogue(*many[:count]), MONDAY)
        return verdict(of, MONDAY + count * DAY).times

    assert [told(35), told(36)] == [1, 0]


def test_a_window_is_judged_as_the_end_of_a_longer_one():
    of = given({"rest": "6d"})
    begin = of.calendar.begin

    def starts(first: int) -> list[datetime]:
        return [
            begin(MONDAY + n * DAY) for n in range(first, 12) if verdict(of, MONDAY + n * DAY).times
        ]

    assert len(starts(0)) == verdict(of, MONDAY, 12).times
