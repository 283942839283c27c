from __future__ import annotations

from fractions import Fraction

import pytest

from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.splicing.placing import AsItIs, MisfitError
from exstreamtv.daemon.splicing.stretch import Stretch
from exstreamtv.daemon.transport.units import Kind
from exstreamtv.ffmpeg.copying import DELAY, Copy
from exstreamtv.model.command import Command
from exstreamtv.model.grid import Grid
from tests.kit.units import copied, head, sound, stretch

GRID = Grid(Fraction(25))
FIRST = 44_000_000_000
GROUP = (0, 4, 2, 1, 3)
"""A group of five pictures as it is decoded: two B-pictures deep."""


def copy(*places: int, stop: int = 40, key_at: int | None = 0) -> tuple[Feed, list[Stretch]]:
    """A feed of what is copied, its pictures at these places in decoding order, and its joins."""
    joins: list[Stretch] = []
    feed = Feed(stretch(GRID, FIRST, FIRST + stop), GRID)
    feed.copied(AsItIs(Copy(Command(()), DELAY, Fraction(0)), GRID.rate), joins.append)
    feed.take_in(head() + b"".join(copied(GRID, each, key=each == key_at) for each in places))
    return feed, joins


def groups(first: int, count: int) -> tuple[int, ...]:
    return tuple(first + 5 * group + place for group in range(count) for place in GROUP)


def shown(feed: Feed) -> list[int]:
    found = []
    while unit := feed.head(Kind.PICTURE):
        found.append(unit[0] - FIRST)
        feed.pop(Kind.PICTURE)
    return sorted(found)


def test_a_copy_begins_with_its_first_key_picture_and_says_so() -> None:
    feed, joins = copy(*groups(-6, 3), key_at=4)

    assert [each.picture - FIRST for each in joins] == [4]
    assert feed.stretch == joins[0]
    assert feed.stretch.sound == GRID.sound_at_picture(FIRST + 4)
    assert min(shown(feed)) == 4


def test_a_key_picture_in_the_first_slot_is_the_beginning() -> None:
    feed, joins = copy(*groups(0, 2), key_at=0)

    assert [each.picture - FIRST for each in joins] == [0]
    assert feed.stretch == stretch(GRID, FIRST, FIRST + 40)


def test_a_copy_ends_where_a_picture_needs_one_behind_the_end() -> None:
    feed, _ = copy(*groups(0, 3), stop=13)
    feed.end()

    # 10 is followed by 14, which is behind the end, and 11 and 12 are made of both.
    assert feed.reached[0] == FIRST + 11
    assert shown(feed) == list(range(11))


def test_a_copy_that_ends_before_a_key_picture_is_complete() -> None:
    feed, _ = copy(*groups(0, 4), stop=15)

    assert feed.complete
    assert shown(feed) == list(range(15))


def test_sound_before_the_first_picture_is_left_to_the_encoder() -> None:
    feed, _ = copy(*range(8), key_at=4)
    feed.take_in(b"".join(sound(GRID, place) for place in range(12)))

    head_of_sound = feed.head(Kind.SOUND)
    assert head_of_sound
    assert head_of_sound[0] == GRID.sound_at_picture(FIRST + 4)


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ((0, 1, 2, 4, 5, 6, 7, 8), "one a slot"),
        ((0, 1, 2, 2, 3), "one a slot"),
        ((0, 4, 3, 2, 1, 5), "between decoding and showing"),
        (tuple(range(1, 380)), "no key picture within 15 s"),
    ],
)
def test_what_does_not_match_the_slots_is_found_out(places: tuple[int, ...], why: str) -> None:
    with pytest.raises(MisfitError, match=why):
        copy(*places, stop=1000)


def test_what_came_before_a_misfit_is_shown() -> None:
    feed, _ = copy(*groups(0, 4), stop=1000)
    with pytest.raises(MisfitError):
        feed.take_in(b"".join(copied(GRID, place) for place in (21, 22, 23, 24, 25)))
    feed.end()

    assert feed.reached[0] == FIRST + 20
    assert shown(feed) == list(range(20))
