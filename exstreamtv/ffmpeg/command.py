"""Whole command lines. The order of the arguments is their meaning."""

from __future__ import annotations

from fractions import Fraction

from exstreamtv.ffmpeg import encode
from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.ffmpeg.filters import audio_filter, silence_filter, video_filter
from exstreamtv.ffmpeg.inputs import opened
from exstreamtv.model.channel import Profile
from exstreamtv.model.command import Command
from exstreamtv.model.media import Input

QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error")

ONLY_PICTURE_AND_SOUND = ("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1")


def item_command(
    ffmpeg: str,
    source: Input,
    cut: Cut,
    profile: Profile,
    audio: tuple[str, ...] = (),
    font: str | None = None,
) -> Command:
    """The process that delivers ``cut`` of ``source`` as MPEG-TS, as fast as it can.

    ``audio`` are the languages wanted, best first; ``font`` is what drawn media write with.
    """
    medium = opened(source, cut, audio, font)
    picture = video_filter(
        profile,
        cut.picture_position - medium.origin,
        cut.pictures,
        interlaced=medium.interlaced,
    )
    sound = (
        audio_filter(cut.sound_position - medium.origin, cut.sounds, Fraction(0) - medium.origin)
        if medium.has_sound
        else silence_filter(cut.sounds)
    )
    return Command(
        (
            *(ffmpeg, *QUIET, *medium.arguments),
            *("-map", medium.picture, "-map", medium.sound),
            *("-vf", picture, "-af", sound),
            *ONLY_PICTURE_AND_SOUND,
            *encode.video(profile, cut.phase),
            *encode.audio(profile),
            *encode.transport(),
        )
    )
