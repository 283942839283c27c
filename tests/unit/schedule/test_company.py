from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.config.types import LengthRange
from exstreamtv.model.media import Media
from exstreamtv.model.time import ZERO, from_ms
from exstreamtv.schedule.choice import Piece
from exstreamtv.schedule.company import Ledger
from exstreamtv.schedule.fill import Past, pod
from exstreamtv.schedule.seed import seed
from tests.kit.catalogue import clips, medium
from tests.kit.compiling import MONDAY
from tests.unit.schedule.test_fill import NOON, names, reel

MINUTE = timedelta(minutes=1)


def shown(
    media: list[Media],
    shortest: timedelta,
    longest: timedelta,
    *,
    start: datetime = NOON,
    past: Past | None = None,
    word: str = "x",
    **said: Any,
) -> list[Piece]:
    length = LengthRange(shortest, longest)
    past = past or Past([], Ledger(NOON))
    return pod(start, length, reel(*media, **said), seed(word), MONDAY, past)


def lasting(pieces: list[Piece]) -> timedelta:
    return sum((piece.length for piece in pieces), ZERO)


def whole(pieces: list[Piece]) -> bool:
    return all(piece.media and piece.length == piece.media.length for piece in pieces)


def test_a_pod_is_whole_spots_within_its_range():
    found = shown(clips("ad", ["30s", "45s", "20s"] * 4), 2 * MINUTE, 3 * MINUTE)

    assert 2 * MINUTE <= lasting(found) <= 3 * MINUTE
    assert whole(found)


def test_a_pod_of_one_length_is_that_long_where_spots_make_it():
    media = clips("ad", ["30s", "45s", "20s", "15s"] * 5)
    found = [shown(media, 2 * MINUTE, 2 * MINUTE, word=f"{n}") for n in range(50)]

    assert all(lasting(one) == 2 * MINUTE and whole(one) for one in found)


def test_where_no_spots_make_the_length_the_last_one_is_cut():
    found = shown(clips("ad", ["50s"] * 4), 2 * MINUTE, 2 * MINUTE)

    assert [piece.length for piece in found] == [timedelta(seconds=s) for s in (50, 50, 20)]


def test_a_pod_is_rather_short_than_repeats_a_spot():
    found = shown(clips("ad", ["30s"] * 3), 2 * MINUTE, 2 * MINUTE)

    assert sorted(names(found)) == ["ad-000", "ad-001", "ad-002"]


def test_a_pod_is_rather_short_than_shows_competitors():
    media = [medium(f"{n}", "30s", tags=(f"advertiser:{n % 2}",)) for n in range(8)]
    found = shown(media, 2 * MINUTE, 2 * MINUTE, separate="advertiser")

    assert len(found) == 2


def test_a_cap_ends_with_its_hour_and_its_day():
    past = Past([], Ledger(NOON))
    media = clips("ad", ["30s"] * 2)
    starts = [NOON + timedelta(minutes=at) for at in (5, 20, 70, 130)]
    said = {"per_hour": "1", "per_day": "3"}
    found = [len(shown(media, MINUTE, MINUTE, start=start, past=past, **said)) for start in starts]

    assert found == [2, 0, 2, 2]
    later = NOON + timedelta(minutes=200)
    assert shown(media, MINUTE, MINUTE, start=later, past=past, **said) == []


spots = st.lists(
    st.tuples(
        st.integers(5_000, 60_000),
        st.sampled_from(["acme", "volt", "zing", ""]),
        st.sampled_from(["cars", "soap", ""]),
    ),
    max_size=14,
)


@settings(deadline=None)
@given(spots, st.integers(10, 180), st.integers(0, 60), st.integers(1, 3), st.integers(1, 9))
def test_no_rule_of_a_pool_is_ever_broken(
    drawn: list[tuple[int, str, str]], short_s: int, more_s: int, per_hour: int, per_day: int
):
    media = [
        medium(f"{n}", from_ms(ms), tags=(f"advertiser:{advertiser}", f"category:{category}"))
        if advertiser and category
        else medium(f"{n}", from_ms(ms), tags=(f"advertiser:{advertiser}",) if advertiser else ())
        for n, (ms, advertiser, category) in enumerate(drawn)
    ]
    past = Past([], Ledger(NOON))
    shortest = timedelta(seconds=short_s)
    longest = shortest + timedelta(seconds=more_s)
    said = {"separate": ["advertiser", "category"], "per_hour": f"{per_hour}"}
    aired: list[tuple[int, str]] = []
    for turn in range(12):
        start = NOON + turn * 13 * MINUTE
        found = shown(
            media,
            shortest,
            longest,
            start=start,
            past=past,
            word=f"{turn}",
            **said,
            per_day=f"{per_day}",
        )
        tags = [tag for piece in found if piece.media for tag in piece.media.tags]
        assert len(set(names(found))) == len(found)
        assert len(set(tags)) == len(tags)
        assert lasting(found) <= longest
        for name, piece in zip(names(found), found, strict=True):
            aired.append(((start - NOON) // timedelta(hours=1), name))
            start += piece.length

    assert max(Counter(aired).values(), default=0) <= per_hour
    assert max(Counter(name for _, name in aired).values(), default=0) <= per_day
