from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.collections import Library
from exstreamtv.schedule.line import Line
from exstreamtv.schedule.ordering import ORDERS
from exstreamtv.schedule.seed import seed
from tests.kit.catalogue import catalogue, episodes, medium
from tests.kit.station import station

DAY = date(2026, 11, 23)


def line(order: str, media: list[Media], cursor: Cursor | None = None, **said: Any) -> Line:
    made = station(collections={"it": {"from": "tv", "order": order, **said}})
    members = Library(made.collections, catalogue(*media), seed("test")).members("it")
    return ORDERS[order].line(members, seed("test", "one/slot/it"), cursor or Cursor("c", DAY))


def taken(line: Line, count: int, day: date = DAY) -> list[str]:
    picks = []
    for _ in range(count):
        pick = next(line.upcoming(day))
        line.take(pick)
        picks.append(pick.media.title)
    return picks


def titled(*titles: str, **known: Any) -> list[Media]:
    return [medium(title, **known) for title in titles]


def test_aired_goes_by_date_then_number():
    media = [*episodes("b", 2), *episodes("a", 2), *titled("undated")]

    assert taken(line("aired", media), 6) == ["a 1", "b 1", "a 2", "b 2", "undated", "a 1"]


@pytest.mark.parametrize(
    ("specials", "found"),
    [
        ("drop", ["a 1", "a 2", "a 1"]),
        ("first", ["s", "a 1", "a 2"]),
        ("last", ["a 1", "a 2", "s"]),
    ],
)
def test_season_puts_specials_where_it_is_told(specials: str, found: list[str]):
    media = [*episodes("a", 2), medium("s", show="a", season=0, episode=1)]

    assert taken(line("season", media, specials=specials), 3) == found


def test_title_sorts_as_people_do():
    assert taken(line("title", titled("b", "A", "c")), 3) == ["A", "b", "c"]


def test_custom_follows_its_list():
    assert taken(line("custom", titled("a", "b", "c"), items=["c", "a", "b"]), 3) == ["c", "a", "b"]


def test_a_new_episode_before_the_cursor_shifts_nothing():
    first = line("aired", episodes("a", 4))
    taken(first, 2)
    cursor = first.cursor(DAY)
    special = medium("a/special", show="a", title="special", aired=date(1985, 1, 8))

    assert taken(line("aired", [*episodes("a", 4), special], cursor), 2) == ["a 3", "a 4"]


def test_shuffle_shows_all_before_any_again():
    found = taken(line("shuffle", titled(*"abcdefghij")), 20)

    assert sorted(found[:10]) == sorted(found[10:]) == list("abcdefghij")


def test_shuffle_keeps_its_gap_across_every_seam():
    names = [f"item {n}" for n in range(40)]
    found = taken(line("shuffle", titled(*names), gap="10"), 4000)

    last = {}
    for place, name in enumerate(found):
        assert place - last.get(name, -100) > 10
        last[name] = place


def test_a_newcomer_waits_for_the_next_cycle():
    known = titled(*"abcd")
    later = medium("new", since=DAY + timedelta(days=1))
    running = line("shuffle", [*known, later])
    first = taken(running, 1) + taken(running, 3, DAY + timedelta(days=1))

    assert sorted(first) == list("abcd")
    assert "new" in taken(running, 5, DAY + timedelta(days=1))


def test_a_newcomer_may_join_now():
    later = medium("new", since=DAY + timedelta(days=1))
    running = line("shuffle", [*titled(*"abcdefgh"), later], join="now")
    found = taken(running, 1) + taken(running, 8, DAY + timedelta(days=1))

    assert sorted(found).count("new") <= 1
    assert len(set(found)) >= 8


def test_what_goes_is_replaced_in_place_by_the_last_of_the_cycle():
    names = list("abcdefgh")
    order = taken(line("shuffle", titled(*names)), 8)
    leaving = order[3]
    media = [medium(n, gone=DAY + timedelta(days=1) if n == leaving else None) for n in names]
    running = line("shuffle", media)
    found = taken(running, 1) + taken(running, 6, DAY + timedelta(days=1))

    assert found == [*order[:3], order[7], *order[4:7]]


def test_random_keeps_its_gap_and_reaches_everything():
    found = taken(line("random", titled(*"abcdefgh"), gap="2"), 400)

    assert set(found) == set("abcdefgh")
    assert all(one != other for one, other in pairwise(found))


def test_one_more_item_moves_no_two_others_past_each_other():
    names = [f"item {n}" for n in range(300)]
    before = taken(line("shuffle", titled(*names)), 50)
    after = taken(line("shuffle", titled(*names, "one more")), 51)

    kept = [name for name in after if name in before]
    assert len(kept) >= 48
    assert kept == [name for name in before if name in kept]


def test_one_more_item_changes_few_of_the_draws():
    names = [f"item {n}" for n in range(300)]
    before = taken(line("random", titled(*names)), 200)
    after = taken(line("random", titled(*names, "one more")), 200)

    assert sum(one != other for one, other in zip(before, after, strict=True)) <= 4


@pytest.mark.parametrize("order", list(ORDERS))
def test_an_empty_collection_has_nothing_to_offer(order: str):
    running = line(order, [])
    running.turn(DAY)

    assert list(running.upcoming(DAY)) == []


@pytest.mark.parametrize("order", list(ORDERS))
def test_a_cursor_goes_on_where_the_line_was(order: str):
    media = episodes("a", 7)
    for count in range(20):
        running = line(order, media, gap="1")
        taken(running, count)
        again = line(order, media, running.cursor(DAY), gap="1")

        assert taken(again, 9) == taken(running, 9)
