"""The file in which the daemon keeps where channels stand that wait for their viewers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from exstreamtv.cli.output import read, write
from exstreamtv.cli.state import state_path
from exstreamtv.emit.ledger import dump, load
from exstreamtv.model.progress import Progress

NAME = "progress.json"


def ledger_path(directory: Path) -> Path:
    """Where the daemon of the station in ``directory`` keeps it."""
    return state_path(directory) / NAME


def known(path: Path) -> dict[str, Progress]:
    """What the file says; nothing if there is none. StateError if it cannot be understood."""
    return load(read(path))[0] if path.exists() else {}


def left(path: Path) -> dict[str, Progress]:
    """The same for a daemon that begins: what was playing when the file was written stands since.

    The one before it may have crashed, and nobody knows how much longer it played.
    """
    if not path.exists():
        return {}
    progress, at = load(read(path))
    return {id_: each.stopped(at) for id_, each in progress.items()}


def keep(path: Path, progress: Mapping[str, Progress], now: datetime) -> None:
    """Write it down, whole or not at all; StateError if that cannot be done."""
    write(path, dump(progress, now).encode())
