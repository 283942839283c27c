"""What a shell may complete: ids that stand in the station's files, compiling or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from exstreamtv.syntax.files import read_directory
from exstreamtv.syntax.merge import merge
from exstreamtv.syntax.tree import Mapping, Node, child

_SECTIONS = ("sources", "collections", "blocks", "profiles", "layers", "calendar", "channels")


def channels(context: typer.Context, incomplete: str) -> list[str]:
    """Channel ids that begin with ``incomplete``."""
    return _beginning(incomplete, ids(_directory(context), "channels"))


def sources(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of sources that begin with ``incomplete``."""
    return _beginning(incomplete, ids(_directory(context), "sources"))


def explainable(context: typer.Context, incomplete: str) -> list[str]:
    """Channels, their slots, entries of sections, codes and words that begin so."""
    if incomplete[1:].isdecimal() or incomplete in ("E", "W"):
        from exstreamtv.cli.codes import PAGES

        return _beginning(incomplete.upper(), sorted(PAGES))
    return _beginning(incomplete, _places(_directory(context)))


def ids(directory: Path, section: str) -> list[str]:
    """Every id of a section of the station in ``directory``."""
    return list(_keys(_section(directory, section)))


def _places(directory: Path) -> Iterator[str]:
    """What `explain` takes, by name."""
    found = _section(directory, "channels")
    for channel in _keys(found):
        yield channel
        slots = child(found, channel) if found else None
        yield from (f"{channel}.{slot}" for slot in _keys(slots and child(slots, "schedule")))
    for section in _SECTIONS:
        yield from (f"{section}.{name}" for name in _keys(_section(directory, section)))


def _section(directory: Path, name: str) -> Node | None:
    root, _ = merge(read_directory(directory).roots)
    return child(root, name) if root else None


def _keys(node: Node | None) -> list[str]:
    return [str(key.value) for key, _ in node.entries] if isinstance(node, Mapping) else []


def _directory(context: typer.Context) -> Path:
    return Path(context.find_root().params.get("directory") or "channels.d")


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
