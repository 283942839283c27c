from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from exstreamtv.model.timeline import Kind
from tests.kit.catalogue import catalogue, clips, episodes
from tests.kit.compiling import inputs, listed, on_air, said
from tests.kit.station import station

MEDIA = (*episodes("cheers", 30, "20m"), *clips("ad", ["30s", "20s", "15s", "1m"] * 3))


def evening(slot: dict[str, Any], more: dict[str, Any] | None = None, **channel: Any) -> list[str]:
    collections = {
        "cheers": {"from": "tv", "where": "show = cheers"},
        "ads": {"from": "tv", "where": "tag = ad"},
    }
    slots = {"it": {"at": "20:00", "until": "22:00", **slot}, **(more or {})}
    made = station(slots, collections=collections, channel={"filler": "ads", **channel})
    given = inputs(made, catalogue(*MEDIA))
    timeline = on_air(given)
    assert all(one.stop == other.start for one, other in pairwise(timeline.items))
    assert [one.start for one in timeline.items if one.kind is Kind.PROGRAMME] == [
        entry[0] for entry in listed(timeline.programmes) if entry[2] != "One"
    ]
    return [line.split()[0] for line in said(given, timeline)]


THREE = {"steps": [{"play": "cheers", "count": "3"}]}


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("end", ["20:00", "20:20", "20:40"]),
        ("between", ["20:00", "20:40", "21:20"]),
        ("start", ["21:00", "21:20", "21:40"]),
    ],
)
def test_where_filler_goes(at: str, found: list[str]):
    assert evening({**THREE, "filler_at": at}) == found
    assert evening(THREE, filler_at=at) == found


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("end", ["20:00", "20:30", "21:00"]),
        ("between", ["20:00", "20:30", "21:00"]),
        ("start", ["20:30", "21:00", "21:30"]),
    ],
)
def test_programmes_still_begin_on_multiples_of_the_pad(at: str, found: list[str]):
    assert evening({**THREE, "filler_at": at, "pad": "30m"}) == found


def test_between_spreads_multiples_of_the_pad():
    two = {"steps": [{"play": "cheers", "count": "2"}], "pad": "15m", "until": "21:40"}

    assert evening({**THREE, "pad": "10m", "filler_at": "between"}) == ["20:00", "20:40", "21:20"]
    assert evening({**two, "filler_at": "between"}) == ["20:00", "20:45"]


def test_what_is_tied_to_the_clock_stays():
    steps = [{"play": "cheers"}, {"wait": "21:00"}, {"play": "cheers"}]

    assert evening({"steps": steps, "filler_at": "start"}) == ["20:00", "21:40"]
    assert evening({"steps": steps, "filler_at": "between"}) == ["20:00", "21:00"]


def test_a_slot_that_begins_late_spreads_what_is_left():
    more = {
        "late": {
            "at": "22:00",
            "until": "23:00",
            "play": "cheers",
            "start": {"soft": "15m"},
            "filler_at": "start",
        }
    }
    found = evening({"at": "20:10", "fill": "cheers", "overrun": "slide"}, more)

    assert found[-2:] == ["21:50", "22:40"]


def test_a_slot_that_is_full_moves_nothing():
    assert evening({"fill": "cheers", "filler_at": "start"})[0] == "20:00"
