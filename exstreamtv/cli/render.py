"""Findings as text: for people, for tools that read lines, for programs, for forges. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, TypeAlias

from exstreamtv.cli.excerpt import RULE, Mark, excerpt
from exstreamtv.cli.gitlab import gitlab
from exstreamtv.cli.paint import Paint, plain
from exstreamtv.cli.sarif import sarif
from exstreamtv.model.diagnostic import Diagnostic, Severity, Span
from exstreamtv.model.names import clean

Texts: TypeAlias = Mapping[PurePath, str]
"""The text of every file that a finding may point into."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


def render(found: Iterable[Diagnostic], texts: Texts, form: str = "full") -> str:
    """Findings in one of `FORMS`, without colour; nothing for no findings, but `[]` in JSON."""
    return FORMS[form](found, texts)


def full(found: Iterable[Diagnostic], texts: Texts, paint: Paint = plain) -> str:
    """Every finding with the lines it is about, a blank line between two."""
    lines = _Lines(texts)
    return "\n".join("\n".join(_finding(each, lines, paint)) + "\n" for each in found)


class _Lines(dict[PurePath, list[str]]):
    """The lines of each file, split when they are first asked for; none of an unknown file."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts

    def __missing__(self, file: PurePath) -> list[str]:
        self[file] = self.texts.get(file, "").splitlines()
        return self[file]


def _finding(found: Diagnostic, lines: _Lines, paint: Paint) -> Iterator[str]:
    style = _STYLES[found.severity]
    name = f"{found.severity.name.lower()}[{found.code}]"
    yield f"{paint(name, style)}{paint(f': {clean(found.message)}', 'bold')}"
    marks = _marks(found, style)
    gutter = max((len(str(mark.span.line + 1)) for mark in marks), default=1)
    for file in dict.fromkeys(mark.span.file for mark in marks):
        here = [mark for mark in marks if mark.span.file == file]
        arrow = "-->" if here[0] is marks[0] else ":::"
        place = _place(here[0].span, lines.texts)
        yield f"{paint(' ' * gutter + arrow, RULE)} {place}"
        yield from excerpt(here, lines[file], gutter, paint)
    rule = paint(f"{' ' * gutter} =", RULE)
    if found.note:
        yield f"{rule} {clean(found.note)}"
    if found.hint:
        yield f"{rule} {paint('help', 'bold')}: {clean(found.hint)}"


def _marks(found: Diagnostic, style: str) -> list[Mark]:
    """What the finding is about first, then what has to do with it."""
    main = [Mark(found.span, "^", style, found.label)] if found.span else []
    return [*main, *(Mark(span, "-", "bold blue", label) for span, label in found.related)]


def _place(span: Span, texts: Texts) -> str:
    """`file:line:column`, from 1; only the file where there is no text to point into."""
    file = clean(span.file.as_posix())
    return f"{file}:{span.line + 1}:{span.column + 1}" if span.file in texts else file


def concise(found: Iterable[Diagnostic], texts: Texts) -> str:
    """One line a finding: ``file:line:column: E301 message``."""
    return "".join(f"{_lead(each, texts)}{each.code} {clean(each.message)}\n" for each in found)


def _lead(found: Diagnostic, texts: Texts) -> str:
    return f"{_place(found.span, texts)}: " if found.span else ""


def as_json(found: Iterable[Diagnostic], texts: Texts) -> str:
    """One array; every key is always there. Lines and columns count from 1, offsets from 0."""
    return json.dumps([_record(each) for each in found], ensure_ascii=False, indent=2) + "\n"


def _record(found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity.name.lower(),
        "message": found.message,
        "hint": found.hint,
        "note": found.note,
        "label": found.label,
        "place": found.span and _span(found.span),
        "related": [{"place": _span(span), "label": label} for span, label in found.related],
        "fix": [{"place": _span(edit.span), "new": edit.new} for edit in found.fix],
    }


def _span(span: Span) -> dict[str, Any]:
    return {
        "file": span.file.as_posix(),
        "line": span.line + 1,
        "column": span.column + 1,
        "end_line": span.end_line + 1,
        "end_column": span.end_column + 1,
        "offset": span.offset,
        "end_offset": span.end_offset,
    }


def github(found: Iterable[Diagnostic], texts: Texts) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    return "".join(f"{_command(each)}\n" for each in found)


def _command(found: Diagnostic) -> str:
    level = "notice" if found.severity is Severity.NOTE else found.severity.name.lower()
    related = (f"{_place(span, {span.file: ''})}: {label}" for span, label in found.related)
    said = (found.message, found.note, found.hint, *related)
    message = "\n".join(clean(part) for part in said if part)
    where = _github_place(found.span) if found.span else {}
    properties = ",".join(
        f"{key}={_escaped(value, ':', ',')}"
        for key, value in {**where, "title": found.code}.items()
    )
    return f"::{level} {properties}::{_escaped(message)}"


def _github_place(span: Span) -> dict[str, str]:
    """Columns only where the span is within one line: GitHub ignores the others with a warning."""
    place = {"file": span.file.as_posix(), "line": str(span.line + 1)}
    if span.end_line > span.line:
        return {**place, "endLine": str(span.end_line + 1)}
    return {**place, "col": str(span.column + 1), "endColumn": str(span.end_column + 1)}


def _escaped(text: str, *also: str) -> str:
    """As actions/toolkit's `command.ts` escapes; `%` first."""
    for char in ("%", "\r", "\n", *also):
        text = text.replace(char, f"%{ord(char):02X}")
    return text


FORMS: dict[str, Callable[[Iterable[Diagnostic], Texts], str]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
}
"""Every form findings can be written in, by its name on the command line."""
