from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.cli.alike import alike
from exstreamtv.config.station import Station
from exstreamtv.emit.store import dump
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.schedule.setting import Inputs
from tests.kit.compiling import MONDAY, inputs, on_air
from tests.kit.drawn import media, stations
from tests.kit.station import station

MEDIA = media()
SECTIONS = ("channels", "collections", "blocks", "layers", "calendar")


def built(**changed: Any) -> Station:
    """Three channels: ``one`` fills with `cheers`, ``two`` runs a block of `wings`, ``late`` is
    ``one`` again."""
    parts: dict[str, Any] = {
        "schedule": {"day": {"at": "06:00", "fill": "cheers"}},
        "collections": {name: {"from": "tv", "where": f"show = {name}"} for name in SHOWS},
        "blocks": {"evening": [{"fill": "wings"}]},
        "more": {
            "two": {
                "number": "2",
                "name": "Two",
                "schedule": {"night": {"at": "06:00", "block": "evening", "loop": "true"}},
            },
            "late": {"number": "3", "name": "Late", "delay_of": "one", "by": "1h"},
        },
        **changed,
    }
    return station(parts.pop("schedule"), **parts)


SHOWS = ("cheers", "wings", "tales")
WAS = inputs(built(), MEDIA)
ALL = {"one", "two", "late"}


def shows(**changed: Any) -> dict[str, Any]:
    return {name: {"from": "tv", "where": f"show = {changed.get(name, name)}"} for name in SHOWS}


@pytest.mark.parametrize(
    ("now", "same"),
    [
        (built(), ALL),
        (built(schedule={"day": {"at": "06:00", "fill": "tales"}}), {"two"}),
        (built(blocks={"evening": [{"fill": "cheers"}]}), {"one", "late"}),
        (built(collections=shows(cheers="tales")), {"two"}),
        (built(collections=shows(wings="tales")), {"one", "late"}),
        (built(collections=shows(tales="wings")), ALL),
        (built(more={}), {"one"}),
        (built(station={"name": "Test", "timezone": "Europe/London", "seed": "x"}), set()),
    ],
)
def test_an_edit_concerns_who_names_what_it_is_in(now: Station, same: set[str]) -> None:
    assert alike(WAS, Inputs(now, MEDIA, WAS.cursors)) == same


def test_other_media_concern_every_channel() -> None:
    fewer = Catalogue({name: held[1:] for name, held in MEDIA.sources.items()})

    assert alike(WAS, Inputs(WAS.station, fewer, WAS.cursors)) == set()


def test_a_cursor_concerns_its_channel_and_what_repeats_that() -> None:
    (name,) = (name for name in WAS.cursors if name.startswith("one/"))
    moved = {**WAS.cursors, name: replace(WAS.cursors[name], next="tv:cheers/S01E05")}

    assert alike(WAS, Inputs(WAS.station, MEDIA, moved)) == {"two"}


ENTRIES = st.sampled_from(
    [
        *(("collections", name) for name in ("cheers", "wings", "films", "ads", "idents")),
        *(("blocks", name) for name in ("night", "evening")),
    ]
)


@settings(max_examples=15)
@given(stations(slides=False), stations(slides=False), st.frozensets(ENTRIES, max_size=2))
def test_what_is_alike_airs_the_same(
    one: Station, other: Station, entries: frozenset[tuple[str, str]]
) -> None:
    old, new = inputs(one, MEDIA), inputs(_edited(one, other, entries), MEDIA)

    for channel in alike(old, new):
        assert _aired(old, channel) == _aired(new, channel)


def _edited(one: Station, other: Station, entries: frozenset[tuple[str, str]]) -> Station:
    """``one`` with these entries as ``other`` has them, by section and name."""
    sections: dict[str, dict[str, Any]] = {}
    for section, name in entries:
        held = sections.setdefault(section, {**getattr(one, section)})
        held[name] = getattr(other, section)[name]
    return one.model_copy(update=sections)


def _aired(of: Inputs, channel: str) -> str:
    return dump({channel: on_air(of, MONDAY, 1, channel)})
