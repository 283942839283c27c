"""The card that shows when nothing can be shown, encoded once and then shown for ever."""

from __future__ import annotations

from dataclasses import replace

from exstreamtv.ffmpeg import encode
from exstreamtv.ffmpeg.command import ONLY_PICTURE_AND_SOUND, QUIET
from exstreamtv.ffmpeg.lettering import words
from exstreamtv.model.channel import Profile
from exstreamtv.model.command import Command
from exstreamtv.model.grid import SAMPLE_RATE

SILENCE_S = 1


def slate_command(ffmpeg: str, profile: Profile, title: str, font: str | None) -> Command:
    """One closed group of pictures of a still card, without B-pictures, and a second of silence."""
    group = encode.group_of_pictures(profile)
    return Command(
        (
            *(ffmpeg, *QUIET),
            *("-f", "lavfi", "-i", f"{_card(profile, title, font)},trim=end_frame={group}"),
            *("-f", "lavfi", "-i", f"anullsrc=r={SAMPLE_RATE}:cl=stereo:d={SILENCE_S}"),
            *("-map", "0:v:0", "-map", "1:a:0", *ONLY_PICTURE_AND_SOUND),
            *encode.video(_thrifty(profile), phase=0),
            *("-bf", "0"),
            *encode.audio(profile),
            *encode.transport(),
        )
    )


def _thrifty(profile: Profile) -> Profile:
    return replace(profile, video_kbps=min(profile.video_kbps, 800))


def _card(profile: Profile, title: str, font: str | None) -> str:
    size = f"{profile.width}x{profile.height}"
    plain = f"color=c=0x1b2740:s={size}:r={profile.rate},format=yuv420p"
    if font is None or not title:
        return plain
    style = f"fontsize={profile.height // 12}:fontcolor=0xe8ecf4:x=(w-tw)/2:y=(h-th)/2"
    return f"{plain},{words(font, title, style)}"
