from __future__ import annotations

from datetime import date
from typing import Any

from exstreamtv.checks.overlaps import check
from exstreamtv.model.diagnostic import Diagnostic
from tests.kit.compiling import MONDAY
from tests.kit.station import station

FILMS = {"films": {"from": "tv"}}
DAY = {"at": "06:00", "until": "20:00", "fill": "films"}
LATE = {"at": "23:00", "until": "06:00", "fill": "films"}


def found(schedule: dict[str, Any], day: date = MONDAY, **said: Any) -> list[Diagnostic]:
    return list(check(station(schedule, collections=FILMS, **said), day))


def codes(schedule: dict[str, Any], **said: Any) -> list[str]:
    return [one.code for one in found(schedule, **said)]


def test_two_slots_that_meet_are_told_with_days_hours_and_how_often():
    movie = {"at": "20:00", "until": "23:00", "fill": "films"}
    news = {"at": "22:30", "for": "30m", "play": "films", "days": "sat-sun"}
    (one,) = found({"day": DAY, "movie": movie, "late": LATE, "news": news})

    assert one.message == "`movie` and `news` overlap on sat, sun 22:30-23:00"
    assert one.note == "first: sat 28 nov 2026; 104 times in the next 52 weeks"
    assert one.hint == "end `movie` at 22:30, or let `news` win on purpose: `replaces: movie`"


def test_one_that_says_that_it_wins_is_no_overlap():
    assert (
        codes(
            {
                "all": {"at": "06:00", "fill": "films"},
                "news": {"at": "22:30", "for": "30m", "play": "films", "replaces": "all"},
            }
        )
        == []
    )


def test_a_stretch_without_a_slot_is_told_unless_there_is_filler():
    schedule = {"day": DAY, "late": LATE}

    assert codes(schedule) == ["E302"]
    assert codes(schedule, channel={"filler": "films"}) == []
    assert codes({**schedule, "off": {"at": "20:00", "off_air": "true"}}) == []


def test_a_schedule_without_ends_has_no_gaps():
    assert (
        codes(
            {
                "week": {"at": "08:00", "days": "mon-fri", "fill": "films"},
                "weekend": {"at": "11:00", "days": "sat-sun", "fill": "films"},
            }
        )
        == []
    )


def test_a_night_slot_meets_the_morning_after():
    night = {"at": "22:00", "until": "08:00", "days": "sat", "fill": "films"}
    (one,) = found(
        {
            "all": {"at": "06:00", "until": "22:00", "fill": "films"},
            "late": {"at": "22:00", "until": "06:00", "days": "sun-fri", "fill": "films"},
            "night": night,
        }
    )

    assert one.message == "`night` and `all` overlap on sun 06:00-08:00"


def test_slots_that_meet_only_in_the_skipped_hour_do_not_meet():
    night = {"when": "2027-03-27", "fill": "films"}
    schedule = {
        "all": {"at": "06:00", "until": "02:00", "fill": "films"},
        "rest": {"at": "03:00", "until": "06:00", "fill": "films"},
        "a": {"at": "02:00", "until": "03:00", **night},
        "b": {"at": "02:00", "until": "03:00", **night},
    }

    assert codes(schedule, channel={"filler": "films"}) == []


def test_a_slot_whose_days_never_come_is_told():
    (one,) = found(
        {
            "all": {"at": "06:00", "fill": "films"},
            "past": {"at": "20:00", "when": "2020-12-24", "fill": "films"},
        }
    )

    assert (one.code, one.message) == ("W303", "`past` never airs")


def test_an_empty_schedule_is_all_gap():
    assert codes({}) == ["E302"]
