from __future__ import annotations

from exstreamtv.checks.queries import check, empty
from tests.kit.catalogue import catalogue, episodes
from tests.kit.compiling import inputs
from tests.kit.station import station


def test_every_fault_is_told():
    made = station(
        collections={
            "a": {"from": "tv", "where": "shwo = Cheers"},
            "b": {"from": "tv", "where": "year = x"},
            "c": {"from": "tv", "where": "show"},
            "d": {"from": "tv", "where": "show = Cheers"},
        }
    )

    assert [one.code for one in check(made)] == ["E321", "E322", "E320"]


def test_a_collection_that_matches_nothing_is_told():
    made = station(
        collections={
            "some": {"from": "tv", "where": "show = cheers"},
            "none": {"from": "some", "where": "season = 2"},
        }
    )

    (one,) = empty(inputs(made, catalogue(*episodes("cheers", 2))))
    assert (one.code, one.message) == ("E323", "`none` matches nothing")


def test_breaks_are_asked_like_collections():
    made = station(
        channels={
            "one": {
                "number": "1",
                "name": "One",
                "breaks": {"every": "20m", "with": "ads", "length": "1m", "where": "lenght > 1h"},
                "schedule": {"day": {"at": "06:00", "fill": "a"}},
            }
        },
    )

    assert [one.code for one in check(made)] == ["E321"]
