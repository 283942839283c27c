from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from exstreamtv.daemon.past.pastclock import PastClock, before
from exstreamtv.daemon.splicing.splicer import LEAD
from exstreamtv.model.grid import CLOCK, Grid
from exstreamtv.model.time import SECOND

EIGHT = datetime(2026, 11, 23, 20, tzinfo=UTC)


@dataclass
class Stream:
    """How far it is written, and how far it may run."""

    written: datetime | None = None
    limit: datetime = EIGHT + timedelta(hours=1)


def clock(stream: Stream) -> PastClock:
    made = PastClock(EIGHT)
    made.follow(lambda: stream.written, lambda: stream.limit)
    return made


def test_it_stands_until_something_is_written() -> None:
    stream = Stream()
    made = clock(stream)

    assert made.now() == EIGHT
    stream.written = EIGHT + SECOND
    assert made.now() == EIGHT
    stream.written = EIGHT + 4 * SECOND
    assert made.now() == EIGHT + 3 * SECOND


def test_what_is_due_is_never_late() -> None:
    stream = Stream(EIGHT)
    made = clock(stream)

    for tenths in range(200):
        stream.written = EIGHT + tenths * SECOND / 10
        assert made.now() + LEAD // CLOCK * SECOND <= max(stream.written, EIGHT + SECOND) + SECOND


def test_it_runs_no_further_than_it_may_and_never_back() -> None:
    stream = Stream(EIGHT + 60 * SECOND, EIGHT + 5 * SECOND)
    made = clock(stream)

    assert made.now() == EIGHT + 5 * SECOND
    stream.limit = EIGHT
    assert made.now() == EIGHT + 5 * SECOND


def test_a_stream_begins_with_the_picture_that_was_asked_for() -> None:
    for rate in (Fraction(25), Fraction(30_000, 1001), Fraction(24_000, 1001)):
        grid = Grid(rate)
        for picture in range(44_885_880_000, 44_885_880_200):
            assert grid.picture_at(before(grid.picture_instant(picture))) == picture
