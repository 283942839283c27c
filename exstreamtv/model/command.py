"""A command line as a value: built by ``ffmpeg/``, run by ``daemon/process.py``."""

from __future__ import annotations

import shlex
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """Arguments in order, the program first. Holds no secret."""

    argv: tuple[str, ...]

    def __str__(self) -> str:
        """As one would type it, for logs and `exstreamtv now`."""
        return shlex.join(self.argv)
