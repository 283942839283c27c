"""The lines of a file that a finding is about, with the words marked below them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import get_character_cell_size

from exstreamtv.cli.paint import Paint
from exstreamtv.model.diagnostic import Span
from exstreamtv.model.names import clean

_TAB = 4
_WIDEST = 110
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to underline with ``sign`` in ``style``, and what to say beside it."""

    span: Span
    sign: str
    style: str
    label: str = ""


def excerpt(marks: Sequence[Mark], text: str, gutter: int, paint: Paint) -> Iterator[str]:
    """Every marked line of one file once, in order, the rows of its marks below it.

    ``gutter`` is the width of the widest line number. A line that is not in ``text`` is left out.
    """
    lines = text.splitlines()
    written = [mark for mark in marks if mark.span.line < len(lines)]
    for number, below in groupby(sorted(written, key=_by_line), key=_by_line):
        yield from _line(lines[number], number, list(below), (gutter, paint))


def _by_line(mark: Mark) -> int:
    return mark.span.line


def _line(line: str, number: int, marks: list[Mark], form: tuple[int, Paint]) -> Iterator[str]:
    gutter, paint = form
    shown = _Shown.of(line, min(mark.span.column for mark in marks))
    yield f"{paint(f'{number + 1:>{gutter}} |', _RULE)} {shown.text}".rstrip()
    for mark in sorted(marks, key=lambda mark: mark.span):
        start, width = shown.stretch(mark.span, len(line))
        under = paint(f"{mark.sign * width} {clean(mark.label)}".rstrip(), mark.style)
        yield f"{paint(' ' * gutter + ' |', _RULE)} {' ' * start}{under}"


_RULE = "blue"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A line as a terminal shows it: tabs widened, nothing that moves the cursor, not too long.

    ``cells`` is the column on the screen of each character of the line, and of its end.
    """

    text: str
    cells: tuple[int, ...]

    @classmethod
    def of(cls, line: str, column: int) -> _Shown:
        """The part of ``line`` around ``column``."""
        first = max(0, column - _BEFORE) if len(line) > _WIDEST and column > _WIDEST // 2 else 0
        lead = "…" if first else ""
        cells, kept = [len(lead)] * first, [lead]
        at = len(lead)
        for char in line[first:]:
            cells.append(min(at, _WIDEST))
            if at < _WIDEST:
                kept.append(shown := _glyph(char, at))
                at += sum(map(get_character_cell_size, shown))
        more = "…" if at >= _WIDEST and len(cells) > first + len(kept) - 1 else ""
        return cls("".join(kept) + more, (*cells, at))

    def stretch(self, span: Span, length: int) -> tuple[int, int]:
        """Where the mark below begins, and how wide it is: at least one column."""
        last = span.end_column if span.end_line == span.line else length
        start = self.cells[min(span.column, length)]
        return start, max(1, self.cells[min(last, length)] - start)


def _glyph(char: str, at: int) -> str:
    if char == "\t":
        return " " * (_TAB - at % _TAB)
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char
