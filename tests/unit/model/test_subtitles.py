from __future__ import annotations

from dataclasses import replace

import pytest

from exstreamtv.model.media import Stream
from exstreamtv.model.subtitles import Subtitles, shown, spoken

ENGLISH = Stream("audio", "aac", 1, language="en", default=True)
GERMAN = Stream("audio", "aac", 2, language="ger")


def words(language: str, index: int = 3, **more: object) -> Stream:
    return replace(Stream("subtitle", "subrip", index, language=language), **more)


def taken(*streams: Stream, want: str = "de en", audio: str = "", foreign: bool = False) -> int:
    """The index of the stream that is drawn; 0 for none."""
    found = shown(streams, audio.split(), Subtitles(tuple(want.split()), foreign))
    return found.index if found else 0


def test_the_best_language_that_there_is():
    assert taken(words("en", 3), words("ger", 4)) == 4
    assert taken(words("fr", 3), words("en", 4)) == 4
    assert taken(words("fr", 3)) == 0
    assert taken() == 0


def test_of_one_language_whole_ones_before_forced_ones_and_plain_ones_before_sdh():
    forced, sdh, plain = words("de", 3, forced=True), words("de", 4, title="SDH"), words("de", 5)

    assert taken(forced, sdh, plain) == 5
    assert taken(forced, sdh) == 4
    assert taken(forced) == 3


@pytest.mark.parametrize("codec", ["hdmv_pgs_subtitle", "dvd_subtitle", "dvb_subtitle"])
def test_what_is_a_picture_is_not_drawn(codec):
    assert taken(words("de", 3, codec=codec), words("en", 4)) == 4


def test_what_does_not_say_its_language_is_drawn_only_if_that_is_wanted():
    assert taken(words("")) == 0
    assert taken(words(""), want="de und") == 3


def test_foreign_is_what_has_no_sound_in_a_wanted_language():
    german = words("de")

    assert taken(ENGLISH, german, foreign=True) == 3
    assert taken(ENGLISH, german, audio="de", foreign=True) == 3
    assert taken(ENGLISH, GERMAN, german, audio="de", foreign=True) == 0
    assert taken(ENGLISH, german, audio="de en", foreign=True) == 0
    assert taken(GERMAN, german, foreign=True) == 0


def test_foreign_sound_is_not_written_down_in_its_own_language():
    assert taken(ENGLISH, words("en"), foreign=True) == 0
    assert taken(ENGLISH, words("en")) == 3


def test_sound_that_does_not_say_its_language_and_no_sound_are_not_foreign():
    assert taken(Stream("audio", "aac", 1), words("de"), foreign=True) == 0
    assert taken(words("de"), foreign=True) == 0


def test_what_is_not_foreign_has_its_forced_ones():
    assert taken(GERMAN, words("de", 3), words("de", 4, forced=True), foreign=True) == 4


def test_the_sound_is_of_the_best_language_else_the_default_else_the_first():
    assert spoken((ENGLISH, GERMAN), ("de",)) == GERMAN
    assert spoken((GERMAN, ENGLISH), ("fr",)) == ENGLISH
    assert spoken((GERMAN,), ()) == GERMAN
    assert spoken((words("de"),), ("de",)) is None
