from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.model.grid import Grid
from exstreamtv.model.progress import Progress
from exstreamtv.model.time import ZERO

PAL, NTSC = Grid(Fraction(25)), Grid(Fraction(30000, 1001))
EIGHT = datetime(2026, 11, 23, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
RATES = [Fraction(n) for n in (24, 25, 30, 50)] + [Fraction(n, 1001) for n in (24000, 30000, 60000)]

instants = st.integers(0, 10**9).map(lambda ms: EIGHT + timedelta(milliseconds=ms))


def test_what_stands_shows_what_it_showed_when_it_was_left():
    left = Progress().stopped(EIGHT)

    assert left.shown(EIGHT) == left.shown(EIGHT + HOUR) == EIGHT
    assert left.lag(EIGHT + HOUR) == HOUR


def test_it_goes_on_where_it_was_left():
    again = Progress().stopped(EIGHT).resumed(EIGHT + HOUR, PAL)

    assert again == Progress(HOUR)
    assert again.shown(EIGHT + HOUR + timedelta(seconds=3)) == EIGHT + timedelta(seconds=3)


def test_pauses_add_up():
    once = Progress().stopped(EIGHT).resumed(EIGHT + HOUR, PAL)
    twice = once.stopped(EIGHT + 2 * HOUR).resumed(EIGHT + 5 * HOUR, PAL)

    assert twice.behind == 4 * HOUR


def test_what_stands_already_stands_since_then():
    left = Progress().stopped(EIGHT)

    assert left.stopped(EIGHT + HOUR) == left


def test_what_goes_on_already_goes_on():
    assert Progress(HOUR).resumed(EIGHT, PAL) == Progress(HOUR)


def test_a_clock_that_is_set_back_takes_nothing_away():
    again = Progress().stopped(EIGHT).resumed(EIGHT - HOUR, PAL)

    assert again.shown(EIGHT - HOUR) == EIGHT


@pytest.mark.parametrize("rate", RATES, ids=str)
@given(first=instants, second=instants, start=st.integers(0, 10**9))
def test_every_picture_follows_the_one_at_which_it_was_left(
    rate: Fraction, first: datetime, second: datetime, start: int
):
    """Wherever an item begins: with the picture that was due, or at most two before it."""
    grid = Grid(rate)
    begin = EIGHT - timedelta(milliseconds=start)
    behind = Progress().stopped(first).resumed(second, grid).behind

    due = grid.picture_at(first) - grid.picture_at(begin)
    shown = grid.picture_at(second) - grid.picture_at(begin + behind)
    assert due - 2 <= shown <= due
    if rate.denominator == 1 and 1_000_000 % rate.numerator == 0:
        assert shown == due


def test_the_pause_is_whole_pictures_and_microseconds():
    pause = NTSC.pause(EIGHT, EIGHT + HOUR)

    assert pause % timedelta(microseconds=100_100) == ZERO
    assert abs(pause - HOUR) < timedelta(microseconds=100_100)
