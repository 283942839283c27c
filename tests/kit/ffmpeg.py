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
    status, out, words = spoken(*arguments)
    assert (status, words) == (0, "")
    return out


def spoken(*arguments: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
    """Exit status, standard output, and every error that it reports."""
    done = subprocess.run(
        (program(), "-hide_banner", "-v", "error", *arguments),
        input=stdin,
        capture_output=True,
        timeout=900,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")
