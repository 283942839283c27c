from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, timedelta
from fractions import Fraction

import pytest

from exstreamtv.emit.store import dump, load
from exstreamtv.model.failure import StateError
from exstreamtv.model.media import Chapter, Stream
from tests.kit.timelines import MONDAY, airing, episode, film, timeline

RICH = episode(
    "Cheers",
    3,
    5,
    aired=date(1984, 10, 25),
    genres=("Comedy", "Ünïcode"),
    chapters=(Chapter(timedelta(minutes=5), "Act two"),),
    streams=(Stream("video", "h264", rate=Fraction(30000, 1001), width=640, default=True),),
    gone=date(2027, 1, 1),
)


def entries(run: object) -> list[dict[str, object]]:
    """Programmes and items are equal only to themselves; their fields are not."""
    assert isinstance(run, list)
    return [{each.name: getattr(entry, each.name) for each in fields(entry)} for entry in run]


def test_what_is_written_is_read_back() -> None:
    built = timeline([airing(MONDAY, RICH), airing(MONDAY + timedelta(minutes=30), film("Long"))])
    read = load(dump({"retro": built}))["retro"]

    assert entries(read.items) == entries(built.items)
    assert entries(read.programmes) == entries(built.programmes)


def test_writing_again_gives_the_same_bytes() -> None:
    text = dump({"b": timeline([airing(MONDAY, RICH)], "b"), "a": timeline([], "a")})

    assert dump(load(text)) == text


def test_channels_do_not_depend_on_the_order_given() -> None:
    a, b = timeline([airing(MONDAY, RICH)], "a"), timeline([airing(MONDAY, film("X"))], "b")

    assert dump({"a": a, "b": b}) == dump({"b": b, "a": a})


def test_an_entry_is_a_line() -> None:
    text = dump({"retro": timeline([airing(MONDAY, RICH)])})

    assert json.loads(text)["version"] == 1
    assert all(json.loads(line.rstrip(",")) for line in text.splitlines() if line.startswith('{"'))


def test_every_medium_stands_once() -> None:
    text = dump(
        {"retro": timeline([airing(MONDAY + timedelta(minutes=30) * n, RICH) for n in range(9)])}
    )

    assert text.count('"title":"Part 5"') == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1}', '{"version":1,"media":[{"x":1}]}']
)
def test_what_is_no_timeline_is_refused(text: str) -> None:
    with pytest.raises(StateError, match="no file of compiled timelines"):
        load(text)


def test_another_version_is_refused() -> None:
    with pytest.raises(StateError, match="version 2"):
        load('{"version": 2}')
