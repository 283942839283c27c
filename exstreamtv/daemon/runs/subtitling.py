"""Subtitles made ready: each once, as an ASS file in the cache, from which FFmpeg draws them.

A file beside the medium takes a moment. For a stream inside it the whole medium has to be read:
nobody waits for that, the picture is cut in anew when it is done.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

from exstreamtv.daemon.processes.process import output_of
from exstreamtv.ffmpeg.subtitles import extraction
from exstreamtv.model.failure import ExstreamError, SourceError
from exstreamtv.model.media import FileInput, Stream

WAIT_S = 1.0
"""How long a picture may wait for its subtitles."""

LIMIT_S = 180.0
"""How long it may take to read a whole medium."""

MOST_BYTES = 8_000_000
"""How large subtitles may be."""

FOLDER = "subtitles"
"""Where they are, below the cache."""

KEPT = 1_000
"""How many files stay in the cache, those used last."""


@dataclass(frozen=True, slots=True)
class Track:
    """Subtitles of a medium: the file, and the task that makes it; None if it is there."""

    path: Path
    making: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Can they be drawn?"""
        return self.making is None or (self.making.done() and not _failure(self.making))

    def must_not_have_failed(self) -> None:
        """Raises what went wrong while they were made."""
        if self.making and self.making.done() and (failure := _failure(self.making)):
            raise failure


@dataclass(frozen=True, slots=True)
class Subtitler:
    """Makes subtitles ready below ``folder``."""

    ffmpeg: str
    folder: Path
    _making: dict[Path, asyncio.Task[None]] = field(default_factory=dict)

    async def track(self, source: FileInput, stream: Stream) -> Track:
        """The subtitles, at least begun; ExstreamError if they cannot be read."""
        path = await asyncio.to_thread(kept, self.folder, source, stream)
        if await asyncio.to_thread(_used, path):
            return Track(path)
        task = self._making.get(path)
        if task is None:
            task = asyncio.create_task(self._make(path, source, stream), name=f"make {path.name}")
            task.add_done_callback(lambda _: self._making.pop(path))
            self._making[path] = task
        await asyncio.wait({task}, timeout=WAIT_S)
        track = Track(path, task)
        track.must_not_have_failed()
        return track

    async def end(self) -> None:
        """Make no more."""
        for task in (tasks := list(self._making.values())):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _make(self, path: Path, source: FileInput, stream: Stream) -> None:
        charset = await asyncio.to_thread(_charset, stream.file) if stream.file else ""
        command = extraction(self.ffmpeg, source, stream, charset)
        written = await output_of(command, LIMIT_S, MOST_BYTES)
        await asyncio.to_thread(_write, path, written)


def _failure(task: asyncio.Task[None]) -> BaseException | None:
    return asyncio.CancelledError() if task.cancelled() else task.exception()


def kept(folder: Path, source: FileInput, stream: Stream) -> Path:
    """Where they are once they are made: elsewhere when the file is another one.

    Raises SourceError if there is no such file.
    """
    path = stream.file or source.path
    try:
        found = os.stat(path)  # noqa: PTH116 - a text anyhow
    except OSError as error:
        raise SourceError(f"the subtitles `{path}` cannot be read: {error.strerror}") from error
    whole = f"{path}\n{found.st_size}\n{found.st_mtime_ns}\n{'' if stream.file else stream.index}"
    name = blake2b(whole.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    return folder / f"{name}.ass"


def _used(path: Path) -> bool:
    """Is it there? Then it has been used just now."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    except OSError:
        return path.is_file()
    return True


def _charset(path: str) -> str:
    """What FFmpeg has to be told: nothing if it is Unicode, else what Windows wrote in the West."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SourceError(f"the subtitles `{path}` cannot be read: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise SourceError(f"the subtitles `{path}` are larger than {MOST_BYTES} bytes")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    try:
        data.decode()
    except UnicodeDecodeError:
        return "CP1252"
    return ""


def _write(path: Path, data: bytes) -> None:
    """The file, whole or not at all; of too many the oldest go."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as new:
            new.write(data)
        Path(new.name).replace(path)
        for old in sorted(path.parent.glob("*.ass"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise ExstreamError(
            f"cannot keep subtitles in `{path.parent}`: {error.strerror}"
        ) from error
