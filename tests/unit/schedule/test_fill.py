from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.model.media import Media
from exstreamtv.model.time import ZERO, from_ms
from exstreamtv.schedule.choice import Piece
from exstreamtv.schedule.collections import Library
from exstreamtv.schedule.company import Ledger
from exstreamtv.schedule.fill import Gap, Past, closed
from exstreamtv.schedule.fitting import SHARD
from exstreamtv.schedule.reel import Reel
from exstreamtv.schedule.seed import seed
from tests.kit.catalogue import catalogue, clips, films, medium
from tests.kit.compiling import MONDAY, utc
from tests.kit.station import station

NOON = utc("2026-11-23 12:00")


def reel(*media: Media, **said: Any) -> Reel:
    made = station(collections={"it": {"from": "tv", **said}})
    return Reel(Library(made.collections, catalogue(*media), seed("test")).members("it"))


def filled(
    room: timedelta, *media: Media, fallback: Reel | None = None, gap: str = "1"
) -> list[Piece]:
    hole = Gap(NOON, NOON + room, seed(gap), MONDAY)
    return closed(hole, reel(*media), fallback, Past([], Ledger()))


def names(pieces: list[Piece]) -> list[str]:
    return [piece.media.key if piece.media else "-" for piece in pieces]


@settings(deadline=None)
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


def test_two_clips_are_found_that_end_with_the_gap():
    lengths = ["31s", "29s", "17s500ms", "43s750ms", "12s"]
    found = filled(timedelta(seconds=61, milliseconds=250), *clips("ad", lengths))

    assert sorted(names(found)) == ["ad-002", "ad-003"]
    assert all(piece.media and piece.length == piece.media.length for piece in found)


def test_what_ends_a_gap_has_not_just_been_seen():
    media = clips("ad", ["30s"] * 12 + ["20s"] * 6)
    for gap in range(20):
        found = names(filled(timedelta(minutes=10, seconds=10), *media, gap=str(gap)))
        assert all(name not in found[place - 5 : place] for place, name in enumerate(found))


def lost(pieces: list[Piece]) -> timedelta:
    """What is cut off clips, and what none of them fills."""
    return sum((one.media.length - one.length if one.media else one.length for one in pieces), ZERO)


LENGTHS = {
    "of any length": [f"{10_000 + n * 7919 % 50_000}ms" for n in range(50)],
    "about a round length": [
        f"{(10, 15, 20, 30, 45, 60)[n % 6] * 1000 + n * 37 % 81 - 40}ms" for n in range(50)
    ],
    "of a round length": [f"{(10, 15, 20, 30, 45, 60)[n % 6]}s" for n in range(50)],
}


@pytest.mark.parametrize("lengths", LENGTHS)
def test_fifty_spots_lose_at_most_a_hundredth(lengths: str):
    media = clips("ad", LENGTHS[lengths])
    rooms = [timedelta(milliseconds=20_000 + n * 104_729 % 880_000) for n in range(300)]
    gaps = [filled(room, *media, gap=str(n)) for n, room in enumerate(rooms)]

    assert sum((lost(gap) for gap in gaps), ZERO) <= sum(rooms, ZERO) / 100


def spots(count: int, *lengths: str) -> list[Media]:
    """Of three advertisers, in turn."""
    return [
        medium(f"{n:02d}", lengths[n % len(lengths)], tags=(f"Advertiser:{'ABC'[n % 3]}",))
        for n in range(count)
    ]


def test_competitors_are_kept_apart_in_a_gap():
    hole = Gap(NOON, NOON + timedelta(minutes=20), seed("x"), MONDAY)
    pool = reel(*spots(12, "30s", "20s", "15s"), separate="advertiser")
    found = closed(hole, pool, None, Past([], Ledger()))

    tags = [piece.media.tags for piece in found if piece.media]
    assert len(tags) > 40
    assert all(one != other for one, other in pairwise(tags))


def test_a_gap_that_caps_leave_open_goes_to_the_fallback():
    hole = Gap(NOON, NOON + timedelta(minutes=20), seed("x"), MONDAY)
    pool = reel(*clips("ad", ["30s"] * 4), per_hour="2", per_day="3")
    found = closed(hole, pool, reel(*films(1)), Past([], Ledger(NOON)))

    assert Counter(names(found)) == {**{f"ad-{n:03d}": 2 for n in range(4)}, "Film 00": 1}
    assert found[-1].length == timedelta(minutes=16)


def test_clips_to_come_change_nothing_before_they_come():
    known = clips("ad", ["31s", "29s", "17s500ms", "43s750ms", "12s"])
    coming = [
        replace(clip, key=f"{clip.key}-new", since=MONDAY + timedelta(days=1))
        for clip in clips("ad", [f"{ms}ms" for ms in range(17_501, 17_530)])
    ]
    for gap in range(20):
        room = timedelta(seconds=61, milliseconds=251 * gap)
        assert filled(room, *known, *coming, gap=f"{gap}") == filled(room, *known, gap=f"{gap}")
