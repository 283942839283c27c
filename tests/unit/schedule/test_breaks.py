from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.config.breaks import Breaks
from exstreamtv.model.media import Chapter, Media
from exstreamtv.model.time import ZERO, length_text
from exstreamtv.schedule.breaks import openings
from tests.kit.catalogue import medium

MINUTE = timedelta(minutes=1)


def breaks(**said: Any) -> Breaks:
    return Breaks.model_validate({"with": "ads", "length": "2m", **said})


def marked(minutes: int, *chapters: int, titles: tuple[str, ...] = (), **known: Any) -> Media:
    named = [*titles, *[""] * (len(chapters) - len(titles))]
    marks = tuple(Chapter(at * MINUTE, title) for at, title in zip(chapters, named, strict=True))
    return medium("it", minutes * MINUTE, chapters=marks, **known)


def at(media: Media, **said: Any) -> list[str]:
    return [length_text(place) for place in openings(media, breaks(**said))]


def test_chapters():
    assert at(marked(60, 0, 20, 40), at="chapters") == ["20m", "40m"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"min_gap": "12m"}, ["15m", "30m", "45m"]),
        ({"first_after": "20m"}, ["30m", "40m", "45m", "55m"]),
        ({"at_most": "2"}, ["15m", "45m"]),
        ({"min_gap": "12m", "at_most": "1"}, ["30m"]),
    ],
)
def test_what_limits_them(said: dict[str, str], found: list[str]):
    assert at(marked(60, 0, 5, 15, 30, 40, 45, 55), at="chapters", **said) == found


def test_positions():
    assert at(marked(40), at=["50%", "12.5%", "30m"]) == ["5m", "20m", "30m"]


def test_a_position_is_a_whole_second():
    assert at(medium("it", "22m13s417ms"), at=["50%"]) == ["11m6s"]


def test_every_so_often():
    assert at(marked(60), every="25m") == ["25m", "50m"]


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("point >= 20m", ["20m", "30m", "40m", "50m"]),
        ("progress in 20%..50%", ["20m", "30m"]),
        ("since_last >= 20m", ["20m", "40m"]),
        ("matched < 2", ["10m", "20m"]),
        ('title ~ "Act" and not title = "act two"', ["10m"]),
        ("(matched = 0 and point > 10m) or since_last > 25m", ["20m", "50m"]),
    ],
)
def test_chapters_for_which_an_expression_holds(when: str, found: list[str]):
    media = marked(60, 10, 20, 30, 40, 50, titles=("Act One", "Act Two"))

    assert at(media, when=when) == found


def test_a_share_is_exact():
    assert at(marked(60, 20), when="progress > 33.333%") == ["20m"]
    assert at(marked(60, 20), when="progress > 33.334%") == []


def test_a_spared_genre_is_not_interrupted():
    news = marked(60, 20, genres=("NEWS", "World"))

    assert at(news, at="chapters", not_in=["Sport", "News"]) == []
    assert at(news, at="chapters", not_in=["Sport"]) == ["20m"]


@pytest.mark.parametrize(
    ("minutes", "count"), [(3, 0), (14, 0), (22, 1), (44, 3), (60, 4), (90, 6), (120, 8)]
)
def test_who_has_no_chapters_is_interrupted_as_often_as_on_television(minutes: int, count: int):
    assert len(at(marked(minutes), at="chapters")) == count


def test_who_has_no_chapters_is_interrupted_evenly():
    assert at(marked(44), at="chapters") == ["11m", "22m", "33m"]
    assert at(marked(44, 0), at="chapters") == ["11m", "22m", "33m"]
    assert at(marked(44), at="chapters", at_most="1") == ["22m"]
    assert at(marked(44), at="chapters", min_gap="12m") == ["14m40s", "29m20s"]
    assert at(marked(44), at="chapters", first_after="20m") == ["20m", "28m", "36m"]


@settings(deadline=None)
@given(
    st.integers(1000, 20_000_000),
    st.lists(st.integers(0, 20_000_000), max_size=6),
    st.integers(1, 3000),
    st.integers(1, 3000),
    st.integers(1, 3000),
    st.integers(1, 9),
    st.sampled_from([{"at": "chapters"}, {"every": "7m"}, {"at": ["9%", "50%", "20m"]}]),
)
def test_limits_hold(
    length_ms: int,
    chapters_ms: list[int],
    gap_s: int,
    first_s: int,
    last_s: int,
    most: int,
    where: Any,
):
    chapters = tuple(Chapter(timedelta(milliseconds=ms)) for ms in chapters_ms)
    media = medium("it", timedelta(milliseconds=length_ms), chapters=chapters)
    gap, first = timedelta(seconds=gap_s), timedelta(seconds=first_s)
    said = {"min_gap": f"{gap_s}s", "first_after": f"{first_s}s", "at_most": f"{most}"}

    found = openings(media, breaks(**where, **said))

    assert len(found) <= most
    assert found == sorted(set(found))
    assert all(ZERO < place < media.length for place in found)
    assert all(place >= first for place in found)
    edges = [*found, media.length]
    bounded = openings(media, breaks(**where, **said, last_before=f"{last_s}s"))
    assert all(media.length - place >= timedelta(seconds=last_s) for place in bounded)
    assert len(bounded) <= most
    assert all(later - one >= gap for one, later in zip(found, edges[1:], strict=True))


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("length >= 1h", ["20m", "50m"]),
        ("length > 1h", []),
        ('kind = "episode" and not genre = "News"', ["20m", "50m"]),
        ('kind = "movie"', []),
    ],
)
def test_only_some_programmes_are_interrupted(where: str, found: list[str]):
    assert at(marked(60, 20, 50), at="chapters", where=where) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"last_before": "10m"}, ["20m", "50m"]),
        ({"last_before": "11m"}, ["20m"]),
        ({"min_gap": "15m"}, ["20m"]),
        ({"min_gap": "15m", "last_before": "2m"}, ["20m", "50m"]),
    ],
)
def test_the_end_is_left_whole(said: dict[str, str], found: list[str]):
    assert at(marked(60, 20, 50), at="chapters", **said) == found


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("11m", ["11m", "22m", "33m"]),
        ("20m", ["8m", "16m", "24m"]),
        ("33m", ["5m30s", "11m"]),
        ("40m", ["4m"]),
        ("50m", []),
    ],
)
def test_the_end_of_who_has_no_chapters_is_left_whole(last: str, found: list[str]):
    assert at(marked(44), at="chapters", min_gap="1m", last_before=last) == found
