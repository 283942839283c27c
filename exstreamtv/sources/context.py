"""What a source is given besides its configuration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exstreamtv.model.diagnostic import Diagnostic


def _unseen(source: str, done: int, total: int) -> None:
    pass


def _unheard(finding: Diagnostic) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Context:
    """Where to look, where to remember, and whom to tell.

    ``base`` is the directory that holds ``channels.d``: relative paths start there. ``cache``
    may be deleted at any time. ``progress`` hears the source and how many of how many media
    are done; ``report`` hears of each file that is left out.
    """

    base: Path
    cache: Path
    progress: Callable[[str, int, int], None] = _unseen
    report: Callable[[Diagnostic], None] = _unheard
