"""A command line as a value: built by ``ffmpeg/``, run by ``daemon/processes/process.py``."""

from __future__ import annotations

import shlex
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """Arguments in order, the program first. ``hidden`` are parts of them that nobody is told."""

    argv: tuple[str, ...]
    hidden: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As one would type it, for logs and `exstreamtv now`; without the secrets."""
        return self.told(shlex.join(self.argv))

    def told(self, text: str) -> str:
        """What may be told of ``text``."""
        for secret in self.hidden:
            text = text.replace(secret, "***")
        return text
