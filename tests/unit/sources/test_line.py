from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Chapter, Media, MediaKind, Stream
from exstreamtv.sources.line import (
    cursor_from,
    cursors_text,
    media_from,
    media_line,
    media_text,
)
from tests.kit.media import episode, film

EVERYTHING = Media(
    source="films",
    key="Heat (1995).mkv",
    kind=MediaKind.MOVIE,
    title="Heat",
    length=timedelta(hours=2, milliseconds=1),
    locator="moved/Heat.mkv",
    show="s",
    season=0,
    episode=1,
    part=2,
    aired=date(1995, 12, 15),
    year=1995,
    added=date(2026, 1, 2),
    genres=("Crime", "Drama"),
    tags=("dvd",),
    rating="R",
    studio="WB",
    network="n",
    directors=("Michael Mann",),
    writers=("Michael Mann",),
    actors=("Al Pacino", "Robert De Niro"),
    artist="a",
    album="b",
    track=7,
    plot="Een dief — “één” laatste keer\n",
    art="poster.jpg",
    format="matroska,webm",
    start_time=timedelta(microseconds=23_021),
    chapters=(Chapter(timedelta(0), "One"), Chapter(timedelta(minutes=3))),
    streams=(
        Stream("video", "h264", width=1920, height=1080, rate=Fraction(24000, 1001), default=True),
        Stream("subtitle", "subrip", language="en", file="Heat 100% (1995).en.srt", forced=True),
    ),
    since=date(2026, 9, 1),
    gone=date(2026, 10, 1),
)


def test_every_field_comes_back():
    line = media_line(EVERYTHING)

    assert media_from("films", json.loads(line)) == EVERYTHING


NOT_LOCKED = ("season", "in_point")
"""A season may be 0; only a chapter that a collection has made a medium of begins elsewhere."""


def test_no_field_is_forgotten():
    assert not [
        name for name, value in vars(EVERYTHING).items() if not value and name not in NOT_LOCKED
    ]


def test_a_line_says_only_what_there_is():
    line = media_line(film("heat.mkv", minutes=1, year=1995))

    assert line == '{"k":"heat.mkv","t":"movie","title":"heat.mkv","year":1995,"ms":60000}'


def test_lines_stand_by_show_season_episode():
    late, early, film_ = episode("Wings", 1, 2), episode("cheers", 2, 10), film("a")
    text = media_text([film_, late, early])

    assert [json.loads(line)["t"] for line in text.splitlines()] == ["episode", "episode", "movie"]
    assert [json.loads(line).get("show") for line in text.splitlines()][:2] == ["cheers", "Wings"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"k": "a", "t": "movie", "title": "a"}, "`ms` is missing"),
        ({"k": "a", "t": "movie", "title": "a", "ms": 0}, "`ms`: 0 ms is no length"),
        ({"k": "a", "t": "movie", "title": "a", "ms": 1.5}, "`ms`: 1.5 does not fit"),
        ({"k": "a", "t": "movie", "title": "a", "ms": 10**30}, "`ms`"),
        ({"k": 7, "t": "movie", "title": "a", "ms": 1}, "`k`: 7 does not fit"),
        ({"k": "a", "t": "opera", "title": "a", "ms": 1}, "`t`: 'opera'"),
        ({"k": "a", "t": "movie", "title": "a", "ms": 1, "x": 1}, "`x` is no key"),
        ({"k": "a", "t": "movie", "title": "a", "ms": 1, "since": "soon"}, "`since`"),
        ({"k": "a", "t": "movie", "title": "a", "ms": 1, "gone": "9999-12-31"}, "millennium"),
        ({"k": "a", "t": "movie", "title": "a", "ms": 1, "g": [1]}, "`g`"),
        ({"k": "a", "t": "movie", "title": "a", "ms": 1, "ch": [["0", ""]]}, "`ch`"),
        ({"k": "a", "t": "movie", "title": "a", "ms": 1, "st": ["video"]}, "`st`"),
    ],
)
def test_what_is_no_medium_is_said_in_a_few_words(line, said):
    with pytest.raises(ValueError, match=said):
        media_from("films", line)


def test_a_cursor_comes_back():
    cursor = Cursor(
        "retro/prime/noir",
        date(2026, 11, 23),
        2,
        date(2026, 11, 1),
        "films:a",
        ("films:b",),
        "9f2c",
        (("aired noir", 5400000), ("row noir", 2)),
    )
    text = cursors_text([cursor])

    assert cursor_from(json.loads(text)) == cursor
    assert text.startswith('{"c":"retro/prime/noir","at":"2026-11-23","cycle":2,')


@pytest.mark.parametrize("day", ["1999-12-31", "3000-01-01", "0001-01-01"])
def test_a_cursor_stands_on_a_day_of_this_millennium(day):
    with pytest.raises(ValueError, match=f"`at`: {day} is no day of this millennium"):
        cursor_from({"c": "retro/prime/a", "at": day})


def test_what_is_no_tally_is_said_in_a_few_words():
    with pytest.raises(ValueError, match="`tally`"):
        cursor_from({"c": "retro/prime/mix:a+b", "at": "2026-11-23", "tally": {"row": "2"}})
