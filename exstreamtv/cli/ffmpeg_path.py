"""Which FFmpeg plays: the one that is asked for, the system's, or the one that came along."""

from __future__ import annotations

import asyncio
import os
import re
import shutil

from exstreamtv.daemon.processes.process import output_of
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ToolError

VARIABLE = "EXSTREAMTV_FFMPEG"

OLDEST = (5, 1)
"""The first release with `-fps_mode`."""

NEEDED = ("libx264", "libfreetype")
"""Some builds leave out the encoder, some (Homebrew's) what writes text."""

_PATIENCE_S = 20


def ffmpeg_path() -> str:
    """The program to run; ToolError where there is none that will do."""
    asked = os.environ.get(VARIABLE)
    if asked:
        if fault := fault_of(version(asked)):
            raise ToolError((asked,), 0, fault)
        return asked
    system = shutil.which("ffmpeg")
    if system and not fault_of(version(system)):
        return system
    return _bundled()


def version(program: str) -> str:
    """What `-version` says; ToolError if it says nothing."""
    said = asyncio.run(output_of(Command((program, "-version")), _PATIENCE_S))
    return said.decode(errors="replace")


def fault_of(said: str) -> str:
    """Why an FFmpeg of this `-version` will not do; empty if it will.

    Builds without a release number are recent ones.
    """
    release = re.match(r"ffmpeg version n?(\d+)\.(\d+)", said)
    if release and (int(release[1]), int(release[2])) < OLDEST:
        return f"it is {release[1]}.{release[2]}, and 5.1 is needed"
    missing = [library for library in NEEDED if f"--enable-{library}" not in said]
    return f"it was built without {', '.join(missing)}" if missing else ""


def _bundled() -> str:
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return str(get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        hint = f"install FFmpeg 5.1 or newer, or name one in {VARIABLE}"
        raise ToolError(("ffmpeg",), None, hint) from error
