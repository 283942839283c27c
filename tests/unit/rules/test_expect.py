from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from exstreamtv.rules import expect
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips, episodes, films
from tests.kit.compiling import MONDAY, inputs, on_air
from tests.kit.station import station

MEDIA = [
    *episodes("Cheers", 30, genres=("Comedy",)),
    *films(3, "80m", genres=("Noir",)),
    *clips("ident", ["5s", "10s", "20s"]),
]


def given(**test: Any) -> Inputs:
    made = station(
        {
            "day": {"at": "06:00", "fill": "cheers", "pad": "30m"},
            "film": {"at": "20:00", "play": "films", "until": "22:00"},
            "late": {"at": "22:00", "fill": "cheers", "pad": "30m"},
            "night": {"at": "02:00", "off_air": "true"},
        },
        collections={
            "cheers": {"from": "tv", "where": 'show = "Cheers"'},
            "films": {"from": "tv", "where": 'kind = "movie"'},
            "idents": {"from": "tv", "where": 'tag = "ident"'},
        },
        channel={"filler": "idents", "before": "idents"},
        tests=[{"channel": "one", **test}],
    )
    return inputs(made, catalogue(*MEDIA))


def told(today: date = MONDAY, **test: Any) -> list[str]:
    """The facts of a test's findings over the week from Monday on."""
    of = given(**test)
    (made,) = of.station.tests
    found = expect.tested(of, made, on_air(of, MONDAY, 8), today).found
    assert {each.code for each in found} <= {"E516"}
    return [f"{each.message} {each.note}".rstrip() for each in found]


@pytest.mark.parametrize(
    "test",
    [
        {"at": "20:00", "airs": {"kind": "movie"}},
        {"at": "21:19", "airs": {"collection": "films"}},
        {"at": "19:00", "airs": {"show": "cheers", "slot": "day"}},
        {"at": "20:00", "starts_within": "1m", "airs": {"genre": "Noir"}},
        {"at": "20:00", "starts_within": "1m"},
        {"between": "20:00-20:30", "airs": {"title": "Film 00"}, "days": "1"},
        {"airs": {"where": 'kind = "movie" and length > 1h'}},
        {"between": "06:00-19:59", "never": {"kind": "movie"}},
        {"at": "12:00", "never": {"source": "elsewhere"}},
        {"dead_air": "none"},
        {"filler_at_most": "35%"},
        {"no_repeat": "5h"},
    ],
)
def test_what_holds_is_not_told(test: dict[str, Any]):
    assert told(**test) == []


@pytest.mark.parametrize(
    ("test", "fact"),
    [
        (
            {"at": "20:00", "airs": {"show": "Cheers"}},
            "`Film 00` is on instead (`one.film`, mon 23 nov 20:00) 7 times in 7 days",
        ),
        (
            {"at": "20:00", "on_days": "sat", "airs": {"show": "Cheers"}},
            "`Film 02` is on instead (`one.film`, sat 28 nov 20:00)",
        ),
        (
            {"at": "03:00", "days": "1", "airs": {"show": "Cheers"}},
            "the card is on instead (`one.night`, tue 24 nov 03:00)",
        ),
        (
            {"airs": {"show": "Wings"}, "days": "2"},
            "nothing of show Wings airs (`one`, mon 23 nov 06:00) 2 times in 2 days",
        ),
        (
            {"never": {"kind": "movie"}, "days": "1"},
            "`Film 00` is on (`one.film`, mon 23 nov 20:00:10)",
        ),
        (
            {"at": "20:10", "starts_within": "5m", "days": "1"},
            "`Film 00`, which is nearest, begins 9m50s before (`one.film`, mon 23 nov 20:10)",
        ),
        (
            {"no_repeat": "5d", "days": "1"},
            (
                "`Cheers S01E01` returns 16h10s after it began (`one.late`, mon 23 nov 22:00:20) "
                "8 times in 1 day"
            ),
        ),
    ],
)
def test_what_was_on_instead_is_told(test: dict[str, Any], fact: str):
    assert told(**test) == [fact]


def test_filler_is_told_with_its_share():
    assert told(filler_at_most="1h", days="1") == [
        "5h20m50s of the day (22.2%) is filler (`one`, mon 23 nov 06:00)"
    ]


def test_days_that_are_past_are_not_tested():
    test = {"from": "2026-11-23", "days": "3", "at": "20:00", "airs": {"show": "Cheers"}}

    assert told(**test)[0].endswith("3 times in 3 days")
    assert told(MONDAY + timedelta(days=1), **test)[0].endswith("2 times in 2 days")
    assert told(MONDAY + timedelta(days=3), **test) == []


def test_a_test_is_said_in_words():
    (made,) = given(at="20:00", airs={"kind": "movie"}, dead_air="none").station.tests

    assert expect.said(made) == "one at 20:00 airs kind movie dead air none"
