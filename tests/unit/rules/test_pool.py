from __future__ import annotations

from typing import Any

import pytest

from exstreamtv.rules.verdict import doubts
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips
from tests.kit.ruling import MONDAY, broken, clip, ruled, run
from tests.kit.station import station


def test_a_run_that_takes_too_many_is_told_once():
    idents = [(clip(n % 3), 1) for n in range(30)]

    assert not broken(ruled({"pool": "30"}), run(idents))
    found = broken(ruled({"pool": "29"}), run(idents))
    assert [b.what for b in found] == ["30 items of `all` in one run, 3 of them different"]


def foretold(pool: int, **slot: Any) -> list[tuple[str, str]]:
    """What `check` says of half an hour of idents of six seconds in the mean, mon-fri."""
    made = station(
        {"day": {"at": "12:00", "days": "mon-fri", "for": "30m", **slot}},
        collections={"idents": {"from": "tv"}},
        channel={"filler": "idents"},
        rules={"it": {"pool": str(pool)}},
    )
    given = Inputs(made, catalogue(*clips("ident", ["4s", "8s"])), {})
    return [(one.code, one.message) for one in doubts(given, MONDAY)]


def test_300_idents_in_half_an_hour_are_found_without_compiling():
    said = ("W506", "about 300 items of `idents` fill the 30m of `day` on `one`")

    assert foretold(299, fill="idents") == [said]
    assert not foretold(300, fill="idents")


@pytest.mark.parametrize("steps", [[{"play": "idents", "count": "50"}], [{"play": "idents"}] * 2])
def test_the_steps_of_a_run_count_together(steps: list[dict[str, str]]):
    assert not foretold(50, steps=steps)
    assert bool(foretold(1, steps=steps))


def test_a_pad_makes_items_longer():
    assert not foretold(2, fill="idents", pad="15m")
    assert foretold(1, fill="idents", pad="15m")
