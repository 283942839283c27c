from __future__ import annotations

import pytest

from exstreamtv.checks.shares import check
from tests.kit.station import station

COLLECTIONS = {name: {"from": "tv"} for name in ("cheers", "wings", "films")}


def found(slot: dict[str, object]) -> list[str]:
    made = station({"s": {"at": "06:00", **slot}}, collections=COLLECTIONS)
    return [each.message for each in check(made)]


@pytest.mark.parametrize(
    "slot",
    [
        {"mix": {"cheers": "2", "wings": "1"}, "by": "count", "max_run": "2"},
        {"mix": {"cheers": "9", "wings": "1"}, "max_run": "1"},
        {"mix": {"cheers": "9", "wings": "1"}, "by": "count"},
        {"random": {"cheers": "9", "wings": "1"}, "max_run": "1"},
        {"mix": {"cheers": "2", "wings": "1", "films": "1"}, "by": "count", "max_run": "1"},
    ],
    ids=str,
)
def test_what_can_hold_is_no_finding(slot: dict[str, object]):
    assert found(slot) == []


@pytest.mark.parametrize("key", ["mix", "random"])
def test_one_collection_cannot_alternate(key: str):
    slot = {"steps": [{"repeat": [{key: {"cheers": "3"}, "max_run": "2"}]}]}

    assert found(slot) == ["`max_run: 2` cannot hold with one collection"]


def test_a_share_of_items_is_compared_with_the_most_in_a_row():
    slot = {"mix": {"cheers": "5", "wings": "1", "films": "1"}, "by": "count", "max_run": "2"}

    assert found(slot) == [
        "`cheers` is to have 5 of 7 items, and `max_run: 2` allows 2 of 3",
    ]
