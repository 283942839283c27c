"""Which media a channel may send as they are.

A receiver must not notice where what is copied meets what was encoded: one codec, one size, one
picture rate. Everything else about a picture is in the stream, in front of each key picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exstreamtv.model.channel import Profile
from exstreamtv.model.grid import SAMPLE_RATE
from exstreamtv.model.media import Stream
from exstreamtv.model.subtitles import shown
from exstreamtv.model.timeline import Kind, PlayoutItem

PROFILES = frozenset({"Baseline", "Constrained Baseline", "Main", "High"})
"""Profiles of H.264 that every receiver decodes: 8 bits, 4:2:0 (ITU-T H.264 annex A.2)."""

SAME_RATE = Fraction(1, 50_000)
"""How far two picture rates may be apart: two pictures an hour. What drifts further is seen."""


def obstacle(streams: Sequence[Stream], profile: Profile) -> str | None:
    """Why the picture of such a medium cannot be sent as it is; None if it can."""
    picture = next((stream for stream in streams if stream.kind == "video"), None)
    if picture is None:
        return "no picture stream is known"
    if picture.codec != "h264":
        return f"`{picture.codec}` instead of `h264`"
    if not picture.profile:
        return "locked before its profile was asked for"
    if picture.profile not in PROFILES:
        return f"H.264 in profile `{picture.profile}`"
    return _misshapen(picture, profile)


def _misshapen(picture: Stream, profile: Profile) -> str | None:
    if (picture.width, picture.height) != (profile.width, profile.height):
        return f"{picture.width}x{picture.height} instead of {profile.width}x{profile.height}"
    if abs(picture.rate - profile.rate) > profile.rate * SAME_RATE:
        return f"{picture.rate} pictures a second instead of {profile.rate}"
    return "interlaced" if picture.interlaced else "HDR" if picture.hdr else None


def copies(item: PlayoutItem, profile: Profile) -> bool:
    """Is this item sent as it is? Not if something is drawn into its picture."""
    media = item.media
    if media is None or not profile.copies or item.kind is Kind.LIVE or item.layers:
        return False
    if item.subtitles and shown(media.streams, item.audio, item.subtitles):
        return False
    return obstacle(media.streams, profile) is None


def sound_fits(sound: Stream) -> bool:
    """Is it what the channel's own sound is: AAC-LC at 48 kHz in stereo?"""
    return (sound.codec, sound.profile, sound.channels) == ("aac", "LC", 2) and (
        sound.rate == SAMPLE_RATE
    )
