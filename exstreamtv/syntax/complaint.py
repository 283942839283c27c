"""What the YAML parser complains of, in words that an author can act on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

import yaml

from exstreamtv.model.diagnostic import Diagnostic, Span, TextEdit, error

_INDENT = re.compile(r"^[ \t]+(?=[^\s#])", re.MULTILINE)
_KEY_AND_REST = re.compile(r"\s*(?:- +)*([^\s:#'\"{\[][^:]*:) +([^'\"{\[|>&*!].*?)\s*")


def place_at(text: str, file: PurePath, start: int, stop: int) -> Span:
    """The span between two offsets of ``text``."""
    above = text[:start].splitlines(keepends=True)
    if above and above[-1].splitlines()[0] == above[-1]:
        line, column = len(above) - 1, len(above[-1])
    else:
        line, column = len(above), 0
    inside = text[start:stop].splitlines() or [""]
    end_column = len(inside[-1]) + (column if len(inside) == 1 else 0)
    return Span(file, line, column, line + len(inside) - 1, end_column, start, stop)


def syntax_error(text: str, file: PurePath, problem: yaml.MarkedYAMLError) -> Diagnostic:
    """The finding that tells an author why ``text`` is no YAML (E001, E002)."""
    scene = _Scene.of(text, file, problem)
    if scene.char == "\t":
        tab = scene.says("a tab is used for indentation", "indent with spaces", code="E002")
        return replace(tab, fix=tuple(_untabbed(text, file)))
    words = str(problem.problem)
    for pattern, explain in _EXPLANATIONS:
        if re.search(pattern, words):
            return explain(scene)
    return replace(scene.says("this cannot be read as YAML"), note=f"the parser says: {words}")


def _untabbed(text: str, file: PurePath) -> list[TextEdit]:
    """Two spaces for every tab, where all that is indented is so by tabs: else who knows."""
    edits = []
    for indent in _INDENT.finditer(text):
        if " " in indent[0]:
            return []
        where = place_at(text, file, *indent.span())
        edits.append(TextEdit(where, "  " * len(indent[0])))
    return edits


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where the parser stopped (``at``), and where what it was reading began (``since``)."""

    text: str
    file: PurePath
    at: int
    since: int | None

    @classmethod
    def of(cls, text: str, file: PurePath, problem: yaml.MarkedYAMLError) -> _Scene:
        mark = problem.problem_mark or problem.context_mark
        since = problem.context_mark.index if problem.context_mark else None
        return cls(text, file, mark.index if mark else 0, since)

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line(self) -> tuple[int, str]:
        """The line it stopped in, and the offset at which that line begins."""
        start = max(self.text.rfind("\n", 0, self.at), self.text.rfind("\r", 0, self.at)) + 1
        return start, (self.text[start:].splitlines() or [""])[0]

    def says(self, message: str, hint: str = "", *, code: str = "E001") -> Diagnostic:
        """A finding where it stopped; at the end of the text, on the last thing written."""
        at = self.at if self.text[self.at :].strip() else max(0, len(self.text.rstrip()) - 1)
        return error(code, message, place_at(self.text, self.file, at, at + 1), hint=hint)

    def from_start(self, message: str, hint: str) -> Diagnostic:
        """A finding at the beginning of what it was reading."""
        return replace(self, at=self.at if self.since is None else self.since).says(message, hint)

    def also(self, finding: Diagnostic, label: str) -> Diagnostic:
        if self.since is None:
            return finding
        beginning = place_at(self.text, self.file, self.since, self.since + 1)
        return replace(finding, related=((beginning, label),))


def _second_colon(scene: _Scene) -> Diagnostic:
    start, line = scene.line
    match = _KEY_AND_REST.fullmatch(line)
    if not match or scene.at < start + match.start(2):
        what = "this line goes on from the one above, which lacks its `:`"
        return scene.says(what, "write every entry as `key: value`")
    quoted = json.dumps(match[2], ensure_ascii=False)
    finding = scene.says("a text that contains `: ` needs quotes", f"write `{match[1]} {quoted}`")
    where = place_at(scene.text, scene.file, start + match.start(2), start + match.end(2))
    return replace(finding, span=where, fix=(TextEdit(where, quoted),))


def _open_bracket(scene: _Scene) -> Diagnostic:
    opened = scene.text[scene.since] if scene.since is not None else "{"
    closing = "]" if opened == "[" else "}"
    hint = f"separate the entries by commas and end with `{closing}`"
    if scene.char == ":":
        hint = f"put quotes around a text that contains `: `, or end with `{closing}` first"
    elif " #" in scene.text[scene.since : scene.at]:
        hint = f"everything after ` #` is a comment, also the `{closing}`"
    return scene.also(scene.says(f"`{opened}` is not closed here", hint), "opened here")


def _stray(scene: _Scene) -> Diagnostic:
    start, line = scene.line
    if scene.char in ("]", "}"):
        return scene.says(f"`{scene.char}` closes nothing", "remove it")
    if line[: scene.at - start].strip():
        return scene.says("nothing can follow the value on this line", "quote the whole value")
    finding = scene.says(
        "this line is indented unlike the ones it belongs to",
        "give entries of one mapping the same number of spaces",
    )
    return scene.also(finding, "the mapping begins here")


def _no_dash(scene: _Scene) -> Diagnostic:
    finding = scene.says(
        "this line stands beside a list and is no entry of it",
        "begin it with `- `, or indent it like the key that the list belongs to",
    )
    return scene.also(finding, "the list begins here")


def _open_quote(scene: _Scene) -> Diagnostic:
    return scene.from_start("this quote is never closed", "end the text with the same quote")


def _bad_start(scene: _Scene) -> Diagnostic:
    return scene.says(f"a text cannot begin with `{scene.char}`", "put the text in quotes")


def _bad_escape(scene: _Scene) -> Diagnostic:
    return scene.from_start(
        "a backslash in double quotes begins an escape, and this one means nothing",
        "use single quotes, or write two backslashes",
    )


def _list_in_line(scene: _Scene) -> Diagnostic:
    return scene.says("a list cannot begin on the line of its key", "begin it on the next line")


def _no_colon(scene: _Scene) -> Diagnostic:
    return scene.from_start("this is no `key: value`", "add the `:` and a space after it")


def _no_value(scene: _Scene) -> Diagnostic:
    return scene.says(f"a value is due here, not `{scene.char}`", "write the value, or remove this")


_EXPLANATIONS: tuple[tuple[str, Callable[[_Scene], Diagnostic]], ...] = (
    ("mapping values are not allowed", _second_colon),
    (r"expected ',' or '[\]}]'", _open_bracket),
    ("did not find expected key|expected <block end>, but found '<|but found '[]}]'", _stray),
    ("expected '-' indicator|expected <block end>", _no_dash),
    ("unexpected end of stream|unexpected document", _open_quote),
    ("cannot start any token", _bad_start),
    ("unknown escape|expected hexadecimal|did not find expected hexdecimal", _bad_escape),
    ("sequence entries are not allowed", _list_in_line),
    ("could not find expected ':'", _no_colon),
    ("node content", _no_value),
)
