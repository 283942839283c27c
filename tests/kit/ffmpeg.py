"""FFmpeg, run to its end, for tests that look at what it really makes."""

from __future__ import annotations

import os
import subprocess
from functools import cache

import imageio_ffmpeg


@cache
def program() -> str:
    """The binary under test: EXSTREAMTV_FFMPEG, else the one that comes with imageio-ffmpeg."""
    return os.environ.get("EXSTREAMTV_FFMPEG") or imageio_ffmpeg.get_ffmpeg_exe()


def ffmpeg(*arguments: str) -> bytes:
    """What it writes to standard output; any word of complaint fails the test."""
    done = subprocess.run(
        (program(), "-hide_banner", "-nostdin", "-v", "error", *arguments),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr.decode(errors="replace")) == (0, "")
    return done.stdout
