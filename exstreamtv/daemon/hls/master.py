"""The master playlist of a channel: what a player must know before it fetches (RFC 8216 4.3.4)."""

from __future__ import annotations

import re
from fractions import Fraction

from exstreamtv.daemon.splicing.slate import Slate
from exstreamtv.model.channel import Profile

_SPS = re.compile(rb"\x00\x00\x01[\x27\x47\x67](.)(.)(.)", re.DOTALL)

_LEVELS = (
    *((10, 80), (11, 240), (12, 480), (13, 960), (20, 2_500), (21, 5_000), (30, 12_500)),
    *((31, 17_500), (32, 25_000), (41, 62_500), (50, 168_750), (51, 300_000)),
)
"""kbit/s that each level allows in High profile (ITU-T H.264, tables A-1 and A-2)."""

_BASELINE, _MAIN = 0x42, (0x4D, 0x40)

_AAC_LC = "mp4a.40.2"

_SWAY = Fraction(3, 2)
"""A second of buffer on two seconds of a segment: how far it may exceed the encoder's rate."""

_PACKED = Fraction(103, 100)
_TABLES_BPS = 150_000
"""What packets, tables and filling add to pictures and sound."""


def master(profile: Profile, slate: Slate, media: str, subtitles: str = "") -> str:
    """The playlist with the one rendition at ``media``, and perhaps its ``subtitles``."""
    attributes = {
        "BANDWIDTH": str(bandwidth(profile)),
        "CODECS": f'"{codec(profile, slate)},{_AAC_LC}"',
        "RESOLUTION": f"{profile.width}x{profile.height}",
        "FRAME-RATE": _thousandths(profile.rate),
        **({"SUBTITLES": '"text"'} if subtitles else {}),
    }
    told = (
        '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="Subtitles",DEFAULT=YES,AUTOSELECT=YES,'
        f'URI="{subtitles}"'
    )
    stream = ",".join(f"{name}={value}" for name, value in attributes.items())
    return "\n".join(
        (
            *("#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS"),
            *((told,) if subtitles else ()),
            *(f"#EXT-X-STREAM-INF:{stream}", media, ""),
        )
    )


def bandwidth(profile: Profile) -> int:
    """The most bits a second of any segment."""
    pictures, sound = profile.video_kbps * 1000 * _SWAY, profile.audio_kbps * 1150
    return round((pictures + sound) * _PACKED) + _TABLES_BPS


def codec(profile: Profile, slate: Slate) -> str:
    """RFC 6381's name of the pictures' codec, from the sequence header that the encoder wrote.

    The slate has fewer bits than the rest, which may need a higher level for theirs, and no
    B-pictures, which are more than Baseline.
    """
    found = _SPS.search(slate.pictures[0].data)
    assert found, "a key picture has its headers"
    kind, constraints, level = (each[0] for each in found.groups())
    kind, constraints = _MAIN if kind == _BASELINE else (kind, constraints)
    needed = next((level for level, most in _LEVELS if profile.video_kbps <= most), 52)
    return f"avc1.{kind:02x}{constraints:02x}{max(level, needed):02x}"


def _thousandths(rate: Fraction) -> str:
    thousandths = round(rate * 1000)
    return f"{thousandths // 1000}.{thousandths % 1000:03d}"
