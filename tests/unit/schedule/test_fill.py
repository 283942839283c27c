from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.config.types import LengthRange
from exstreamtv.model.media import Media
from exstreamtv.model.time import ZERO, from_ms
from exstreamtv.schedule.collections import Library
from exstreamtv.schedule.fill import SHARD, Gap, Piece, closed, pod
from exstreamtv.schedule.reel import Reel
from exstreamtv.schedule.seed import seed
from tests.kit.catalogue import catalogue, clips, films
from tests.kit.compiling import MONDAY, utc
from tests.kit.station import station

NOON = utc("2026-11-23 12:00")


def reel(*media: Media) -> Reel:
    made = station(collections={"it": {"from": "tv"}})
    return Reel(Library(made.collections, catalogue(*media), seed("test")).members("it"))


def filled(
    room: timedelta, *media: Media, fallback: Reel | None = None, gap: str = "1"
) -> list[Piece]:
    hole = Gap(NOON, NOON + room, seed(gap), MONDAY)
    return closed(hole, reel(*media), fallback, [])


def names(pieces: list[Piece]) -> list[str]:
    return [piece.media.key if piece.media else "-" for piece in pieces]


@given(st.integers(1, 3_600_000), st.lists(st.integers(1000, 200_000), max_size=12))
def test_a_gap_is_closed_to_the_millisecond(room_ms: int, lengths_ms: list[int]):
    media = clips("ad", [f"{length}ms" for length in lengths_ms])
    pieces = filled(from_ms(room_ms), *media)

    assert sum((piece.length for piece in pieces), ZERO) == from_ms(room_ms)
    assert all(piece.length >= SHARD for piece in pieces if piece.media)
    assert all(piece.media is None or piece.length <= piece.media.length for piece in pieces)


def test_the_clip_that_loses_least_is_cut():
    found = filled(timedelta(seconds=40), *clips("ad", ["45s", "50s", "2m"]))

    assert names(found) == ["ad-000"]


def test_a_shard_is_taken_into_the_clip_before_it():
    found = filled(timedelta(milliseconds=30_400), *clips("ad", ["30s", "31s"]))

    assert names(found) == ["ad-001"]


def test_without_filler_the_fallback_is_cut_to_length():
    found = filled(timedelta(minutes=5), fallback=reel(*films(2)))

    assert [piece.length for piece in found] == [timedelta(minutes=5)]
    assert found[0].media is not None


def test_without_anything_there_is_slate():
    assert filled(timedelta(minutes=5)) == [Piece(None, timedelta(minutes=5))]


def test_no_clip_returns_before_five_others():
    found = names(filled(timedelta(hours=2), *clips("ad", ["30s"] * 12)))

    assert all(
        name not in found[place - 5 : place] for place, name in enumerate(found) if place > 5
    )


def test_every_clip_has_its_share():
    media = clips("ad", ["30s"] * 50)
    shown = Counter(
        name
        for gap in range(200)
        for name in names(filled(timedelta(minutes=5), *media, gap=str(gap)))
    )

    assert len(shown) == 50
    assert max(shown.values()) < 5 * min(shown.values())


def test_a_pod_is_whole_clips_within_its_range():
    length = LengthRange(timedelta(minutes=2), timedelta(minutes=3))
    found = pod(length, reel(*clips("ad", ["30s", "45s", "20s"] * 4)), seed("x"), MONDAY, [])

    assert length.shortest <= sum((piece.length for piece in found), ZERO) <= length.longest
    assert all(piece.media and piece.length == piece.media.length for piece in found)
