from __future__ import annotations

from dataclasses import replace
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


def test_what_is_listed_twice_airs_twice_a_cycle():
    media = titled("a", "b", "c")
    running = line("custom", media, items=["a", "b", "a", "c", "a"])
    found = taken(running, 3)
    again = line("custom", media, running.cursor(DAY), items=["a", "b", "a", "c", "a"])

    assert found == ["a", "b", "a"]
    assert taken(again, 4) == taken(running, 4) == ["c", "a", "a", "b"]


def arrived(**days: date | None) -> list[Media]:
    return [medium(title, added=day) for title, day in days.items()]


def test_added_goes_by_the_day_they_came():
    media = arrived(b=date(2026, 1, 2), a=date(2026, 1, 3), old=None)

    assert taken(line("added", media), 4) == ["old", "b", "a", "old"]


def test_newest_is_the_last_that_came_and_of_one_day_the_first_by_name():
    media = arrived(b=date(2026, 1, 3), a=date(2026, 1, 3), c=date(2026, 1, 2), old=None)

    assert taken(line("newest", media), 5) == ["a", "b", "c", "old", "a"]


def shows(**counts: int) -> list[Media]:
    return [media for show, count in counts.items() for media in episodes(show, count)]


def test_spread_keeps_the_episodes_of_a_show_evenly_apart_across_the_seam_too():
    found = taken(line("spread", shows(a=12, b=6, c=3)), 210)

    assert [name for name in found if name[0] == "c"][:4] == ["c 1", "c 2", "c 3", "c 1"]
    for show, apart in {"a": 1.75, "b": 3.5, "c": 7}.items():
        places = [place for place, name in enumerate(found) if name[0] == show]
        assert all(abs(two - one - apart) < 2 for one, two in pairwise(places)), show


def test_rotate_shows_one_of_each_and_a_short_show_begins_again():
    found = taken(line("rotate", shows(b=1, a=3, c=2)), 12)

    assert found == [
        *("a 1", "b 1", "c 1"),
        *("a 2", "b 1", "c 2"),
        *("a 3", "b 1", "c 1"),
        *("a 1", "b 1", "c 2"),
    ]


def test_what_does_not_fit_is_left_for_the_next_turn_of_its_show():
    running = line("rotate", shows(a=2, b=2))
    other = list(running.upcoming(DAY))[1]
    running.take(other)

    assert other.media.title == "b 1"
    assert taken(running, 4) == ["a 1", "b 2", "a 2", "b 1"]


def test_a_turn_that_is_given_up_moves_every_show_on():
    running = line("rotate", shows(a=3, b=3))
    running.turn(DAY)

    assert taken(running, 2) == ["a 2", "b 2"]


def test_a_new_show_waits_until_the_longest_has_come_round():
    late = DAY + timedelta(days=1)
    media = [*shows(a=2, c=2), *episodes("b", 9, since=late)]
    running = line("rotate", media)
    found = taken(running, 1) + taken(running, 6, late)

    assert found == ["a 1", "c 1", "a 2", "b 1", "c 2", "a 1", "b 2"]


def test_a_new_show_may_take_part_at_once():
    late = DAY + timedelta(days=1)
    running = line("rotate", [*shows(a=3, c=3), *episodes("b", 2, since=late)], join="now")

    assert taken(running, 1) + taken(running, 3, late) == ["a 1", "b 1", "c 1", "a 2"]


def test_a_new_episode_airs_when_its_show_comes_to_it():
    late = DAY + timedelta(days=1)
    media = [*episodes("a", 1), *episodes("a", 2, since=late)[1:], *episodes("b", 2)]
    running = line("rotate", media)

    assert taken(running, 2) + taken(running, 3, late) == ["a 1", "b 1", "a 2", "b 2", "a 1"]


def test_marathon_plays_one_show_after_the_other():
    found = taken(line("marathon", shows(b=2, a=3)), 6)

    assert found == ["a 1", "a 2", "a 3", "b 1", "b 2", "a 1"]


def test_a_marathon_in_batches_comes_round_until_all_have_aired():
    found = taken(line("marathon", shows(a=5, b=1, c=3), batch="2"), 9)

    assert found == ["a 1", "a 2", "b 1", "c 1", "c 2", "a 3", "a 4", "c 3", "a 5"]


def test_a_shuffled_marathon_draws_its_shows_anew_and_keeps_their_episodes_in_order():
    running = line("marathon", shows(**dict.fromkeys("abcdefgh", 2)), groups="shuffle")
    cycles = [taken(running, 16) for _ in range(3)]

    assert len({tuple(cycle) for cycle in cycles}) == 3
    for cycle in cycles:
        assert sorted(cycle[::2]) == [f"{show} 1" for show in "abcdefgh"]
        assert [name[0] for name in cycle[::2]] == [name[0] for name in cycle[1::2]]


def test_a_marathon_by_season_by_album_and_by_director():
    seasons = [
        medium("x2", show="X", season=2, episode=1),
        medium("x1", show="X", season=1, episode=1),
    ]
    songs = [
        medium(title, artist=artist, album=album, track=track, show="")
        for title, artist, album, track in (
            ("one", "A", "Late", 2),
            ("two", "A", "Late", 1),
            ("three", "B", "Early", 1),
            ("four", "A", "Early", 1),
        )
    ]
    films = [medium("f", directors=("Z", "A")), medium("g", directors=("B",)), medium("h")]

    assert taken(line("marathon", seasons, group="season"), 2) == ["x1", "x2"]
    assert taken(line("marathon", songs, group="album"), 4) == ["four", "two", "one", "three"]
    assert taken(line("marathon", songs, group="artist"), 4) == ["four", "two", "one", "three"]
    assert taken(line("marathon", films, group="director"), 3) == ["h", "g", "f"]


@pytest.mark.parametrize("order", ["spread", "marathon"])
def test_who_comes_later_waits_for_the_next_cycle(order: str):
    late = DAY + timedelta(days=1)
    media = [*shows(a=2, b=2), *episodes("a", 3, since=late)[2:], *episodes("0", 1, since=late)]
    running = line(order, media)
    first = taken(running, 1) + taken(running, 3, late)

    assert sorted(first) == ["a 1", "a 2", "b 1", "b 2"]
    assert sorted(taken(running, 6, late)) == ["0 1", "a 1", "a 2", "a 3", "b 1", "b 2"]


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
    media = shows(a=7, b=2, c=3)
    for count in range(30):
        running = line(order, media, gap="1")
        taken(running, count)
        again = line(order, media, running.cursor(DAY), gap="1")

        assert taken(again, 9) == taken(running, 9)


def test_no_cursor_stands_on_what_has_gone_for_good():
    a, b, c, d = titled("a", "b", "c", "d")
    running = line("custom", [a, replace(b, gone=DAY), c, d], items=["a", "b", "c", "d"])

    assert taken(running, 2) == ["a", "c"]
    stands = running.cursor(DAY)
    forgotten = line("custom", [a, c, d], stands, items=["a", "c", "d"])

    assert (stands.next, stands.used) == ("tv:d", ())
    assert taken(forgotten, 2) == ["d", "a"]
