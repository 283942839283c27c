"""Text of a measured width, painted or not, and columns of it side by side."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import TypeAlias

Paint: TypeAlias = Callable[[str, str], str]
"""Gives the text (first) in the colour of a tone (second), which is one of `TONES`."""

TONES = ("heading", "faint", "episode", "movie", "music", "clip", "slate", "good", "bad", "changed")


def plain(text: str, tone: str) -> str:
    """The text as it is."""
    return text


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def fit(text: str, columns: int) -> str:
    """The text in exactly so many columns: cut with an ellipsis, or filled with spaces."""
    wide = width(text)
    if wide <= columns:
        return text + " " * (columns - wide)
    if text.isascii():
        return text[: columns - 1] + "…"
    kept = ""
    for char in text:
        if width(kept + char) >= columns:
            break
        kept += char
    return kept + "…" + " " * (columns - 1 - width(kept))


def spread(left: str, right: str, columns: int) -> str:
    """Two texts at the ends of a line; the left one gives way."""
    room = columns - width(right) - (1 if right else 0)
    return fit(left, room) + (f" {right}" if right else "")


def beside(columns: Iterable[Sequence[str]], blank: str, gap: str = "  ") -> list[str]:
    """Columns of lines of equal width, next to each other; ``blank`` fills the shorter ones."""
    return [gap.join(row).rstrip() for row in zip_longest(*columns, fillvalue=blank)]
