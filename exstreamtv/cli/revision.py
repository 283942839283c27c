"""A station's files as what is applied: by their paths below its directory, named by their hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePath

DIGITS = 12
"""Hexadecimal digits of a name: 2^48 revisions, of which one ever has thousands."""


def bundle(directory: Path, texts: Mapping[PurePath, str]) -> dict[str, str]:
    """The texts by their paths below ``directory``, as they are sent and kept."""
    return {path.relative_to(directory).as_posix(): text for path, text in sorted(texts.items())}


def unbundled(directory: Path, files: Mapping[str, str]) -> dict[PurePath, str]:
    """The inverse of `bundle`; ValueError for a path that leads out of the directory."""
    for path in files:
        if PurePath(path).is_absolute() or ".." in PurePath(path).parts:
            raise ValueError(f"`{path}` is not below the station's directory")
    return {directory / path: text for path, text in files.items()}


def name_of(files: Mapping[str, str]) -> str:
    """What these files are called: the beginning of the SHA-256 of their canonical JSON."""
    text = json.dumps(dict(files), sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:DIGITS]
