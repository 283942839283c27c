"""Which slot has the air when several want it, and what becomes of the others."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue
from tests.kit.compiling import MONDAY
from tests.kit.station import station

FILMS = {"films": {"from": "tv"}}
BERLIN = ZoneInfo("Europe/Berlin")


def stretches(schedule: dict[str, Any], day: date = MONDAY, **said: Any) -> list[str]:
    """The stretches of a day by the wall clock: ``day 06:00-20:00``."""
    given = Inputs(station(schedule, collections=FILMS, **said), catalogue(), {})
    return [
        f"{s.slot} {s.start.astimezone(BERLIN):%H:%M}-{s.stop.astimezone(BERLIN):%H:%M}"
        for s in given.setting("one").diary.stretches(day)
    ]


def slot(at: str, until: str | None = None, **said: str) -> dict[str, str]:
    return {"at": at, "fill": "films", **({"until": until} if until else {}), **said}


DAYTIME = {"day": slot("06:00"), "evening": slot("20:00"), "night": slot("23:00")}


def test_a_special_takes_part_of_one_slot_all_of_another_and_the_beginning_of_a_third():
    gala = slot("19:00", "01:30", when=str(MONDAY), replaces="any")

    assert stretches({**DAYTIME, "gala": gala}) == [
        "day 06:00-19:00",
        "gala 19:00-01:30",
        "night 01:30-06:00",
    ]


def test_a_special_across_the_beginning_of_the_broadcast_day_takes_from_both():
    schedule = {**DAYTIME, "gala": slot("04:00", "08:00", when=str(MONDAY), replaces="any")}
    tuesday = date.fromordinal(MONDAY.toordinal() + 1)

    assert stretches(schedule)[-2:] == ["night 23:00-04:00", "gala 04:00-08:00"]
    assert stretches(schedule, tuesday)[0] == "day 08:00-20:00"


def test_what_a_special_leaves_on_both_sides_airs_on_both():
    assert stretches({**DAYTIME, "gala": slot("10:00", "11:00", replaces="day")})[:3] == [
        "day 06:00-10:00",
        "gala 10:00-11:00",
        "day 11:00-20:00",
    ]


def test_the_greater_priority_wins_without_another_word():
    assert stretches({**DAYTIME, "news": slot("20:30", "21:00", priority="1")})[1:4] == [
        "evening 20:00-20:30",
        "news 20:30-21:00",
        "evening 21:00-23:00",
    ]


def test_of_two_that_displace_each_other_the_greater_priority_wins():
    xmas = slot("18:00", "22:00", replaces="any")
    gala = slot("20:00", "21:00", replaces="any", priority="2")

    assert stretches({**DAYTIME, "xmas": xmas, "gala": gala}) == [
        "day 06:00-18:00",
        "xmas 18:00-20:00",
        "gala 20:00-21:00",
        "xmas 21:00-22:00",
        "evening 22:00-23:00",
        "night 23:00-06:00",
    ]


def test_a_lesser_priority_displaces_nothing_though_it_says_so():
    news = slot("20:15", "20:45", replaces="gala")
    gala = slot("20:00", "21:00", priority="1")
    found = stretches({**DAYTIME, "gala": gala, "news": news})

    assert "gala 20:00-21:00" in found
    assert not any("news" in each for each in found)


def test_every_second_week_a_slot_has_its_evening():
    jazz = slot("20:00", "23:00", when=f"every 2w from {MONDAY}", replaces="evening")
    weeks = [date.fromordinal(MONDAY.toordinal() + 7 * week) for week in range(4)]

    on = [stretches({**DAYTIME, "jazz": jazz}, week)[1] for week in weeks]
    assert on == ["jazz 20:00-23:00", "evening 20:00-23:00"] * 2
