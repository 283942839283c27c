from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from exstreamtv.ffmpeg.fitting import copies, obstacle, sound_fits
from exstreamtv.model.channel import Profile
from exstreamtv.model.media import Stream
from exstreamtv.model.subtitles import Subtitles
from exstreamtv.model.timeline import Kind, PlayoutItem
from tests.kit.on_air import item

PROFILE = Profile(copies=True)
PICTURE = Stream("video", "h264", 0, width=1280, height=720, rate=Fraction(25), profile="High")
SOUND = Stream("audio", "aac", 1, rate=Fraction(48_000), channels=2, profile="LC")
GERMAN = Stream("subtitle", "subrip", 2, language="de")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def aired(*streams: Stream) -> PlayoutItem:
    made = item("film", NOON, 60)
    assert made.media
    made.media = replace(made.media, streams=streams)
    return made


def test_what_is_like_the_channel_s_own_picture_is_sent_as_it_is() -> None:
    assert obstacle((SOUND, PICTURE), PROFILE) is None
    assert copies(aired(PICTURE, SOUND), PROFILE)


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (replace(PICTURE, codec="hevc"), "`hevc` instead of `h264`"),
        (replace(PICTURE, profile=""), "locked before its profile was asked for"),
        (replace(PICTURE, profile="High 10"), "H.264 in profile `High 10`"),
        (replace(PICTURE, width=1920, height=1080), "1920x1080 instead of 1280x720"),
        (replace(PICTURE, rate=Fraction(24)), "24 pictures a second instead of 25"),
        (replace(PICTURE, interlaced=True), "interlaced"),
        (replace(PICTURE, hdr=True), "HDR"),
        (SOUND, "no picture stream is known"),
    ],
)
def test_anything_else_is_encoded(picture: Stream, why: str) -> None:
    assert obstacle((picture,), PROFILE) == why
    assert not copies(aired(picture), PROFILE)


def test_a_rate_may_be_told_in_fewer_digits() -> None:
    film = replace(PROFILE, rate=Fraction(24_000, 1001))

    assert obstacle((replace(PICTURE, rate=Fraction(2997, 125)),), film) is None
    assert obstacle((replace(PICTURE, rate=Fraction(24)),), film) is not None


def test_only_a_profile_that_says_so_copies() -> None:
    assert not copies(aired(PICTURE), Profile())


def test_what_is_drawn_into_the_picture_takes_an_encoder() -> None:
    subtitled = aired(PICTURE, SOUND, GERMAN)
    subtitled.subtitles = Subtitles(("de",))
    in_french = aired(PICTURE, SOUND, GERMAN)
    in_french.subtitles = Subtitles(("fr",))
    layered = aired(PICTURE, SOUND)
    layered.layers = ("logo",)
    live = aired(PICTURE, SOUND)
    live.kind = Kind.LIVE

    assert [copies(each, PROFILE) for each in (subtitled, in_french, layered, live)] == [
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "other",
    [
        replace(SOUND, codec="ac3"),
        replace(SOUND, profile="HE-AAC"),
        replace(SOUND, rate=Fraction(44_100)),
        replace(SOUND, channels=6),
    ],
)
def test_sound_fits_if_it_is_what_the_channel_encodes(other: Stream) -> None:
    assert sound_fits(SOUND)
    assert not sound_fits(other)
