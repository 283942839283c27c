from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest

from exstreamtv.model.catalogue import Catalogue
from exstreamtv.schedule.compile import stand
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, episodes
from tests.kit.compiling import DAY, MONDAY, facts, on_air, said
from tests.kit.strips import SHOWN, found, given, shares, shown

EVENING: dict[str, Any] = {"at": "18:00", "for": "6h"}


def evening(**body: Any) -> dict[str, Any]:
    return {"s": {**EVENING, **body}}


def members(schedule: dict[str, Any], days: int = 1, **said_: Any) -> list[str]:
    return [line.split()[1].split("/")[0] for line in shown(schedule, days=days, **said_)]


@pytest.mark.parametrize(
    "slot",
    [
        EVENING,
        {"at": "00:00", "for": "23h"},
        {"at": "20:00", "for": "1h", "steps": [{"mix": {"wings": "3", "cheers": "1"}}]},
    ],
)
def test_four_weeks_of_a_mix_keep_its_shares_of_air_time(slot: dict[str, Any]):
    body = {} if "steps" in slot else {"mix": {"wings": "3", "cheers": "1"}}
    found = shares(given({"s": {**slot, **body}}), 28)

    assert 0.73 <= found["wings"] / found.total() <= 0.77


def test_shares_of_items_are_kept_item_by_item():
    found = members(evening(mix={"cheers": "3", "wings": "1"}, by="count"), 7)

    assert {"".join(four).count("wings") for four in zip(*[iter(found)] * 4, strict=False)} == {1}


def test_a_mix_knows_from_day_to_day_whose_turn_it_is():
    steps = [{"mix": {"cheers": "1", "wings": "1"}, "by": "count"}]

    assert shown({"s": {"at": "20:00", "steps": steps}}, days=4) == [
        "20:00 cheers/S01E01",
        "20:00 wings/S01E01",
        "20:00 cheers/S01E02",
        "20:00 wings/S01E02",
    ]


def test_what_a_step_says_how_many_is_kept():
    counted = {"mix": {"cheers": "1", "news": "1"}, "count": "3"}
    timed = {"mix": {"cheers": "1", "news": "1"}, "for": "1h"}
    after = {"play": "wings"}

    assert len(members(evening(steps=[counted, after]))) == 4
    assert shown(evening(steps=[timed, after]))[-1] == "19:00 wings/S01E01"


def longest_row(found: list[str]) -> int:
    return max(len([*row]) for _, row in groupby(found))


def test_no_more_than_max_run_come_in_a_row():
    mixed = {"mix": {"news": "1", "wings": "1"}}

    assert longest_row(members(evening(**mixed))) > 2
    assert longest_row(members(evening(**mixed, max_run="2"))) == 2


def test_a_member_rests_on_the_air():
    slot = evening(mix={"news": "5", "cheers": "1", "wings": "1"}, cooldown="30m")
    news = [line.split()[0] for line in shown(slot) if "news" in line]

    assert news == ["18:00", "19:18", "20:36", "21:54", "23:12"]


def test_a_show_returns_only_after_so_many_others():
    found = members(evening(random={"cheers": "9", "news": "9", "wings": "1"}, gap="2"))

    assert all(len({*three}) == 3 for three in zip(found, found[1:], found[2:], strict=False))


def test_rotate_takes_them_in_turn_so_many_of_each():
    found = members(evening(rotate=["cheers", "news", "cheers", "wings"], each="2"), 2)

    turn = ["cheers"] * 2 + ["news"] * 2 + ["cheers"] * 2 + ["wings"] * 2
    assert found[: len(turn) * 2] == turn * 2


def test_rotate_goes_on_the_next_day_where_it_was():
    found = members({"s": {"at": "20:00", "steps": [{"rotate": ["cheers", "wings", "news"]}]}}, 4)

    assert found == ["cheers", "wings", "news", "cheers"]


def test_one_of_which_nothing_fits_gives_its_turn_to_the_next():
    slot = {"s": {"at": "20:00", "for": "40m", "rotate": ["cheers", "wings", "news"]}}

    assert members(slot, 2) == ["cheers", "news", "cheers", "news"]


def test_random_draws_by_weight():
    found = members(evening(random={"cheers": "3", "news": "1"}), 28)

    assert 0.68 <= found.count("cheers") / len(found) <= 0.82
    assert found != members(evening(random={"cheers": "3", "news": "1"}), 28, day=MONDAY - DAY)


def test_an_empty_member_is_told_of_and_owed_nothing():
    late = [replace(one, since=MONDAY + 7 * DAY) for one in SHOWN if one.show == "wings"]
    others = [one for one in SHOWN if one.show != "wings"]
    it = given(evening(mix={"cheers": "1", "wings": "1"}), *others, *late)

    assert [one.code for one in found_of(it)] == ["W312"]
    assert shares(it, 7)["wings"] == 0
    week = shares(it, 7, MONDAY + 7 * DAY)
    assert abs(week["wings"] - week["cheers"]) < 60


def found_of(it: Inputs) -> list[Any]:
    return found(it, 3)


def test_rules_that_leave_nothing_are_told_and_filler_airs():
    rules = {"max_run": "1"}
    it = given(evening(mix={"cheers": "1", "nothing": "1"}, **rules))

    assert {one.code for one in found(it)} == {"W312", "W316"}
    assert said(it, on_air(it, MONDAY, 2)) == ["18:00 cheers/S01E01", "18:00 cheers/S01E02"]


def test_a_cooldown_that_the_others_cannot_cover_is_filled_until_it_ends():
    it = given(evening(mix={"cheers": "1", "news": "1"}, cooldown="1h"))

    assert said(it, on_air(it))[:4] == [
        "18:00 news/S01E01",
        "18:10 cheers/S01E01",
        "19:10 news/S01E02",
        "19:32 cheers/S01E02",
    ]
    (one,) = found(it)
    assert (one.code, one.message) == ("W316", "nothing may air in `s` because of `cooldown`")


BODIES: list[dict[str, Any]] = [
    {"mix": {"cheers": "3", "films": "1"}},
    {"mix": {"cheers": "3", "films": "1"}, "gap": "1", "max_run": "2", "cooldown": "20m"},
    {"random": {"cheers": "3", "films": "1"}, "max_run": "3"},
    {"rotate": ["cheers", "films", "news"], "each": "2"},
]


@pytest.mark.parametrize("body", BODIES)
def test_turns_taken_from_a_walk_go_on_where_they_were(body: dict[str, Any]):
    walked = given(evening(**body))
    moved = Inputs(walked.station, walked.catalogue, {**stand(walked, "one", MONDAY + 5 * DAY)})

    once, again = (on_air(which, MONDAY + 5 * DAY, 3) for which in (walked, moved))
    assert facts(once.items) == facts(again.items)


@pytest.mark.parametrize("body", BODIES)
def test_one_more_film_moves_little_and_nothing_before_its_day(body: dict[str, Any]):
    before = given(evening(**body))
    newcomer = replace(SHOWN[-10], key="Film 99", title="Film 99", since=MONDAY + 3 * DAY)
    after = Inputs(before.station, catalogue(*SHOWN, newcomer), before.cursors)

    assert facts(on_air(before, MONDAY, 3).items) == facts(on_air(after, MONDAY, 3).items)
    one, other = (said(which, on_air(which, MONDAY + 3 * DAY, 7)) for which in (before, after))
    assert len({*one} ^ {*other}) <= len(one) // 10


def test_members_in_a_slot_share_their_place_with_its_other_steps():
    steps = [{"play": "cheers"}, {"rotate": ["cheers", "wings"], "count": "2"}]

    assert shown({"s": {"at": "20:00", "steps": steps}}) == [
        "20:00 cheers/S01E01",
        "20:22 cheers/S01E02",
        "20:44 wings/S01E01",
    ]


def test_two_slots_share_a_turn_on_purpose():
    slot = {"for": "50m", "steps": [{"rotate": ["cheers", "wings"], "cursor": "strip"}]}

    assert members({"a": {"at": "10:00", **slot}, "b": {"at": "20:00", **slot}}, 2) == [
        *["cheers", "wings"] * 2
    ]


def test_the_order_in_which_members_are_written_means_nothing():
    one, other = ({"cheers": "2", "news": "2"}, {"news": "2", "cheers": "2"})

    assert shown(evening(mix=one), days=3) == shown(evening(mix=other), days=3)
    assert shown(evening(random=one), days=3) == shown(evening(random=other), days=3)


def test_a_library_without_anything_airs_filler():
    it = given(evening(mix={"cheers": "1", "wings": "1"}))
    bare = Inputs(it.station, Catalogue({"tv": SHOWN[-6:]}), it.cursors)

    assert said(bare, on_air(bare)) == []
    assert episodes("cheers", 1)[0].name not in {
        i.media and i.media.name for i in on_air(bare).items
    }
