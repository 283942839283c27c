from __future__ import annotations

from fractions import Fraction

import pytest

from exstreamtv.daemon.splicing.placing import AsItIs, MisfitError, OnGrid
from exstreamtv.ffmpeg.copying import Copy
from exstreamtv.model.command import Command
from exstreamtv.model.grid import CLOCK

BASE = 10 * CLOCK
PAL = Fraction(25)
NTSC = Fraction(30_000, 1001)


def copied(picture: Fraction, sound: Fraction | None = None, rate: Fraction = PAL) -> AsItIs:
    return AsItIs(Copy(Command(()), picture, sound), rate)


def stamp(seconds: Fraction) -> int:
    """Of what is so many seconds behind the place that was sought."""
    return BASE + round(seconds * CLOCK)


def test_what_was_encoded_begins_with_the_first_slot_and_a_frame_of_roll() -> None:
    placing = OnGrid(PAL)

    assert [placing.picture(BASE + (2 + n) * 3600) for n in range(3)] == [0, 1, 2]
    assert [placing.sound(BASE + n * 1920) for n in range(3)] == [-1, 0, 1]


@pytest.mark.parametrize("late_ms", [0, 1, 13, 20, 39])
def test_a_copied_picture_is_shown_in_the_first_slot_that_comes_with_or_after_it(
    late_ms: int,
) -> None:
    due, late = Fraction(7), Fraction(late_ms, 1000)
    placing = copied(due)

    first = placing.picture(stamp(due - 1 + late))

    # With a millisecond and a half of slack, as everywhere (ffmpeg/cut.py).
    assert first == -25 + (late_ms > 1)
    assert placing.picture(stamp(due + late)) == first + 25


def test_all_keep_their_distance_to_the_first_however_it_lies() -> None:
    slack = Fraction(3, 2000)
    placing = copied(Fraction(0), rate=NTSC)

    # On the very edge between two slots, and told in whole milliseconds, as in Matroska.
    at = [round((slack + n / NTSC) * 1000) for n in range(3000)]

    assert [placing.picture(stamp(Fraction(ms, 1000))) for ms in at] == list(range(1, 3001))


def test_a_picture_between_two_slots_does_not_fit() -> None:
    placing = copied(Fraction(0))
    placing.picture(stamp(Fraction(0)))

    assert placing.picture(stamp(Fraction(49, 1000))) == 1
    with pytest.raises(MisfitError, match="rate"):
        placing.picture(stamp(Fraction(52, 1000)))


def test_copied_sound_is_at_most_half_a_frame_off_and_stays_so() -> None:
    placing, frame = copied(Fraction(0), Fraction(3)), Fraction(1024, 48_000)
    off = frame * 49 / 100

    assert placing.sound(stamp(3 - 5 * frame + off)) == -5
    assert placing.sound(stamp(Fraction(round((3 + 9 * frame + off) * 1000), 1000))) == 9


def test_sound_that_is_encoded_beside_a_copied_picture_begins_with_the_cut() -> None:
    placing = copied(Fraction(5))

    assert [placing.sound(BASE + n * 1920) for n in range(3)] == [-1, 0, 1]


def test_stamps_may_wrap() -> None:
    placing = copied(Fraction(0))

    # Before the medium's first ten seconds there is nothing, so FFmpeg writes below zero.
    assert placing.picture((BASE - 11 * CLOCK) % (1 << 33)) == -11 * 25
    assert placing.picture(BASE) == 0
