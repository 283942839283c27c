"""The file in which the daemon keeps how long each channel was watched of late."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from exstreamtv.cli.output import read, write
from exstreamtv.cli.state import state_path
from exstreamtv.model.failure import StateError

NAME = "viewing.json"
MOST = 10_000
"""Channels."""


def viewing_path(directory: Path) -> Path:
    """Where the daemon of the station in ``directory`` keeps it."""
    return state_path(directory) / NAME


def viewed(path: Path) -> dict[str, int]:
    """Seconds by channel id; nothing if there is no file, or none that can be understood.

    It decides only what is kept warm: better to begin anew than not to begin.
    """
    try:
        found = json.loads(read(path)) if path.exists() else {}
    except (ValueError, StateError):
        return {}
    if not isinstance(found, dict) or len(found) > MOST:
        return {}
    return {id_: s for id_, s in found.items() if type(s) is int and 0 <= s < 1 << 40}


def keep(path: Path, seconds: Mapping[str, int]) -> None:
    """Write it down, whole or not at all; StateError if that cannot be done."""
    write(path, f"{json.dumps(dict(sorted(seconds.items())), indent=1)}\n".encode())
