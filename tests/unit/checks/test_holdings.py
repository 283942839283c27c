from __future__ import annotations

from typing import Any

import pytest

from exstreamtv.checks.holdings import check
from tests.kit.catalogue import catalogue, episodes, films
from tests.kit.compiling import inputs
from tests.kit.station import station

COLLECTIONS = {
    "cheers": {"from": "tv", "where": "show = cheers"},
    "wings": {"from": "tv", "where": "show = wings"},
    "films": {"from": "tv", "where": "kind = movie"},
}
MEDIA = catalogue(*episodes("cheers", 3, "22m"), *episodes("wings", 3, "44m"), *films(2, "90m"))


def found(**slot: Any) -> list[str]:
    made = station({"s": {"at": "06:00", **slot}}, collections=COLLECTIONS)
    return [f"{each.code} {each.message}" for each in check(inputs(made, MEDIA))]


@pytest.mark.parametrize("item", ["S01E03", "1985-01-14", "cheers 2", "cheers/S01E01", "s01e03"])
def test_an_item_is_known_by_its_number_date_title_and_key(item: str):
    assert found(play="cheers", start={"from": "2026-12-01", "at": item}) == []
    assert found(steps=[{"goto": item}, {"play": "cheers"}]) == []


def test_an_item_that_is_not_there_is_told_once_though_two_slots_play_the_block():
    blocks = {"night": [{"goto": "S09E01"}, {"play": "cheers"}]}
    schedule = {name: {"at": at, "block": "night"} for name, at in (("a", "06:00"), ("b", "20:00"))}
    made = station(schedule, collections=COLLECTIONS, blocks=blocks)

    assert [each.message for each in check(inputs(made, MEDIA))] == [
        "nothing in `cheers` is called `S09E01`"
    ]


def test_a_gap_needs_more_different_works_than_it_is_long():
    mix = {"cheers": "1", "wings": "1", "films": "1"}

    assert found(mix=mix, gap="3") == []
    assert found(mix=mix, gap="4") == ["W315 `gap: 4` needs 5 different shows or films, here are 4"]


def test_while_one_rests_the_others_air_an_item_each():
    mix = {"cheers": "1", "wings": "1"}

    assert found(mix=mix, cooldown="22m") == []
    assert found(mix=mix, cooldown="23m") == [
        "W315 while `wings` rests, `cheers` can air for 22m at most"
    ]
    assert found(random={"films": "1"}, cooldown="1m") == [
        "W315 while `films` rests, no other can air for 0s at most"
    ]


def test_a_step_that_is_over_before_anything_returns_needs_no_others():
    step = {"mix": {"cheers": "1", "wings": "1"}, "cooldown": "2h"}

    assert found(steps=[{**step, "count": "2"}]) == []
    assert [each[:4] for each in found(steps=[{**step, "count": "3"}])] == ["W315"]
    assert [each[:4] for each in found(steps=[{**step, "for": "1h"}])] == ["W315"]
