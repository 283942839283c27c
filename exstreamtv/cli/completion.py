"""What a shell may complete: ids that stand in the station's files, compiling or not."""

from __future__ import annotations

from pathlib import Path

import typer

from exstreamtv.syntax.files import read_directory
from exstreamtv.syntax.merge import merge
from exstreamtv.syntax.tree import Mapping, child


def channels(context: typer.Context, incomplete: str) -> list[str]:
    """Channel ids that begin with ``incomplete``."""
    directory = Path(context.find_root().params.get("directory") or "channels.d")
    root, _ = merge(read_directory(directory).roots)
    section = child(root, "channels") if root else None
    names = [str(key.value) for key, _ in section.entries] if isinstance(section, Mapping) else []
    return [name for name in names if name.startswith(incomplete)]
