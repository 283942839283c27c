"""The lines of a file that a finding is about, with the words marked below them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len

from exstreamtv.cli.paint import Paint
from exstreamtv.model.diagnostic import Span
from exstreamtv.model.names import clean

_TAB = 4
_WIDEST = 110
_BEFORE = 40

RULE = "blue"
"""The style of what is not the author's: line numbers, arrows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to underline with ``sign`` in ``style``, and what to say beside it."""

    span: Span
    sign: str
    style: str
    label: str = ""


def excerpt(
    marks: Sequence[Mark], lines: Sequence[str], gutter: int, paint: Paint
) -> Iterator[str]:
    """Every marked line of one file once, in order, the rows of its marks below it.

    ``gutter`` is the width of the widest line number. A line that is not there is left out.
    """
    written = [mark for mark in marks if mark.span.line < len(lines)]
    for number, here in groupby(sorted(written, key=_by_line), key=_by_line):
        below = sorted(here, key=lambda mark: mark.span)
        shown = _Shown.of(lines[number], below[0].span.column)
        yield f"{paint(f'{number + 1:>{gutter}} |', RULE)} {shown.text}".rstrip()
        for mark in below:
            yield f"{paint(' ' * gutter + ' |', RULE)} {shown.under(mark, paint)}"


def _by_line(mark: Mark) -> int:
    return mark.span.line


@dataclass(frozen=True, slots=True)
class _Shown:
    """A line as a terminal shows it: tabs widened, nothing that moves the cursor, not too long.

    ``cells`` is the column on the screen of each character from ``first`` on, and of the end.
    """

    text: str
    first: int
    cells: tuple[int, ...]

    @classmethod
    def of(cls, line: str, column: int) -> _Shown:
        """The part of ``line`` around ``column``."""
        long = len(line) > _WIDEST and column > _WIDEST - _BEFORE
        first = column - _BEFORE if long else 0
        part = line[first : first + _WIDEST]
        glyphs, cells = ["…" * long], [int(long)]
        for char in part:
            glyphs.append(_glyph(char, cells[-1]))
            cells.append(cells[-1] + cell_len(glyphs[-1]))
        more = "…" * (first + len(part) < len(line))
        return cls("".join(glyphs) + more, first, tuple(cells))

    def under(self, mark: Mark, paint: Paint) -> str:
        """The row below, with the mark in its place: at least one column wide."""
        span = mark.span
        start = self._cell(span.column)
        stop = self._cell(span.end_column) if span.end_line == span.line else self.cells[-1]
        said = f"{mark.sign * max(1, stop - start)} {clean(mark.label)}".rstrip()
        return " " * start + paint(said, mark.style)

    def _cell(self, column: int) -> int:
        return self.cells[min(max(0, column - self.first), len(self.cells) - 1)]


def _glyph(char: str, at: int) -> str:
    """What to show of a character that begins in column ``at``."""
    if char == "\t":
        return " " * (_TAB - at % _TAB)
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char
