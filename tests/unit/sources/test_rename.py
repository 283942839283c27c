from __future__ import annotations

from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.sources.rename import called, likely, renamed, under

DAY = date(2026, 11, 23)


def cursors(*names: str) -> dict[str, Cursor]:
    return {
        name: Cursor(name, DAY, next=f"tv:{name}", basis=f"{at}") for at, name in enumerate(names)
    }


def test_a_slot_a_channel_a_collection_and_a_cursor_can_be_named():
    assert called(["one/day/reels"]) == {"one", "one/day", "one/day/reels", "collections.reels"}


def test_names_are_replaced_at_the_borders_of_their_parts():
    held = cursors("one/day/reels", "one/days/reels", "one2/day/reels", "two/one/reels")

    assert renamed(held, "one/day", "one/night") == {"one/night/reels": "one/day/reels"}
    assert renamed(held, "one", "uno") == {
        "uno/day/reels": "one/day/reels",
        "uno/days/reels": "one/days/reels",
    }


def test_a_collection_is_renamed_wherever_it_counts():
    held = cursors("one/day/reels", "two/day/reels/title", "two/reels/other")

    assert [*renamed(held, "collections.reels", "collections.films")] == [
        "one/day/films",
        "two/day/films/title",
    ]


def test_what_shows_a_renamed_slot_again_follows():
    assert [*renamed(cursors("two/one.day/ever"), "one/day", "one/night")] == ["two/one.night/ever"]


def test_a_renamed_cursor_draws_as_before_and_renamed_back_it_is_as_it_was():
    held = cursors("one/day/reels")
    there = under(held, {"one/night/reels": "one/day/reels"})
    further = under(there, {"one/eve/reels": "one/night/reels"})

    assert [(c.name, c.draws_as) for c in there.values()] == [("one/night/reels", "one/day/reels")]
    assert further["one/eve/reels"].draws_as == "one/day/reels"
    assert under(further, {"one/day/reels": "one/eve/reels"}) == held


def test_one_that_goes_and_one_that_comes_and_counts_alike_are_likely_the_same():
    old, new = cursors("one/day/reels", "one/eve/x"), cursors("one/night/reels", "one/eve/x")

    assert likely(old, new) == (("one/day", "one/night"),)
    assert likely(old, old) == ()


def test_where_two_count_alike_nothing_is_guessed():
    old = {name: Cursor(name, DAY, basis="0") for name in ("a/b/c", "a/d/c")}
    new = {name: Cursor(name, DAY, basis="0") for name in ("a/x/c", "a/y/c")}

    assert likely(old, new) == ()
