from __future__ import annotations

from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.sources.merge import both_sides, in_conflict, union_of_cursors, union_of_media
from tests.kit.media import film

EARLY, LATE = date(2026, 11, 1), date(2026, 11, 8)


def test_both_sides_are_kept_and_their_base_is_not():
    text = "a\n<<<<<<< HEAD\nb\n||||||| base\nold\n=======\nc\n>>>>>>> theirs\nd\n"

    assert in_conflict(text)
    assert both_sides(text) == "a\n\nb\n\n\n\nc\n\nd\n"


def test_the_earliest_day_wins():
    media = union_of_media([film("a", since=LATE), film("a", since=EARLY), film("b")])

    assert media == (film("a", since=EARLY), film("b"))


def test_alive_from_the_beginning_is_the_earliest():
    assert union_of_media([film("a", since=EARLY), film("a")]) == (film("a"),)


def test_what_one_side_saw_go_is_gone():
    assert union_of_media([film("a"), film("a", gone=LATE)]) == (film("a", gone=LATE),)


def test_of_two_positions_the_later_counts():
    early, late = Cursor("retro/prime", EARLY, 1), Cursor("retro/prime", LATE, 2)

    assert union_of_cursors([late, early]) == {"retro/prime": late}
