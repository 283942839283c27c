from __future__ import annotations

import pytest

from exstreamtv.rules.ratings import SYSTEMS, age, known


@pytest.mark.parametrize(
    ("rating", "years"),
    [
        ("TV-PG", 10),
        ("tv-14", 14),
        ("PG-13", 13),
        ("Rated R", 17),
        ("NC-17", 18),
        ("FSK 16", 16),
        ("FSK-12", 12),
        ("de/16", 16),
        ("DE:FSK 6", 6),
        ("gb:15", 15),
        ("UK:12A", 12),
        ("PG", 10),
        ("gb:PG", 8),
        ("MA15+", 15),
        ("au:M", 15),
        ("nz:M", 16),
        ("Tous publics", 0),
        ("-16", 16),
        ("12", 12),
        ("18+", 18),
        ("Approved", 0),
    ],
)
def test_a_rating_stands_for_an_age(rating: str, years: int):
    assert age(rating) == years


@pytest.mark.parametrize("rating", ["", "NR", "Not Rated", "Unrated"])
def test_some_words_say_that_there_is_none(rating: str):
    assert age(rating) is None
    assert known(rating)


@pytest.mark.parametrize("rating", ["TV-PQ", "very scary", "99", "us:FSK 16x"])
def test_others_say_nothing(rating: str):
    assert age(rating) is None
    assert not known(rating)


def test_every_rating_of_a_system_is_found_with_its_country():
    for country, system in SYSTEMS.items():
        for rating, years in system.items():
            assert age(f"{country}:{rating.upper()}") == years, (country, rating)
