"""How a channel is encoded and wrapped: the same for each of its processes."""

from __future__ import annotations

from exstreamtv.ffmpeg.hardware import ENCODERS
from exstreamtv.model.channel import Profile
from exstreamtv.model.grid import SAMPLE_RATE

OFFSET_S = 10
"""Added to all time stamps, so that B-pictures and the encoder's priming stay above 0."""

REORDER = 2
"""Pictures between decoding and showing, with two B-pictures (x264's `i_bframe_delay`)."""


def group_of_pictures(profile: Profile) -> int:
    """Pictures from one key picture to the next."""
    return max(1, round(profile.rate * profile.gop))


def video(profile: Profile, phase: int) -> tuple[str, ...]:
    """The encoder, with key pictures first and wherever ``phase`` comes round to a whole group.

    Its pictures are stamped `REORDER` pictures later than their sound, so that both time stamps
    stand in each header, without B-pictures too, and can be rewritten in place.
    """
    group = group_of_pictures(profile)
    return (
        *("-fps_mode", "passthrough"),
        *ENCODERS[profile.hardware](profile, group),
        *("-force_key_frames", f"expr:not(mod(n+{phase},{group}))"),
        *("-bsf:v", f"setts=pts=PTS+{REORDER}/({profile.rate})/TB:dts=DTS"),
    )


def audio(profile: Profile) -> tuple[str, ...]:
    """AAC-LC in stereo."""
    bits = f"{profile.audio_kbps}k"
    return ("-c:a", "aac", "-b:a", bits, "-ar", str(SAMPLE_RATE), "-ac", "2")


def transport(flush: int = 1) -> tuple[str, ...]:
    """MPEG-TS to standard output, one access unit a PES packet.

    With ``flush`` 1 each is written at once, with 0 as many as a buffer holds.
    """
    return (
        *("-f", "mpegts", "-muxdelay", "0", "-muxpreload", "0"),
        *("-output_ts_offset", str(OFFSET_S), "-pes_payload_size", "0", "-pcr_period", "20"),
        *("-max_interleave_delta", "1000000", "-flush_packets", str(flush), "pipe:1"),
    )
