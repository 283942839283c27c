"""Which FFmpeg plays: the one that is asked for, the system's, or the one that came along."""

from __future__ import annotations

import asyncio
import os
import re
import shutil

from exstreamtv.daemon.process import output_of
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ToolError

VARIABLE = "EXSTREAMTV_FFMPEG"

OLDEST = (5, 1)
"""The first release with `-fps_mode`."""

_PATIENCE_S = 20


def ffmpeg_path() -> str:
    """The program to run; ToolError where there is none that will do."""
    asked = os.environ.get(VARIABLE)
    if asked:
        if not new_enough(banner(asked)):
            raise ToolError((asked,), 0, "it is older than FFmpeg 5.1")
        return asked
    system = shutil.which("ffmpeg")
    if system and new_enough(banner(system)):
        return system
    return _bundled()


def banner(program: str) -> str:
    """The first line of `-version`; ToolError if the program cannot say it."""
    said = asyncio.run(output_of(Command((program, "-version")), _PATIENCE_S))
    return said.partition(b"\n")[0].decode(errors="replace")


def new_enough(line: str) -> bool:
    """Does this banner name a release from `OLDEST` on? Builds without a number are recent ones."""
    match = re.match(r"ffmpeg version n?(\d+)\.(\d+)", line)
    return match is None or (int(match[1]), int(match[2])) >= OLDEST


def _bundled() -> str:
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return str(get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        hint = f"install FFmpeg 5.1 or newer, or name one in {VARIABLE}"
        raise ToolError(("ffmpeg",), None, hint) from error
