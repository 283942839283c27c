from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.daemon.splicing.stretch import Stretch, cut
from exstreamtv.model.grid import Grid
from tests.kit.on_air import item

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RATES = st.sampled_from([Fraction(25), Fraction(24_000, 1001), Fraction(30_000, 1001)])


@given(RATES, st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_cut_shows_what_the_timeline_says_at_that_instant(
    rate: Fraction, start_ms: int, offset_ms: int
) -> None:
    grid = Grid(rate)
    shown = item("film", NOON + timedelta(milliseconds=start_ms), 20_000, in_point=90)
    picture = grid.picture_at(shown.start + timedelta(milliseconds=offset_ms))
    sound = grid.sound_at_picture(picture)

    made = cut(shown, Stretch(picture, picture + 10, sound, sound + 10), grid, 25)

    exact = Fraction(90_000 + offset_ms, 1000)
    assert 0 <= made.picture_position - exact < 1 / rate
    assert 0 <= made.sound_position - made.picture_position < Fraction(1024, 48_000)
    assert (picture - made.phase) % 25 == 0
