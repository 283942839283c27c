from __future__ import annotations

from fractions import Fraction

import pytest

from exstreamtv.daemon.hls.master import bandwidth, codec, master
from exstreamtv.daemon.splicing.slate import Slate, slate_from
from exstreamtv.ffmpeg import encode
from exstreamtv.ffmpeg.slate import Drawn, slate_command
from exstreamtv.model.channel import Profile
from exstreamtv.model.grid import Grid
from tests.kit import playlists
from tests.kit.ffmpeg import ffmpeg, program

NTSC = Fraction(30_000, 1001)


def slate(profile: Profile) -> Slate:
    written = ffmpeg(*slate_command(program(), profile, Drawn(), None).argv[1:])
    return slate_from(written, Grid(profile.rate), encode.group_of_pictures(profile))


def test_players_are_told_what_they_will_get() -> None:
    profile = Profile(width=320, height=180, rate=NTSC, video_kbps=300, preset="ultrafast")
    found = playlists.master(master(profile, slate(profile), "7/live.m3u8"))

    assert found.media == []
    assert found.streams == {
        "7/live.m3u8": {
            "BANDWIDTH": str(bandwidth(profile)),
            "CODECS": "avc1.4d400d,mp4a.40.2",
            "RESOLUTION": "320x180",
            "FRAME-RATE": "29.970",
        }
    }


def test_subtitles_are_a_group_of_the_stream() -> None:
    profile = Profile(width=320, height=180, preset="ultrafast")
    found = playlists.master(master(profile, slate(profile), "7/live.m3u8", "7/text.m3u8"))

    assert found.media[0]["URI"] == "7/text.m3u8"
    assert found.streams["7/live.m3u8"]["SUBTITLES"] == found.media[0]["GROUP-ID"]


@pytest.mark.parametrize("preset", ["ultrafast", "veryfast"])
@pytest.mark.parametrize(("width", "kbps"), [(320, 900), (320, 2_000), (640, 1_500), (640, 13_000)])
def test_the_codec_is_the_one_that_the_encoder_writes(width: int, kbps: int, preset: str) -> None:
    profile = Profile(width=width, height=width * 9 // 16, video_kbps=kbps, preset=preset)
    size = f"size={width}x{profile.height}:rate=25"
    written = ffmpeg(
        *("-f", "lavfi", "-i", f"testsrc2={size}:duration=1,format=yuv420p"),
        *(*encode.video(profile, 0), "-f", "h264", "-"),
    )
    at = written.index(b"\0\0\1\x67") + 4

    assert codec(profile, slate(profile)) == f"avc1.{written[at : at + 3].hex()}"
