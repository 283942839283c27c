from __future__ import annotations

from datetime import date
from typing import Any

from exstreamtv.schedule.collections import Library
from exstreamtv.schedule.seed import seed
from tests.kit.catalogue import catalogue, episodes, films, medium
from tests.kit.station import station


def held(collections: dict[str, Any], *media: Any) -> list[str]:
    made = station(collections=collections)
    library = Library(made.collections, catalogue(*media), seed("test"))
    return [one.key for one in library.members("it").media]


def test_a_collection_of_collections_holds_each_item_once():
    given = {"a": {"from": "tv", "where": "kind = movie"}, "it": {"from": ["a", "tv"]}}

    assert held(given, *films(2)) == ["Film 00", "Film 01"]


def test_items_are_named_by_title_key_or_identity():
    given = {"it": {"from": "tv", "items": ["film 01", "tv:Film 00"]}}

    assert held(given, *films(3)) == ["Film 00", "Film 01"]


def test_a_limit_keeps_what_came_first():
    old, new = episodes("cheers", 3), medium("cheers/S00E01", since=date(2026, 1, 1))

    assert held({"it": {"from": "tv", "limit": "3"}}, *old, new) == [one.key for one in old]


def test_what_has_no_length_worth_the_name_is_left_out():
    assert held({"it": {"from": "tv"}}, medium("broken", "500ms"), medium("whole", "1s")) == [
        "whole"
    ]


def test_a_collection_may_draw_from_the_source_of_its_own_name():
    made = station(collections={"tv": {"from": "tv", "where": "kind = movie"}})
    library = Library(made.collections, catalogue(*films(1)), seed("test"))

    assert [one.key for one in library.members("tv").media] == ["Film 00"]


def test_a_list_calls_an_episode_by_its_show_and_numbers():
    given = {"it": {"from": "tv", "items": ["Cheers S01E02", "cheers 1x3"]}}

    assert held(given, *episodes("Cheers", 4)) == ["Cheers/S01E02", "Cheers/S01E03"]


def test_a_list_tells_films_of_one_title_apart_by_their_year():
    films = [medium(str(year), title="Heat", year=year) for year in (1972, 1986, 1995)]

    assert held({"it": {"from": "tv", "items": ["Heat (1986)"]}}, *films) == ["1986"]


def test_a_key_counts_before_anothers_title():
    given = {"it": {"from": "tv", "items": ["b"]}}

    assert held(given, medium("a", title="b"), medium("b", title="c")) == ["b"]


def test_what_is_excluded_is_left_out_and_the_limit_counts_what_is_left():
    given = {"it": {"from": "tv", "exclude": ["Film 00", "Film 03"], "limit": "2"}}

    assert held(given, *films(5)) == ["Film 01", "Film 02"]
