from __future__ import annotations

from typing import Any

import pytest

from exstreamtv.model.media import Media
from exstreamtv.rules.verdict import doubts
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, films
from tests.kit.ruling import MONDAY
from tests.kit.station import station

POOL = films(12)
TWICE = {"one": {"at": "18:00", "play": "films"}, "two": {"at": "21:00", "play": "films"}}


def told(schedule: dict[str, Any], rule: dict[str, Any], media: list[Media] = POOL) -> list[str]:
    made = station(schedule, collections={"films": {"from": "tv"}}, rules={"it": rule})
    return [found.message for found in doubts(Inputs(made, catalogue(*media), {}), MONDAY)]


def test_two_films_a_day_with_fourteen_days_of_rest_need_28():
    assert told(TWICE, {"rest": "14d"}) == [
        "`films` airs 28 times in 14 days on `one`, and it holds 12 items"
    ]
    assert not told(TWICE, {"rest": "14d"}, films(28))
    assert not told(TWICE, {"rest": "6d"})


def test_weekdays_and_exceptions_count():
    weekend = {**TWICE, "two": {**TWICE["two"], "days": "sat-sun"}}

    assert not told(weekend, {"rest": "9d"})
    assert told(weekend, {"rest": "10d"}) == []
    assert len(told(weekend, {"rest": "11d"})) == 1
    assert not told(weekend, {"rest": "11d", "exceptions": {"two": "a repeat by design"}})


@pytest.mark.parametrize(
    ("body", "times"),
    [
        ({"steps": [{"play": "films", "count": "3"}]}, "21 times"),
        ({"steps": [{"repeat": [{"play": "films"}], "times": "2"}]}, "14 times"),
        ({"fill": "films", "until": "00:00"}, "about 28 times"),
        ({"fill": "films", "until": "00:00", "pad": "2h"}, "about 21 times"),
        ({"steps": [{"fill": "films", "for": "3h"}]}, "about 14 times"),
    ],
)
def test_what_a_slot_takes_is_counted_or_reckoned(body: dict[str, Any], times: str):
    found = told({"day": {"at": "18:00", **body}}, {"rest": "7d"}, films(10))

    assert found == [f"`films` airs {times} in 7 days on `one`, and it holds 10 items"]


def test_a_rotation_needs_so_many_each():
    assert told(TWICE, {"rotation": "1", "per": "week"}) == [
        "`films` airs 14 times in 7 days on `one`, and it holds 12 items"
    ]
    assert not told(TWICE, {"rotation": "2", "per": "week"})


def test_short_separation_and_an_empty_pool_say_nothing():
    assert not told(TWICE, {"separation": "4h"})
    assert not told(TWICE, {"rest": "14d"}, [films(1)[0]][:0])
