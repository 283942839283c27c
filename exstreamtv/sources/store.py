"""The lock's files on disk: read as texts, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePath

from exstreamtv.model.failure import StateError
from exstreamtv.sources.lock import FOLDER


def lock_files(directory: Path) -> dict[PurePath, str]:
    """The lock of the station in ``directory``; empty if there is none. StateError if unreadable.

    Bytes that are no UTF-8 stay as surrogates: reading the line finds them.
    """
    try:
        return {
            path: path.read_text("utf-8", "surrogateescape")
            for path in sorted((directory / FOLDER).glob("*.json*"))
            if path.suffix in (".json", ".jsonl") and path.is_file()
        }
    except OSError as error:
        raise StateError(f"`{error.filename}` cannot be read: {error.strerror}") from error


def write(directory: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write what differs from the files there, and give its names. StateError if that fails.

    Each file is replaced at once: whoever is interrupted leaves the old one.
    """
    folder = directory / FOLDER
    held = {path.name: text for path, text in lock_files(directory).items()}
    changed = tuple(name for name, text in sorted(files.items()) if held.get(name) != text)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in changed:
            _replace(folder / name, files[name].encode())
    except OSError as error:
        raise StateError(f"`{folder}` cannot be written: {error.strerror}") from error
    return changed


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
