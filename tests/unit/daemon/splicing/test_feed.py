from __future__ import annotations

from fractions import Fraction

from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.transport.units import Kind
from exstreamtv.model.grid import Grid
from tests.kit.units import full_feed, head, output, picture, sound, stretch

GRID = Grid(Fraction(25))
FIRST = 44_000_000_000


def slots(feed: Feed, kind: Kind) -> list[int]:
    found = []
    while head := feed.head(kind):
        found.append(head[0])
        feed.pop(kind)
    return found


def test_a_process_delivers_exactly_its_slots() -> None:
    feed = full_feed(GRID, FIRST, FIRST + 100)

    assert feed.complete
    assert slots(feed, Kind.PICTURE) == list(range(FIRST, FIRST + 100))
    assert slots(feed, Kind.SOUND) == list(range(feed.stretch.sound, feed.stretch.sound_stop))


def test_a_picture_waits_for_those_that_are_shown_before_it() -> None:
    feed = Feed(stretch(GRID, FIRST, FIRST + 50), GRID)
    decoded = (picture(GRID, place, order) for order, place in enumerate((0, 3, 1, 2, 6)))
    feed.take_in(head() + b"".join(decoded) + picture(GRID, 4, 5))

    assert slots(feed, Kind.PICTURE) == [FIRST, FIRST + 3, FIRST + 1, FIRST + 2]


def test_what_a_killed_process_left_is_cut_where_no_picture_is_missing() -> None:
    feed = Feed(stretch(GRID, FIRST, FIRST + 50), GRID)
    decoded = [picture(GRID, place, order) for order, place in enumerate((0, 3, 1, 2, 6, 4))]
    feed.take_in(head() + b"".join(decoded))

    feed.end()

    assert feed.reached[0] == FIRST + 4
    assert not feed.complete
    assert slots(feed, Kind.PICTURE) == [FIRST, FIRST + 3, FIRST + 1, FIRST + 2]


def test_a_picture_whose_reference_is_cut_away_goes_with_it() -> None:
    feed = Feed(stretch(GRID, FIRST, FIRST + 50), GRID)
    decoded = [picture(GRID, place, order) for order, place in enumerate((0, 3, 1, 2, 6, 4, 5))]
    feed.take_in(head() + b"".join(decoded))

    feed.end()

    assert feed.reached[0] == FIRST + 4
    assert slots(feed, Kind.PICTURE) == [FIRST, FIRST + 3, FIRST + 1, FIRST + 2]


def test_sound_is_given_up_once_pictures_are_far_ahead_of_it() -> None:
    feed = Feed(stretch(GRID, FIRST, FIRST + 250), GRID)
    feed.take_in(head() + sound(GRID, 1) + sound(GRID, 2))
    slots(feed, Kind.SOUND)
    awaited = feed.stretch.sound + 1

    early = feed.deaf_at(awaited)
    feed.take_in(b"".join(picture(GRID, n, n, key=n == 0) for n in range(60)))

    assert (early, feed.deaf_at(awaited)) == (False, True)


def test_a_process_has_to_wait_when_six_seconds_are_ahead() -> None:
    feed = Feed(stretch(GRID, FIRST, FIRST + 1000), GRID)

    feed.take_in(output(GRID, 150, 280))
    before = feed.full
    feed.take_in(picture(GRID, 150, 150) + picture(GRID, 151, 151))

    assert (before, feed.full) == (False, True)
    assert not feed.roomy


def test_a_feed_that_is_trimmed_has_nothing_beyond() -> None:
    feed = Feed(stretch(GRID, FIRST, FIRST + 100), GRID)
    feed.take_in(output(GRID, 60, 112))
    feed.trim(FIRST + 30, GRID.sound_at_picture(FIRST + 30))

    assert slots(feed, Kind.PICTURE) == list(range(FIRST, FIRST + 30))
    assert feed.complete
    assert feed.reached == (FIRST + 30, GRID.sound_at_picture(FIRST + 30))
