from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from exstreamtv.ffmpeg.drawing import MOTIONS
from exstreamtv.sources.font import font_file
from tests.kit.drawings import drawing, pictures, sound
from tests.kit.pictures import Mark, read

NTSC_FILM = Fraction(24000, 1001)


@pytest.fixture
def font(tmp_path: Path) -> Path:
    return font_file(tmp_path)


@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize("rate", [Fraction(25), NTSC_FILM])
def test_a_join_shows_what_a_viewer_from_before_sees(
    motion: str, rate: Fraction, font: Path
) -> None:
    drawn = drawing(motion=motion, rate=rate)

    *_, seen = pictures(drawn, 31_900, 101, font)
    (joined,) = pictures(drawn, 32_000, 1, font)

    assert np.array_equal(joined, seen)


def test_a_join_sounds_as_a_listener_from_before_hears() -> None:
    drawn = drawing()

    before = sound(drawn, 31_913, 6)[37 * 1920 :]
    joined = sound(drawn, 31_950, 6)[: len(before)]

    assert np.abs(before - joined).max() < 1e-4


def test_every_picture_says_which_it_is() -> None:
    drawn = drawing(code=0x8001)

    marks = [read(lines) for lines in pictures(drawn, 65_530, 12)]

    assert marks == [Mark(0x8001, 65_530 + n) for n in range(12)]


def test_pictures_of_a_moving_field_differ() -> None:
    first, second = (lines[100:250] for lines in pictures(drawing(), 0, 2))

    assert not np.array_equal(first, second)


def test_there_is_a_tick_at_each_full_second() -> None:
    quarter = drawing(motion="rain")

    heard = np.abs(sound(quarter, 10, 3).mean(axis=1))
    loud = np.flatnonzero(heard > 0.14)
    begins = loud[np.diff(loud, prepend=-48_000) > 24_000]

    assert begins == pytest.approx([28_800, 76_800, 124_800], abs=48)


def test_the_line_grows_to_the_full_width_at_the_end() -> None:
    drawn = drawing(length=timedelta(seconds=10))
    line = 324

    start, end = (next(pictures(drawn, n, 1))[line] for n in (0, 250))

    assert len(set(end)) == 1
    assert len(set(start)) > 1


def test_without_a_font_there_are_pictures_and_no_text(font: Path) -> None:
    drawn = drawing()

    (bare,) = pictures(drawn, 0, 1)
    (titled,) = pictures(drawn, 0, 1, font)

    assert read(bare) == read(titled) == Mark(0xBEEF, 0)
    assert not np.array_equal(bare, titled)


@pytest.mark.parametrize("title", ["", " ", "x" * 300, "東京物語", "\N{ROCKET}"])
def test_any_title_can_be_drawn(title: str, font: Path) -> None:
    (lines,) = pictures(drawing(title), 5, 1, font)

    assert read(lines) == Mark(0xBEEF, 5)
