from __future__ import annotations

from typing import Any

from exstreamtv.config.station import Station
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.rules.verdict import doubts
from exstreamtv.schedule.setting import Inputs
from tests.kit.ruling import MONDAY
from tests.kit.station import station

SERVER: Any = object()
"""A source that is neither a folder nor drawn, whatever its section says."""

COLLECTIONS = {"films": {"from": "tv"}, "noir": {"from": "films"}, "idents": {"from": "disk"}}


def told(schedule: dict[str, Any], **channel: Any) -> list[tuple[str, str]]:
    """What is said of a station whose source ``tv`` is a server and whose ``disk`` is a folder."""
    disk = {"type": "local", "path": "disk", "kind": "clip"}
    made = station(
        schedule,
        collections=COLLECTIONS,
        channel=channel,
        blocks={"night": [{"repeat": [{"play": "noir"}]}], "mixed": [{"fill": "idents"}]},
        rules={"at-hand": {"remote_only": "refuse"}},
        sources={"tv": disk, "disk": disk},
    )
    held: Station = made.model_copy(update={"sources": {**made.sources, "tv": SERVER}})
    inputs = Inputs(held, Catalogue({"tv": (), "disk": ()}), {})
    return [(found.code, found.message) for found in doubts(inputs, MONDAY)]


def test_a_slot_with_nothing_but_a_server_is_told_by_whatever_detour():
    said = ("W507", "`day` of `one` has nothing but the card when `tv` is away")

    assert told({"day": {"at": "06:00", "fill": "films"}}) == [said]
    assert told({"day": {"at": "06:00", "block": "night"}}) == [said]
    assert told({"day": {"at": "06:00", "steps": [{"play": "noir", "filler": "films"}]}}) == [said]


def test_anything_at_hand_is_enough():
    day = {"at": "06:00", "fill": "films"}

    assert not told({"day": {**day, "filler": "idents"}})
    assert not told({"day": day}, filler="idents")
    assert not told({"day": day}, fallback="idents")
    assert not told({"day": {"at": "06:00", "steps": [{"play": "noir"}, {"block": "mixed"}]}})


def test_a_stated_gap_depends_on_nothing():
    assert not told({"day": {"at": "06:00", "off_air": "true"}})
