from __future__ import annotations

from fractions import Fraction

import pytest

from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.ffmpeg.inputs import EARLY, EARLY_UNINDEXED, opened
from exstreamtv.model.media import FileInput, Stream
from tests.kit.drawings import drawing

PICTURE = Stream("video", "h264", 0)
GERMAN = Stream("audio", "aac", 1, language="deu")
ENGLISH = Stream("audio", "aac", 2, language="eng", default=True)
MIDDLE = Cut(Fraction(600), 250, Fraction(600), 468)


def file(*streams: Stream, form: str = "mov,mp4,m4a,3gp,3g2,mj2") -> FileInput:
    return FileInput("/media/film", form, streams)


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [(("deu",), "0:1"), (("fra", "eng"), "0:2"), (("fra",), "0:2"), ((), "0:2")],
)
def test_the_sound_is_the_first_wanted_language_else_the_default(
    wanted: tuple[str, ...], taken: str
) -> None:
    assert opened(file(PICTURE, GERMAN, ENGLISH), MIDDLE, wanted, None).sound == taken


def test_a_mute_file_gets_silence() -> None:
    found = opened(file(PICTURE), MIDDLE, (), None)

    assert found.sound == "1:a:0"
    assert "anullsrc=r=48000:cl=stereo" in found.arguments
    assert not found.has_sound


def test_sound_that_the_lock_does_not_know_of_may_be_missing() -> None:
    assert opened(file(), MIDDLE, (), None).sound == "0:a:0?"


@pytest.mark.parametrize(
    ("form", "early"),
    [("matroska,webm", EARLY), ("mpegts", EARLY_UNINDEXED), ("avi", EARLY_UNINDEXED)],
)
def test_a_file_without_an_index_is_sought_well_ahead(form: str, early: Fraction) -> None:
    found = opened(file(PICTURE, ENGLISH, form=form), MIDDLE, (), None)

    assert found.origin == MIDDLE.earliest - early


def test_a_local_file_can_open_nothing_else() -> None:
    arguments = opened(file(PICTURE), MIDDLE, (), None).arguments

    assert arguments[arguments.index("-protocol_whitelist") + 1] == "file"
    assert "hls" not in arguments[arguments.index("-format_whitelist") + 1]
    assert arguments[arguments.index("-i") + 1].startswith("file:/")


def test_a_drawing_begins_at_the_picture_on_display() -> None:
    cut = Cut(Fraction(1001, 100), 10, Fraction(1002, 100), 10)

    found = opened(drawing(rate=Fraction(24)), cut, (), None)

    assert found.origin == Fraction(239, 24)
    assert 0 <= cut.earliest - found.origin < Fraction(1, 24)
