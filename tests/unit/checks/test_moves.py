from __future__ import annotations

from typing import Any

import pytest

from exstreamtv.checks.moves import check
from tests.kit.compiling import MONDAY
from tests.kit.station import station

COLLECTIONS = {
    "cheers": {"from": "tv"},
    "wings": {"from": "tv"},
    "drawn": {"from": "tv", "order": "random"},
}


def found(*steps: dict[str, Any], **slot: Any) -> list[str]:
    given = slot or {"steps": list(steps)}
    made = station({"s": {"at": "06:00", **given}}, collections=COLLECTIONS)
    return [f"{each.code} {each.message}" for each in check(made, MONDAY)]


CHEERS, WINGS = {"play": "cheers"}, {"play": "wings"}


@pytest.mark.parametrize(
    "steps",
    [
        [CHEERS, {"skip": "1"}],
        [CHEERS, WINGS, {"skip": "1", "of": "wings"}],
        [CHEERS, {**CHEERS, "cursor": "x"}, {"skip": "1", "cursor": "x"}],
        [{"mix": {"cheers": "1", "wings": "1"}}, {"rewind": "true", "of": "cheers"}],
        [{"play": "drawn"}, {"skip": "1"}],
        [{"repeat": [CHEERS]}, {"goto": "S01E01"}],
    ],
    ids=str,
)
def test_a_move_with_one_aim_is_no_finding(steps: list[dict[str, Any]]):
    assert found(*steps) == []


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([CHEERS, WINGS], "`skip` does not say which it moves of `cheers` or `wings`"),
        ([{"off_air": "true"}], "`s` plays nothing whose place `skip` could move"),
    ],
    ids=str,
)
def test_a_move_without_one_aim_is_told(steps: list[dict[str, Any]], message: str):
    assert found(*steps, {"skip": "1"}) == [f"E330 {message}"]


def test_a_move_may_name_what_is_not_played_or_played_twice():
    twice = {**CHEERS, "order": "shuffle"}

    assert found(CHEERS, {"skip": "1", "of": "wings"}) == ["E330 `s` does not play `wings`"]
    assert found(CHEERS, twice, {"skip": "1", "of": "cheers", "cursor": "y"}) == [
        "E330 `s` has several places in `cheers`"
    ]


@pytest.mark.parametrize("move", [{"goto": "S01E01"}, {"rewind": "true"}], ids=str)
def test_an_order_that_is_drawn_each_time_has_no_place(move: dict[str, Any]):
    assert [each[:4] for each in found({"play": "drawn"}, move)] == ["E331"]
    assert found({"play": "drawn", "order": "shuffle"}, move) == []


def test_what_follows_is_reached_only_where_there_is_an_end():
    assert found(play="cheers", then="wings") == []
    assert [each[:4] for each in found(play="drawn", then="wings")] == ["E333"]
    assert [each[:4] for each in found(play="cheers", then="drawn")] == ["E333"]
    assert [each[:4] for each in found(fill="cheers", order="rotate", then="wings")][:1] == ["E333"]
