"""The command line that sends a medium as it is, from the key picture before a cut to its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from exstreamtv.ffmpeg import encode
from exstreamtv.ffmpeg.command import ONLY_PICTURE_AND_SOUND, QUIET, sounding
from exstreamtv.ffmpeg.cut import Cut, decimal
from exstreamtv.ffmpeg.fitting import sound_fits
from exstreamtv.ffmpeg.inputs import opened
from exstreamtv.model.channel import Profile
from exstreamtv.model.command import Command
from exstreamtv.model.media import FileInput
from exstreamtv.model.subtitles import spoken

DELAY = Fraction(1, 10)
"""Seconds between decoding and showing beyond the medium's own, so that both stamps are written."""

BEYOND_S = 1
"""Seconds behind the cut at which the process ends: files have the sound behind the picture."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A process whose time stamps are the medium's, not the cut's.

    ``picture`` and ``sound`` are the stamps, in exact seconds, of what is due in the first slots
    of the cut; ``sound`` is None where it is encoded, and begins with the cut as it always does.
    """

    command: Command
    picture: Fraction
    sound: Fraction | None


def copying(
    ffmpeg: str, source: FileInput, cut: Cut, profile: Profile, audio: Iterable[str]
) -> Copy:
    """The picture as it is, the sound too if it fits. ``audio`` are languages, best first.

    There are no key pictures but the medium's: whoever reads it begins at one, and drops what
    comes behind the cut (daemon/splicing/feed.py).
    """
    languages = tuple(audio)
    medium = opened(source, cut, languages, None)
    heard = spoken(source.streams, languages)
    shift, length = cut.picture_position - medium.origin, cut.pictures / profile.rate
    fits = heard is not None and sound_fits(heard)
    sound = ("-c:a", "copy") if fits else ("-af", sounding(medium, cut), *encode.audio(profile))
    delay = f"setts=pts=PTS+{decimal(DELAY)}/TB:dts=DTS"
    argv = (
        *(ffmpeg, *QUIET, *medium.arguments, "-map", medium.picture, "-map", medium.sound),
        *ONLY_PICTURE_AND_SOUND,
        *("-c:v", "copy", "-bsf:v", f"h264_mp4toannexb,{delay}", *sound),
        *("-t", decimal(shift + length + BEYOND_S), "-avoid_negative_ts", "disabled"),
        *encode.transport(flush=0),
    )
    begins = cut.sound_position - medium.origin if fits else None
    return Copy(Command(argv, medium.hidden), shift + DELAY, begins)
