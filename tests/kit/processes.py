"""The real program as a process, and the processes that it has started."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 30

_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/iptv/xmltv\.xml")


@dataclass(frozen=True, slots=True)
class Served:
    """A running `exstreamtv serve`."""

    process: subprocess.Popen[str]
    base: str

    def children(self) -> list[int]:
        """The programs that it runs now."""
        return children(self.process.pid)


def children(parent: int) -> list[int]:
    """The living processes that a process has started, from /proc."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, above = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(above) == parent and state != "Z":
            found.append(int(stat.parent.name))
    return found


def until(true: Callable[[], bool], patience_s: float = PATIENCE_S) -> bool:
    """Does it come true in time?"""
    end = time.monotonic() + patience_s
    while not (said := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return said


@contextmanager
def served(directory: Path, *words: str) -> Iterator[Served]:
    """`exstreamtv serve` on a free port; killed at the end if it still runs."""
    program = (sys.executable, "-m", "exstreamtv", "-C", str(directory))
    process = subprocess.Popen(
        (*program, "serve", "--port", "0", *words),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    assert process.stderr
    said: list[str] = []
    words = threading.Thread(target=said.extend, args=(process.stderr,), name="stderr")
    words.start()
    try:
        base = _address(process.stdout)
        assert base, "".join(said)
        yield Served(process, base)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        words.join()
        process.stderr.close()
        process.stdout.close()


def _address(lines: Iterable[str]) -> str:
    """Where the station is, empty if it ends without saying it."""
    return next((match[1] for line in lines if (match := _ADDRESS.search(line))), "")
