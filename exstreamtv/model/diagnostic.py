"""What the compiler tells the author about their files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePath
from typing import NamedTuple


class Severity(IntEnum):
    """How bad it is. Errors stop the compilation after the current phase."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Span(NamedTuple):
    """A half-open stretch of one source file.

    Lines and columns count from 0, in code points; ``offset`` and ``end_offset``
    are code-point offsets into the whole text, for excerpts and text edits. A tuple, because a
    station has tens of thousands of these and a dataclass takes four times as long to make.
    """

    file: PurePath
    line: int
    column: int
    end_line: int
    end_column: int
    offset: int = 0
    end_offset: int = 0


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace a stretch of one file; a fix is a set of these, applied from the end."""

    span: Span
    new: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    ``code`` is stable and documented (``E203``); ``message`` states the fact in
    the author's terms; ``hint`` says what to do about it, or is empty; ``note``
    is a further fact that is true whatever is done.
    """

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    hint: str = ""
    note: str = ""
    label: str = ""
    related: tuple[tuple[Span, str], ...] = ()
    fix: tuple[TextEdit, ...] = ()


def error(code: str, message: str, span: Span | None = None, *, hint: str = "") -> Diagnostic:
    """A finding that stops the compilation."""
    return Diagnostic(Severity.ERROR, code, message, span, hint)


def warning(code: str, message: str, span: Span | None = None, *, hint: str = "") -> Diagnostic:
    """A finding that does not."""
    return Diagnostic(Severity.WARNING, code, message, span, hint)


def in_order(found: list[Diagnostic]) -> list[Diagnostic]:
    """Findings by place, then code, so that their order never depends on ours."""
    return sorted(found, key=lambda f: (f.span is None, f.span or 0, f.code, f.message))


def failed(found: list[Diagnostic]) -> bool:
    """Is there an error among them?"""
    return any(f.severity is Severity.ERROR for f in found)
