from __future__ import annotations

from datetime import date, timedelta

import pytest

from exstreamtv.model.media import Chapter, Media, MediaKind, Stream
from exstreamtv.schedule.matching import Shelf
from exstreamtv.schedule.query import DEEPEST, Fault, query_from
from tests.kit.catalogue import medium

CHEERS = medium(
    "c1", show="Cheers", season=1, episode=2, aired=date(1982, 10, 7), genres=("Comedy",)
)
NOIR = medium(
    "n1",
    "95m",
    kind=MediaKind.MOVIE,
    title="The Long Pier",
    year=1947,
    genres=("Film-Noir", "Crime"),
    directors=("Ida Marsh",),
    chapters=(Chapter(timedelta(0)),),
    streams=(
        Stream("video", "hevc", width=1920, height=1080),
        Stream("audio", "aac", language="de"),
    ),
)
SPOT = medium("Spots/s1.mkv", "30s", kind=MediaKind.CLIP, tags=("ad", "Weihnachten"))
ALL = (CHEERS, NOIR, SPOT)


def matching(where: str) -> list[Media]:
    query = query_from(where)
    assert not isinstance(query, Fault), query
    return Shelf(ALL).matching(query)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ('show = "cheers"', [CHEERS]),
        ("show = Cheers and season >= 2", []),
        ("year in 1980..1989", [CHEERS]),
        ("date < 1990-01-01", [CHEERS]),
        ("kind != movie", [CHEERS, SPOT]),
        ('genre in ("Comedy", "crime")', [CHEERS, NOIR]),
        ("length < 90m", [CHEERS, SPOT]),
        ("length in 30s..22m", [CHEERS, SPOT]),
        ('title ~ "PIER"', [NOIR]),
        ("has chapters", [NOIR]),
        ("not has chapters and not tag = ad", [CHEERS]),
        ('tag = "weihnachten" or director = "Ida Marsh"', [NOIR, SPOT]),
        ('(tag = "ad" or kind = movie) and length > 1m', [NOIR]),
        ("height >= 1080 and codec = hevc and language = de", [NOIR]),
        ("source = tv", [CHEERS, NOIR, SPOT]),
        ('library = "spots"', [SPOT]),
        ("has library", [SPOT]),
    ],
)
def test_an_expression_finds(where: str, found: list[Media]):
    assert matching(where) == found


@pytest.mark.parametrize(
    ("where", "code", "place"),
    [
        ("shwo = Cheers", "E321", "shwo"),
        ("year = nineteen", "E322", "nineteen"),
        ("title < 3", "E322", "<"),
        ("year ~ 19", "E322", "~"),
        ("chapters = 3", "E322", "chapters"),
        ("length < 90", "E322", "90"),
        ("year in 1980", "E320", "1980"),
        ("year in 1980..x", "E322", "x"),
        ('title = "Cheers', "E320", '"Cheers'),
        ("show Cheers", "E320", "Cheers"),
        ("show = Cheers season = 2", "E320", "season"),
        ("(show = Cheers", "E320", ""),
        ("", "E320", ""),
        ("not " * (DEEPEST + 1) + "has hdr", "E320", "not"),
    ],
)
def test_a_fault_says_where_it_is(where: str, code: str, place: str):
    fault = query_from(where)

    assert isinstance(fault, Fault)
    assert fault.code == code
    assert where[fault.start : fault.stop] == place


def test_a_near_word_is_suggested():
    fault = query_from("genres = Comedy")

    assert isinstance(fault, Fault)
    assert fault.hint == "did you mean `genre`?"
