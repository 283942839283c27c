from __future__ import annotations

from typing import Any

import pytest

from exstreamtv.model.timeline import Kind
from exstreamtv.schedule.anchor import cursors_needed
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips, episodes
from tests.kit.compiling import inputs, on_air
from tests.kit.station import station

MEDIA = (*episodes("cheers", 10, "22m"), *clips("ad", ["30s", "45s", "15s", "1m"]))
COLLECTIONS = {
    "cheers": {"from": "tv", "where": "show = cheers"},
    "ads": {"from": "tv", "where": "tag = ad"},
}
LAYERS = {
    "bug": {"logo": "bug.png"},
    "clock": {"clock": "true", "over": "all"},
    "now": {"text": "{title}", "show": {"first": "15s"}},
}


def given(schedule: dict[str, Any], **channel: Any) -> Inputs:
    about = {"filler": "ads", **channel}
    blocks = {"one": [PLAY]}
    made = station(schedule, collections=COLLECTIONS, channel=about, layers=LAYERS, blocks=blocks)
    return inputs(made, catalogue(*MEDIA))


def over(it: Inputs, *kinds: Kind) -> list[tuple[str, ...]]:
    """The layers of each item of these kinds in turn."""
    return [item.layers for item in on_air(it).items if item.kind in kinds]


def steps(*steps: dict[str, Any], **slot: Any) -> dict[str, Any]:
    return {"s": {"at": "20:00", "for": "4h", "steps": list(steps), **slot}}


PLAY = {"play": "cheers"}


def test_a_channel_without_layers_has_none():
    assert set(over(given({"s": {"at": "20:00", **PLAY}}), *Kind)) == {()}


def test_the_channels_layers_lie_over_every_programme():
    it = given({"s": {"at": "20:00", **PLAY}}, layers=["bug", "clock"])

    assert over(it, Kind.PROGRAMME) == [("bug", "clock")]


def test_only_what_is_over_all_lies_over_breaks_and_filler():
    it = given(
        steps({"break": "1m..2m", "with": "ads"}, PLAY),
        layers=["bug", "clock"],
    )

    assert set(over(it, Kind.INTERSTITIAL, Kind.FILLER)) == {("clock",)}


def test_nothing_lies_over_the_slate():
    it = given({"s": {"at": "20:00", "off_air": "true"}}, layers=["bug", "clock"], filler=None)

    assert set(over(it, Kind.SLATE)) == {()}


def test_the_nearest_says_it():
    it = given(
        steps(PLAY, {**PLAY, "layers": "now"}, {**PLAY, "layers": []}, layers=["clock"]),
        layers=["bug"],
    )

    assert over(it, Kind.PROGRAMME) == [("clock",), ("now",), ()]


def test_a_step_changes_them_to_the_end_of_its_block():
    inner = {"repeat": [PLAY, {"layers": {"add": "now", "drop": "bug"}}, PLAY], "times": "1"}

    assert over(given(steps(PLAY, inner, PLAY), layers=["bug"]), Kind.PROGRAMME) == [
        ("bug",),
        ("bug",),
        ("now",),
        ("bug",),
    ]


def test_each_round_of_a_repeat_begins_as_the_block_does():
    inner = {"repeat": [PLAY, {"layers": {"drop": "bug"}}], "times": "2"}

    assert over(given(steps(inner), layers=["bug"]), Kind.PROGRAMME) == [("bug",), ("bug",)]


def test_a_step_that_says_its_own_is_not_changed():
    it = given(steps({"layers": {"add": "now"}}, {**PLAY, "layers": "clock"}, PLAY), layers=["bug"])

    assert over(it, Kind.PROGRAMME) == [("clock",), ("bug", "now")]


@pytest.mark.parametrize(
    "own",
    [
        {"mix": {"cheers": "1"}},
        {"rotate": ["cheers"]},
        {"play": "cheers", "then": "cheers"},
        {"repeat": [PLAY], "times": "1"},
        {"shuffle": [PLAY]},
        {"block": "one"},
    ],
    ids=str,
)
def test_so_is_none_that_is_made_of_others(own: dict[str, Any]):
    it = given(steps({"layers": {"add": "now"}}, {**own, "layers": "clock"}, PLAY), layers=["bug"])

    assert over(it, Kind.PROGRAMME) == [("clock",), ("bug", "now")]


def test_a_block_with_its_own_changes_them():
    inner = {"repeat": [PLAY, {"layers": {"add": "now"}}, PLAY], "times": "1", "layers": "bug"}

    assert over(given(steps(inner, PLAY)), Kind.PROGRAMME) == [("bug",), ("bug", "now"), ()]


def test_layers_change_no_counting():
    plain = cursors_needed(given(steps(PLAY)).station)
    layered = given(steps({"layers": {"add": "now"}}, {**PLAY, "layers": "bug"}), layers=["bug"])

    assert cursors_needed(layered.station) == plain


def test_layers_move_no_item():
    def placed(it: Inputs) -> list[tuple[object, ...]]:
        return [(i.start, i.stop, i.kind, i.media and i.media.name) for i in on_air(it).items]

    assert placed(given(steps(PLAY, PLAY), layers=["bug", "clock"])) == placed(
        given(steps(PLAY, PLAY))
    )
