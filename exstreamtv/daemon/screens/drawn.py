"""What FFmpeg draws the same each time is drawn once, and kept over restarts."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from exstreamtv.daemon.processes.process import output_of
from exstreamtv.model.command import Command

FOLDER = "drawn"
"""Below the cache."""

KEPT = 200
"""Files; the oldest ones go."""


async def drawn(command: Command, limit_s: float, cache: Path | None) -> bytes:
    """What this command line writes, from the cache if it was run before; as `output_of` raises.

    A cache that cannot be read or written only costs time.
    """
    if cache is None:
        return await output_of(command, limit_s)
    file = cache / FOLDER / hashlib.sha256(repr(command.argv).encode()).hexdigest()
    if data := await asyncio.to_thread(_read, file):
        return data
    data = await output_of(command, limit_s)
    await asyncio.to_thread(_keep, file, data)
    return data


def _read(file: Path) -> bytes:
    with suppress(OSError):
        return file.read_bytes()
    return b""


def _keep(file: Path, data: bytes) -> None:
    """Whole or not at all: it is written beside its place."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".")
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(file)
        _forget(file.parent)


def _forget(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for old in files[KEPT:]:
        old.unlink(missing_ok=True)
