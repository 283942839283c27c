from __future__ import annotations

from typing import Any

from tests.kit.strips import shown

STEPS = [{"play": name} for name in ("cheers", "wings", "news", "films")]


def order(steps: list[Any], days: int = 1) -> list[list[str]]:
    """What a shuffle of some steps plays on each day."""
    lines = shown({"s": {"at": "20:00", "for": "6h", "steps": [{"shuffle": steps}]}}, days=days)
    played = [line.split()[1].split("/")[0].split()[0] for line in lines]
    each = len(steps)
    return [played[n : n + each] for n in range(0, len(played), each)]


def test_a_shuffle_plays_each_step_once_in_an_order_of_its_day():
    found = order(STEPS, 14)

    assert all(sorted(day) == ["Film", "cheers", "news", "wings"] for day in found)
    assert len({tuple(day) for day in found}) > 7


def test_the_place_of_a_step_in_the_file_means_nothing():
    assert order(STEPS, 7) == order([*reversed(STEPS)], 7)


def test_one_more_step_leaves_the_others_in_their_order():
    fewer, more = order(STEPS[:3], 7), order(STEPS, 7)

    assert [[name for name in day if name != "Film"] for day in more] == fewer


def test_each_round_of_a_loop_is_drawn_anew():
    steps = [{"shuffle": STEPS[:3]}]
    lines = shown({"s": {"at": "06:00", "for": "20h", "steps": steps, "loop": "true"}})
    played = [line.split()[1].split("/")[0] for line in lines]
    rounds = [tuple(played[n : n + 3]) for n in range(0, len(played) - 2, 3)]

    assert len(rounds) > 12
    assert len({*rounds}) > 3


def test_the_same_step_twice_is_played_twice():
    assert order([{"play": "news"}, {"play": "news"}, {"play": "wings"}]) != []
    assert sorted(order([{"play": "news"}] * 2 + [{"play": "wings"}])[0]) == [
        *["news"] * 2,
        "wings",
    ]
