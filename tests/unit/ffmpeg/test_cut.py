from __future__ import annotations

from fractions import Fraction

import pytest

from exstreamtv.ffmpeg.cut import Cut, decimal


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (Fraction(0), "0.000000"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(-3, 2000), "-0.001500"),
        (Fraction(86_400), "86400.000000"),
    ],
)
def test_seconds_are_written_to_the_microsecond(seconds: Fraction, text: str) -> None:
    assert decimal(seconds) == text


def test_nothing_before_the_medium_is_needed() -> None:
    assert Cut(Fraction(0), 10, Fraction(1, 100), 10).earliest == 0
