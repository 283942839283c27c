"""The last clips of a gap: one, two or three, and what need not be looked for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.model.time import MICROSECOND, SECOND
from exstreamtv.schedule.collections import Library
from exstreamtv.schedule.company import Company, Ledger, PodCompany
from exstreamtv.schedule.fitting import Fit, Span, fit, fit_of_three
from exstreamtv.schedule.reel import ANY_LENGTH, Reel
from exstreamtv.schedule.seed import seed
from tests.kit.catalogue import catalogue, clips
from tests.kit.compiling import MONDAY, utc
from tests.kit.station import station

NOON = utc("2026-11-23 12:00")
SECOND_US = SECOND // MICROSECOND
LENGTHS = st.lists(st.integers(1, 90), min_size=1, max_size=9)


def reel(*seconds: int) -> Reel:
    made = station(collections={"ads": {"from": "tv"}})
    held = catalogue(*clips("ad", [f"{length}s" for length in seconds]))
    return Reel(Library(made.collections, held, seed("test")).members("ads"))


def one_or_two(pool: Reel, seconds: int, below_us: int = ANY_LENGTH) -> Fit | None:
    due = Span(NOON, seconds * SECOND_US, seconds * SECOND_US)
    return fit(pool, 0, due, Company(pool.rules, MONDAY, Ledger()), below_us)


def up_to_three(pool: Reel, seconds: int, below_us: int = ANY_LENGTH) -> Fit | None:
    due = Span(NOON, seconds * SECOND_US, seconds * SECOND_US)
    return fit_of_three(pool, 0, due, PodCompany(pool.rules, MONDAY, Ledger()), below_us)


def in_seconds(found: Fit | None) -> list[int]:
    return sorted(clip.length // SECOND_US for clip in found.clips) if found else []


def test_three_clips_end_where_no_two_do():
    pool = reel(10, 11, 14)

    assert one_or_two(pool, 35) is None
    assert in_seconds(up_to_three(pool, 35)) == [10, 11, 14]


@pytest.mark.parametrize("search", [one_or_two, up_to_three])
@settings(deadline=None)
@given(LENGTHS, st.integers(1, 200), st.integers(0, 30))
def test_a_search_below_a_loss_finds_what_it_would_have_found_or_nothing(
    search: Callable[..., Fit | None], seconds: list[int], due: int, below: int
):
    pool = reel(*seconds)
    found = search(pool, due)
    less = found and found.lost_us < below * SECOND_US

    assert search(pool, due, below * SECOND_US) == (found if less else None)


@settings(deadline=None)
@given(LENGTHS, st.integers(1, 200))
def test_a_reel_knows_what_two_clips_lose_at_least(seconds: list[int], due: int):
    pairs = [one + other for one, other in combinations_with_replacement([0, *seconds], 2)]
    lost = min((pair - due for pair in pairs if pair >= due), default=None)

    expected = ANY_LENGTH if lost is None else lost * SECOND_US
    assert reel(*seconds).loses(due * SECOND_US, due * SECOND_US) == expected
