"""Programs that outlived a daemon which was killed: stopped ones, or stuck ones, that never write.

Whatever a daemon starts inherits a mark that names its station. Only one daemon serves a station,
so who carries the mark while another one begins has lost his own.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MARK = "EXSTREAMTV_SERVED_FROM"
"""The variable that names the folder of the station's state."""


def end_orphans(state: Path, processes: Path = Path("/proc")) -> int:
    """Kill what a dead daemon of this station left behind; how many. None where there is no /proc.

    From now on what this one starts carries the mark. To be called while `state` is held.
    """
    os.environ[MARK] = str(state)
    orphans = list(_marked(f"{MARK}={state}".encode(), processes))
    for pid in orphans:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    return len(orphans)


def _marked(mark: bytes, processes: Path) -> Iterator[int]:
    for folder in processes.glob("[0-9]*"):
        # Those of other users cannot be read, and those that have just ended are gone.
        with suppress(OSError):
            inherited = (folder / "environ").read_bytes().split(b"\0")
            if mark in inherited and int(folder.name) != os.getpid():
                yield int(folder.name)
