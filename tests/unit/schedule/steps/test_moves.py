from __future__ import annotations

from typing import Any

import pytest

from tests.kit.compiling import MONDAY, on_air, said
from tests.kit.strips import given, shown


def played(*steps: dict[str, Any], days: int = 1, **said_: Any) -> list[str]:
    slot = {"at": "20:00", "for": "3h", "steps": [*steps]}
    return [line.split()[1] for line in shown({"s": slot}, days=days, **said_)]


def test_goto_goes_on_with_the_item_and_from_there():
    steps = ({"goto": "S01E07"}, {"play": "cheers", "count": "2"})

    assert played(*steps, days=2) == ["cheers/S01E07", "cheers/S01E08"] * 2


@pytest.mark.parametrize("order", ["aired", "season", "title", "shuffle", "spread", "marathon"])
def test_goto_reaches_the_item_in_every_order(order: str):
    steps = ({"goto": "S01E07"}, {"play": "cheers", "order": order})

    assert played(*steps) == ["cheers/S01E07"]


def test_goto_an_item_that_does_not_exist_moves_nothing():
    assert played({"play": "cheers"}, {"goto": "S09E01"}, {"play": "cheers"}) == [
        "cheers/S01E01",
        "cheers/S01E02",
    ]


def test_skip_passes_items_over():
    assert played({"play": "cheers"}, {"skip": "2"}, days=2) == ["cheers/S01E01", "cheers/S01E04"]


def test_skip_passes_the_end():
    steps = ({"goto": "S01E40"}, {"skip": "1"}, {"play": "news"})

    assert played(*steps) == ["news/S01E01"]


def test_rewind_begins_again():
    steps = ({"play": "cheers", "count": "3"}, {"rewind": "true"}, {"play": "cheers"})

    assert [one[-2:] for one in played(*steps)] == ["01", "02", "03", "01"]


def test_a_move_says_which_where_there_are_several():
    steps = (
        {"play": "cheers"},
        {"play": "wings"},
        {"goto": "S01E05", "of": "wings"},
        {"mix": {"wings": "1"}},
    )

    assert played(*steps) == ["cheers/S01E01", "wings/S01E01", "wings/S01E05"]


def test_a_move_of_a_shared_place_moves_it_for_all():
    slot = {"for": "1h", "play": "cheers", "cursor": "strip"}
    moved = {"at": "10:00", "for": "1h"}
    steps = [
        {"play": "cheers", "cursor": "strip"},
        {"skip": "3", "cursor": "strip"},
    ]

    assert shown({"a": {**moved, "steps": steps}, "b": {"at": "20:00", **slot}}) == [
        "10:00 cheers/S01E01",
        "20:00 cheers/S01E05",
    ]


def test_a_block_can_move_what_another_block_plays():
    it = given(
        {"s": {"at": "20:00", "steps": [{"block": "first"}, {"block": "again"}]}},
        blocks={
            "first": [{"play": "cheers", "count": "2"}],
            "again": [{"rewind": "true", "of": "cheers"}, {"play": "cheers"}],
        },
    )

    assert [line[-2:] for line in said(it, on_air(it, MONDAY))] == ["01", "02", "01"]
