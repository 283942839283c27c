from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.splicing.splicer import FLOOR, LEAD, START_PATIENCE, Chunk, Splicer
from exstreamtv.daemon.transport.demux import Demux
from exstreamtv.daemon.transport.mux import Mux
from exstreamtv.daemon.transport.stamps import WRAP, read_stamp
from exstreamtv.daemon.transport.units import Kind, Unit
from exstreamtv.ffmpeg.encode import REORDER
from exstreamtv.model.grid import CLOCK, Grid
from tests.kit.units import full_feed, head, output, parameters, picture, slate, stretch

GRID = Grid(Fraction(25))
FIRST = 44_000_000_000
NOW = GRID.picture_ticks(FIRST)
SLATE = slate(GRID)
SMALL = 400
"""Bytes of a unit above which it is no slate."""


def splicer(*feeds: Feed) -> Splicer:
    made = Splicer(GRID, SLATE, Mux("test"), FIRST, NOW)
    made.feeds = feeds
    return made


def units(chunks: list[Chunk]) -> list[Unit]:
    demux = Demux()
    return demux.feed(b"".join(chunk.data for chunk in chunks)) + demux.flush()


def shown(chunks: list[Chunk]) -> list[int]:
    """Slots of the pictures, in the order in which they are shown."""
    pictures = [unit for unit in units(chunks) if unit.kind is Kind.PICTURE]
    return sorted(((unit.pts - NOW % WRAP) % WRAP) // 3600 for unit in pictures)


def cards(chunks: list[Chunk]) -> list[int]:
    """Slots in which the slate is shown."""
    small = [u for u in units(chunks) if u.kind is Kind.PICTURE and len(u.data) < SMALL]
    return sorted(((unit.pts - NOW % WRAP) % WRAP) // 3600 for unit in small)


def played(made: Splicer, seconds: int) -> list[Chunk]:
    """What is written, looked after ten times a second."""
    return [
        chunk for tick in range(seconds * 10) for chunk in made.splice(NOW + tick * CLOCK // 10)
    ]


def test_a_seam_neither_loses_nor_doubles_a_slot() -> None:
    made = splicer(full_feed(GRID, FIRST, FIRST + 60), full_feed(GRID, FIRST + 60, FIRST + 120))

    chunks = played(made, 2)

    assert shown(chunks) == list(range(len(shown(chunks))))
    assert cards(chunks) == []


def test_a_stream_with_an_end_ends_there() -> None:
    made = Splicer(GRID, SLATE, Mux("test"), FIRST, NOW, until=FIRST + 70)
    made.feeds = (full_feed(GRID, FIRST, FIRST + 70),)

    chunks = played(made, 3)
    sounds = [unit for unit in units(chunks) if unit.kind is Kind.SOUND]

    assert shown(chunks) == list(range(70))
    assert len(sounds) == GRID.sound_at_picture(FIRST + 70) - GRID.sound_at_picture(FIRST)
    assert made.over


def test_sound_is_contiguous_across_a_seam() -> None:
    made = splicer(full_feed(GRID, FIRST, FIRST + 60), full_feed(GRID, FIRST + 60, FIRST + 120))

    stamps = [unit.pts for unit in units(played(made, 2)) if unit.kind is Kind.SOUND]

    assert {(after - before) % WRAP for before, after in pairwise(stamps)} == {1920}


def test_decoding_times_are_a_grid_of_their_own_whatever_is_shown() -> None:
    made = splicer(full_feed(GRID, FIRST, FIRST + 60), full_feed(GRID, FIRST + 80, FIRST + 120))
    pictures = [unit for unit in units(played(made, 2)) if unit.kind is Kind.PICTURE]
    decoding = [read_stamp(unit.data, unit.header + 14) for unit in pictures]

    assert {(after - before) % WRAP for before, after in pairwise(decoding)} == {3600}
    assert {(unit.pts - at) % WRAP for unit, at in zip(pictures, decoding, strict=True)} == {
        REORDER * 3600
    }


def test_a_slate_that_is_planned_is_written_as_far_ahead_as_anything() -> None:
    nothing = Feed(stretch(GRID, FIRST + 20, FIRST + 30), GRID)
    nothing.end()
    parts = full_feed(GRID, FIRST, FIRST + 20), nothing, full_feed(GRID, FIRST + 30, FIRST + 90)
    made = splicer(*parts)

    chunks = made.splice(NOW)

    assert cards(chunks) == list(range(20, 30))
    assert shown(chunks) == list(range(51))


def test_a_hole_may_be_filled_until_it_must_be_shown() -> None:
    made = splicer(full_feed(GRID, FIRST, FIRST + 20), Feed(stretch(GRID, FIRST + 30, 90), GRID))
    due = GRID.picture_ticks(FIRST + 20)

    awaited = made.splice(due - FLOOR - 1)
    given_up = made.splice(due - FLOOR)

    assert shown(awaited) == list(range(20))
    assert cards(given_up) == [20]


def test_a_hole_is_slate_at_once_when_what_comes_after_it_is_there() -> None:
    made = splicer(full_feed(GRID, FIRST, FIRST + 20), full_feed(GRID, FIRST + 30, FIRST + 90))

    chunks = made.splice(NOW)

    assert cards(chunks) == list(range(20, 30))


def test_a_slot_that_is_promised_is_awaited_to_the_floor_and_no_longer() -> None:
    starting = Feed(stretch(GRID, FIRST + 20, FIRST + 90), GRID)
    made = splicer(full_feed(GRID, FIRST, FIRST + 20), starting)
    due = GRID.picture_ticks(FIRST + 20)
    made.splice(NOW)

    awaited = made.splice(due - FLOOR - 1)
    given_up = made.splice(max(due - FLOOR, NOW + CLOCK))

    assert cards(awaited) == []
    assert cards(given_up)[0] == 20


def test_a_late_process_is_entered_at_its_next_key_picture() -> None:
    late = Feed(stretch(GRID, FIRST, FIRST + 140), GRID)
    made = splicer(late)
    slated = cards(made.splice(NOW + START_PATIENCE))
    late.take_in(output(GRID, 140, late.stretch.sounds))
    late.end()

    more = made.splice(NOW + START_PATIENCE + CLOCK)
    entered = -(-(slated[-1] + 1) // 10) * 10

    assert made.source is late
    assert cards(more) == list(range(slated[-1] + 1, entered))


def test_nobody_sees_a_slate_before_the_first_picture_had_its_time() -> None:
    made = splicer(Feed(stretch(GRID, FIRST, FIRST + 90), GRID))

    assert made.splice(NOW + START_PATIENCE - 1) == []
    assert made.starving


def test_chunks_begin_at_key_pictures_with_the_tables() -> None:
    made = splicer(full_feed(GRID, FIRST, FIRST + 120))

    chunks = played(made, 1)

    keys = [chunk.key for chunk in chunks if chunk.key is not None]
    assert keys == list(range(FIRST, FIRST + 10 * len(keys), 10))
    assert all(chunk.data[1:3] == b"\x40\x00" for chunk in chunks if chunk.key is not None)


def test_the_stream_keeps_its_lead_and_no_more() -> None:
    made = splicer(full_feed(GRID, FIRST, FIRST + 200))

    made.splice(NOW + CLOCK)

    assert NOW + CLOCK + LEAD < made.due <= NOW + CLOCK + LEAD + 3600


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 30)), min_size=1, max_size=6),
    st.integers(1, 30),
)
def test_whatever_is_missing_every_slot_is_written_once(
    runs: list[tuple[int, int]], stroke: int
) -> None:
    feeds, at = [], FIRST
    for length, hole in runs:
        feeds.append(full_feed(GRID, at, at + length))
        at += length + hole
    made = splicer(*feeds)

    chunks = [chunk for tick in range(40) for chunk in made.splice(NOW + tick * stroke * 3000)]

    assert shown(chunks) == list(range(len(shown(chunks))))


def encoded_as(what: bytes, first: int) -> Feed:
    """Twenty pictures whose two key pictures have these parameters."""
    feed = Feed(stretch(GRID, first, first + 20), GRID)
    shown = (
        picture(GRID, n, n, key=n % 10 == 0, begins=b"" if n % 10 else parameters(what))
        for n in range(20)
    )
    feed.take_in(head() + b"".join(shown))
    feed.end()
    return feed


def test_a_picture_with_other_parameters_is_where_decoders_begin_anew() -> None:
    made = splicer(encoded_as(b"one", FIRST), encoded_as(b"other", FIRST + 20))

    chunks = made.splice(NOW)

    anew = [chunk.key - FIRST for chunk in chunks if chunk.anew and chunk.key]
    assert anew == [20]


def test_a_stream_may_begin_later_as_long_as_nothing_is_written() -> None:
    made = splicer(full_feed(GRID, FIRST + 20, FIRST + 120))
    made.skip(FIRST + 20)

    chunks = made.splice(NOW)

    assert cards(chunks) == []
    assert chunks[0].key == FIRST + 20
    stamps = [unit.pts for unit in units(chunks) if unit.kind is Kind.SOUND]
    assert stamps[0] == GRID.sound_ticks(GRID.sound_at_picture(FIRST + 20)) % WRAP
