"""The applied revisions on disk: what plays survives a restart, a kill and a full disk.

``revisions/NAME.json`` holds a station's files; ``applied.json`` says which came when, and is the
one pointer. Both are written beside their place, forced to the disk and renamed, the pointer
last: whoever is killed in between leaves a file that nobody points at.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from exstreamtv.model.failure import StateError
from exstreamtv.model.revision import Applied
from exstreamtv.model.time import instant_from, instant_text

VERSION = 1
KEPT = 50
"""How many revisions can be gone back to."""


class Revisions:
    """The history of one station in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def history(self) -> tuple[Applied, ...]:
        """What was applied, the oldest first; StateError if that cannot be read."""
        file = self._folder / "applied.json"
        if not file.exists():
            return ()
        try:
            return tuple(_applied(each) for each in _read(file)["applied"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise StateError(f"`{file}` makes no sense: {error!r}") from error

    def files(self, revision: str) -> dict[str, str]:
        """The texts of a revision by their paths; StateError if it is not there."""
        file = self._file(revision)
        if not file.is_file():
            raise StateError(f"there is no revision `{revision}`")
        try:
            return {str(path): str(text) for path, text in _read(file)["files"].items()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise StateError(f"`{file}` makes no sense: {error!r}") from error

    def add(self, history: Sequence[Applied], files: Mapping[str, str]) -> None:
        """Let ``history`` be the history; ``files`` are of its newest. StateError, nothing changed.

        What is older than all that is kept goes.
        """
        revision = history[-1].revision
        try:
            (self._folder / "revisions").mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self._file(revision), {"version": VERSION, "files": dict(files)})
            _write(self._folder / "applied.json", _as_json(history))
        except OSError as error:
            raise StateError(f"`{self._folder}` cannot be written: {error.strerror}") from error
        self._forget({applied.revision for applied in history})

    def _forget(self, kept: set[str]) -> None:
        # What cannot be removed does no harm; it goes another time.
        with suppress(OSError):
            for file in (self._folder / "revisions").iterdir():
                if file.stem not in kept:
                    file.unlink(missing_ok=True)

    def _file(self, revision: str) -> Path:
        if not revision.isalnum():
            raise StateError(f"`{revision}` is no revision")
        return self._folder / "revisions" / f"{revision}.json"


def _as_json(history: Sequence[Applied]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "applied": [
            {
                "revision": applied.revision,
                "at": instant_text(applied.at),
                "starts": {name: _exact(at) for name, at in sorted(applied.starts.items())},
            }
            for applied in history
        ],
    }


def _exact(instant: Any) -> str:
    return str(instant.isoformat())


def _applied(held: Mapping[str, Any]) -> Applied:
    starts = {name: instant_from(at) for name, at in held["starts"].items()}
    return Applied(str(held["revision"]), instant_from(held["at"]), starts)


def _read(file: Path) -> Any:
    try:
        held = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise StateError(f"`{file}` cannot be read: {error}") from error
    if not isinstance(held, dict) or held.get("version") != VERSION:
        raise StateError(f"`{file}` was written by another version")
    return held


def _write(file: Path, content: Mapping[str, Any]) -> None:
    """Replace the file at once, and return when the disk has it."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(content, out, ensure_ascii=False, separators=(",", ":"))
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """The new name itself must reach the disk, too (fsync(2))."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
