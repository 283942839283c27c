from __future__ import annotations

from datetime import date

import pytest

from exstreamtv.sources.nfo import UnreadableError, facts_in, facts_of, facts_of_show

MOVIE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<movie>
  <title>Heat</title><year>1995</year><premiered>1995-12-15</premiered><mpaa>R</mpaa>
  <genre>Crime / Drama</genre><genre>Thriller</genre><tag>la</tag>
  <director>Michael Mann</director><credits>Michael Mann</credits>
  <studio>Warner Bros.</studio><plot>A thief.
    A cop.</plot>
  <actor><name>Al Pacino</name><role>Hanna</role></actor><actor><name>Val Kilmer</name></actor>
</movie>
"""


def test_a_film():
    assert facts_in(MOVIE) == {
        "title": "Heat",
        "year": 1995,
        "aired": date(1995, 12, 15),
        "rating": "R",
        "genres": ("Crime", "Drama", "Thriller"),
        "tags": ("la",),
        "directors": ("Michael Mann",),
        "writers": ("Michael Mann",),
        "studio": "Warner Bros.",
        "plot": "A thief. A cop.",
        "actors": ("Al Pacino", "Val Kilmer"),
    }


def test_a_scraper_s_address_may_follow():
    assert facts_in(f"{MOVIE}https://www.themoviedb.org/movie/949-heat")["title"] == "Heat"


def test_nothing_but_an_address_says_nothing():
    assert facts_in("https://www.themoviedb.org/movie/949-heat") == {}


def test_of_several_episodes_the_first_counts():
    inside = "<title>{0}</title><season>0</season><episode>{0}</episode>"
    episode = f"<episodedetails>{inside}</episodedetails>"

    assert facts_in(f"<?xml version='1.0'?>\n{episode.format(1)}\n{episode.format(2)}") == {
        "title": "1",
        "season": 0,
        "episode": 1,
    }


def test_a_show_lends_its_episodes_what_is_common():
    facts = facts_in("<tvshow><title>Cheers</title><mpaa>TV-PG</mpaa><plot>A bar.</plot></tvshow>")

    assert facts_of_show(facts) == {"show": "Cheers", "rating": "TV-PG"}


@pytest.mark.parametrize(
    "text",
    [
        "<movie><title>Heat</movie>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]><movie><title>&a;</title></movie>",
        "<movie>" * 300 + "</movie>" * 300,
        "&nbsp;<movie></movie>",
    ],
    ids=["broken", "entities", "deep", "html"],
)
def test_what_is_no_xml_is_said(text):
    with pytest.raises(UnreadableError):
        facts_in(text)


def test_control_characters_are_passed_over():
    assert facts_in("<movie><title>He\x07at\x00</title></movie>") == {"title": "Heat"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    path = tmp_path / "a.nfo"
    path.write_bytes("<movie><title>Amélie</title></movie>".encode(encoding))

    assert facts_of(path) == {"title": "Amélie"}


def test_a_huge_file_is_not_read(tmp_path):
    path = tmp_path / "a.nfo"
    path.write_text("<movie>" + " " * 1_000_001)

    with pytest.raises(UnreadableError, match="1 MB"):
        facts_of(path)
