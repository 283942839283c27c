from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from exstreamtv.daemon.capacity import (
    COPIED,
    MEMORY_MS,
    Load,
    Spent,
    Verdict,
    cost,
    guess,
    tells,
    verdict,
)
from exstreamtv.model.channel import Profile

HD, SD = Profile("hd"), Profile("sd", width=848, height=480)
FIFTH = Fraction(1, 5)
TWO = 2000


def load(channel: str, cores: int, on_air: bool = True, watched: bool = True) -> Load:
    """A channel that was measured to take so many thousandths of a core."""
    return Load(channel, HD, Spent(cores * 10, 10_000), on_air, watched)


def test_the_cost_is_processor_time_for_a_second_of_stream() -> None:
    assert Spent().more(500, 1_000).more(700, 2_000).cost == 400


def test_little_says_nothing() -> None:
    assert Spent().more(500, 1_999).cost is None


def test_what_is_older_counts_for_less() -> None:
    spent = Spent()
    for _ in range(100):
        spent = spent.more(100, 1_000)
    for _ in range(300):
        spent = spent.more(900, 1_000)

    assert spent.cost is not None
    assert 860 <= spent.cost <= 900
    assert spent.made_ms <= 2 * MEMORY_MS


def test_what_was_not_measured_is_taken_from_its_profile_else_guessed() -> None:
    new = Load("new", HD)
    loads = [new, load("a", 300), load("b", 400), replace(load("c", 900), profile=SD)]

    assert cost(new, loads) == 400
    assert cost(new, [new]) == guess(HD) == 506
    assert guess(replace(HD, copies=True)) < 50
    assert guess(replace(HD, preset="ultrafast")) < guess(SD) < guess(HD)


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ([], Verdict()),
        ([load("a", 1100)], Verdict()),
        ([load("a", 700), load("b", 400, on_air=False)], Verdict()),
        ([load("a", 600), load("b", 600, watched=False)], Verdict(leave=("b",))),
        (
            [load("a", 100, watched=False), load("b", 1200, watched=False)],
            Verdict(leave=("b",)),
        ),
        ([load("a", 5000, watched=False)], Verdict(leave=("a",))),
    ],
)
def test_there_is_room_for_what_fits_or_is_alone(others: list[Load], found: Verdict) -> None:
    new = load("new", 500, on_air=False)

    assert verdict(new, others, TWO, FIFTH) == found


NEW = load("new", 500, on_air=False)


def test_there_is_none_where_watched_channels_take_it() -> None:
    others = [load("a", 700), load("b", 450)]

    assert verdict(NEW, others, TWO, FIFTH).shortage == (
        "the machine cannot encode one more channel in real time: 2 take 1.15 of 2.00 cores, "
        "`hd` takes 0.50, 20% are kept free"
    )
    assert not verdict(NEW, others, TWO, Fraction(17, 100)).shortage


def test_nobody_leaves_in_vain() -> None:
    found = verdict(NEW, [load("a", 1500), load("b", 10, watched=False)], TWO, FIFTH)

    assert found.shortage
    assert found.leave == ()


def test_what_is_on_the_air_stays() -> None:
    assert verdict(load("a", 1900), [load("b", 1900)], TWO, FIFTH) == Verdict()


def test_a_channel_that_copies_is_not_taken_for_one_that_encodes() -> None:
    copied = Profile("copied", copies=True)
    busy = [Load(f"c{n}", copied, Spent(60, 10_000), on_air=True) for n in range(100)]
    encoding = Load("film", copied, Spent(5_000, 10_000), on_air=True)
    wanted = Load("next", copied)

    assert guess(copied) == COPIED
    assert cost(wanted, []) == COPIED
    # Six thousandths each, but for one that plays what cannot be copied.
    assert cost(wanted, [*busy, encoding]) == (100 * 6 + 500) // 101
    assert verdict(wanted, [*busy, encoding], TWO, FIFTH) == Verdict()


def test_the_encoded_ends_of_copies_do_not_tell_what_a_channel_costs() -> None:
    copied, short, long = Profile("copied", copies=True), Fraction(15), Fraction(16)

    assert [tells(HD, short), tells(copied, short), tells(copied, long)] == [True, False, True]
