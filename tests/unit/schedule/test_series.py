from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from exstreamtv.schedule.anchor import anchored
from exstreamtv.schedule.compile import stand
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import clips, episodes
from tests.kit.compiling import DAY, MONDAY, facts, on_air, said
from tests.kit.strips import found, given, shown

SHORT = (
    *episodes("cheers", 3),
    *episodes("wings", 2, "46m"),
    *episodes("news", 2, "10m"),
    *clips("ad", ["30s", "45s", "15s"]),
)
NEXT = str(MONDAY + 2 * DAY)


def strip(**said_: Any) -> dict[str, Any]:
    return {"s": {"at": "20:00", "for": "1h", "play": "cheers", **said_}}


def keys(it: Inputs, days: int, first: Any = MONDAY) -> list[str]:
    return [line.split()[1] for line in said(it, on_air(it, first, days))]


def test_a_series_begins_at_an_item_on_a_day():
    it = given(strip(start={"from": NEXT, "at": "S01E10"}))

    assert [key[-3:] for key in keys(it, 4)] == ["E01", "E02", "E10", "E11"]


def test_a_step_begins_a_series_too():
    step = {"play": "cheers", "start": {"from": NEXT, "at": "S01E10"}}
    it = given({"s": {"at": "20:00", "steps": [{"play": "news"}, step]}})

    assert [key[-3:] for key in keys(it, 3)][1::2] == ["E01", "E02", "E10"]


def test_what_lies_before_the_day_is_as_it_was():
    plain, begun = given(strip()), given(strip(start={"from": NEXT, "at": "S01E10"}))

    assert facts(on_air(plain, MONDAY, 2).items) == facts(on_air(begun, MONDAY, 2).items)


def test_both_a_soft_start_and_a_series_may_be_said():
    it = given(
        {
            "a": {"at": "19:00", "fill": "cheers", "overrun": "slide"},
            **strip(play="wings", start={"soft": "10m", "from": NEXT, "at": "S01E04"}),
        }
    )

    lines = said(it, on_air(it, MONDAY + 2 * DAY))
    assert lines[-1] == "20:06 wings/S01E04"


@pytest.mark.parametrize("days", ["mon", "daily", "fri"])
@pytest.mark.parametrize("later", [1, 2, 3, 5, 8])
def test_a_lock_taken_before_or_after_goes_on_as_it_was(days: str, later: int):
    it = given(strip(days=days, start={"from": NEXT, "at": "S01E10"}))
    day = MONDAY + later * DAY
    moved = Inputs(it.station, it.catalogue, stand(it, "one", day))

    assert keys(moved, 14, day) == keys(it, 14, day)


def test_a_slot_that_is_new_begins_at_an_item_of_a_day_that_is_past():
    it = given(strip(start={"from": str(MONDAY - 9 * DAY), "at": "S01E10"}))

    assert it.cursors["one/s/cheers"].next == "tv:cheers/S01E10"
    assert keys(it, 2) == ["cheers/S01E10", "cheers/S01E11"]


def test_a_start_that_is_edited_overrides_where_the_slot_stands():
    old = given(strip())
    new = replace(given(strip(start={"from": str(MONDAY), "at": "S01E10"})), cursors=old.cursors)
    day = MONDAY + 7 * DAY
    cursors = anchored(new, old, day)

    assert cursors["one/s/cheers"].next == "tv:cheers/S01E10"
    again = replace(new, cursors=cursors)
    assert anchored(again, again, day + DAY) == cursors


def test_on_some_days_a_slot_does_not_air_and_its_place_stays():
    it = given(
        {
            "day": {"at": "06:00", "fill": "news"},
            **strip(replaces="day", **{"except": [str(MONDAY + DAY), "feast"]}),
        },
        calendar={"feast": {"dates": [str(MONDAY + 2 * DAY)]}},
    )
    strips = [line for line in said(it, on_air(it, MONDAY, 4)) if "cheers" in line]

    assert strips == ["20:00 cheers/S01E01", "20:00 cheers/S01E02"]


def test_after_the_last_episode_the_next_series_follows_and_then_the_first_again():
    it = given(strip(then=["wings", "news"]), *SHORT)

    chain = ["cheers/S01E01", "cheers/S01E02", "cheers/S01E03", "wings/S01E01", "wings/S01E02"]
    assert keys(it, 9) == [*chain, "news/S01E01", "news/S01E02", *chain[:2]]


def test_a_fill_goes_on_with_the_next_series_within_the_slot():
    slot = {"at": "20:00", "for": "3h", "fill": "cheers", "then": "news"}

    assert shown({"s": slot}, *SHORT)[:7] == [
        "20:00 cheers/S01E01",
        "20:22 cheers/S01E02",
        "20:44 cheers/S01E03",
        "21:06 news/S01E01",
        "21:16 news/S01E02",
        "21:26 cheers/S01E01",
        "21:48 cheers/S01E02",
    ]


def test_a_series_without_anything_to_air_is_passed_over():
    it = given(strip(then=["nothing", "news"]), *SHORT)

    assert keys(it, 5)[-2:] == ["news/S01E01", "news/S01E02"]


def test_why_says_which_series_it_was():
    it = given(strip(then="news"), *SHORT)
    items = [i for i in on_air(it, MONDAY, 4).items if i.kind == "programme"]

    assert [item.why.collection for item in items] == [*["cheers"] * 3, "news"]


def test_a_chain_taken_from_a_walk_goes_on_where_it_was():
    it = given(strip(then=["wings", "news"]), *SHORT)

    for later in range(1, 8):
        day = MONDAY + later * DAY
        moved = Inputs(it.station, it.catalogue, stand(it, "one", day))
        assert keys(moved, 9, day) == keys(it, 9, day)


LONG = (*episodes("cheers", 16), *SHORT[3:])


def finales(it: Inputs) -> list[str]:
    return [f"{one.message}, {one.note}" for one in found(it, 40) if one.code == "W317"]


def test_the_last_episode_of_a_long_series_is_told_of():
    assert finales(given(strip(), *LONG)) == [
        "the last episode of `cheers` airs in `s`, first: tue 8 dec 2026; 2 times"
    ]


def test_the_last_episode_is_not_told_of_where_that_is_no_news():
    assert finales(given(strip(then="cheers"), *LONG)) == []
    assert finales(given(strip(order="shuffle"), *LONG)) == []
    assert finales(given(strip(), *SHORT)) == []
    films = {"all": {"from": "tv"}, "ads": {"from": "tv", "where": "tag = ad"}}
    assert finales(given(strip(play="all"), *LONG, collections=films)) == []


def test_an_end_is_told_of_only_where_it_comes():
    it = given(strip(days="mon"), *LONG)

    assert found(it, 40) == []
