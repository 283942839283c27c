"""The one layout of a station's files: what is written stays, where it stands may change.

Every scalar keeps its text and every comment its words; indentation, spaces, line breaks and the
quotes of times are ours. Nothing here is trusted: `canonical` reads its result and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePath

from exstreamtv.syntax.outline import Leaf, Listing, Outline, Table, leaves, outline
from exstreamtv.syntax.reader import read
from exstreamtv.syntax.tree import Mapping, same

WIDTH = 120
"""Columns that a mapping or list in brackets may take up to; a longer one becomes a block."""

_FILE = PurePath("text")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?", re.ASCII)


class UnformattableError(Exception):
    """The text is left as it is; the message says why."""


def canonical(text: str) -> str:
    """``text`` in the one layout, which means the same and has the same comments.

    Raises `UnformattableError` if it cannot be read, or if that cannot be proved.
    """
    before = text.replace("\r\n", "\n")
    root, found = read(before, _FILE)
    if errors := [each.message for each in found if each.code[0] == "E"]:
        raise UnformattableError(errors[0])
    if root is None:
        return text
    if not isinstance(root, Mapping):
        raise UnformattableError("a file holds sections, and this is none")
    after = _Printer(before).printed(outline(before))
    again, found = read(after, _FILE)
    if again is None or not same(root, again) or _comments(before) != _comments(after):
        raise UnformattableError("its layout cannot be changed without changing what it says")
    return after.replace("\n", "\r\n") if "\r\n" in text else after


def _comments(text: str) -> list[str]:
    """Every comment's words, sorted: some stand elsewhere afterwards."""
    reached, found = 0, []
    for leaf in (*leaves(outline(text)), Leaf(len(text), len(text), "")):
        for line in text[reached : leaf.start].split("\n"):
            found += [each.rstrip() for each in _COMMENT.findall(line)]
        reached = leaf.stop
    return sorted(found)


@dataclass
class _Line:
    """A line of the result, and its comment, which stood at ``column`` of the text."""

    text: str
    comment: str = ""
    column: int = -1

    def __str__(self) -> str:
        return f"{self.text}  {self.comment}" if self.text and self.comment else self.text


@dataclass
class _Printer:
    """Writes an outline line by line, with the comments that stand between its parts."""

    text: str
    lines: list[_Line] = field(default_factory=list)
    reached: int = 0
    levels: list[tuple[int, int]] = field(default_factory=list)
    """Of every block around the last part: its column in the text, and in the result."""

    def printed(self, root: Outline) -> str:
        """The whole text; the lines before the root are kept."""
        head, _, begun = self.text[: root.start].rpartition("\n")
        if begun.strip():
            raise UnformattableError("it begins on the line of `---`")
        self.lines += [_Line(line.strip()) for line in head.split("\n") if head]
        self.reached = root.start
        if isinstance(root, Leaf) or (root.flow and self._commented(root)):
            raise UnformattableError("it is one mapping in braces with comments in it")
        if not self._line("", root, 0):
            self._block(root, 0)
        self._between(len(self.text), 0, 0)
        _align(self.lines)
        whole = "\n".join(str(line).rstrip() for line in self.lines).strip("\n")
        return re.sub(r"\n{3,}", "\n\n", whole) + "\n"

    def _block(self, node: Table | Listing, indent: int, lead: str = "") -> None:
        """The entries of a block, the first one after ``lead`` if that is anything."""
        column = indent if node.flow else self._column(node.start)
        depth = len(self.levels)
        self.levels.append((column, indent))
        for part in node.entries if isinstance(node, Table) else node.items:
            first = part[0] if isinstance(part, tuple) else part
            margin, lead = lead or " " * indent, ""
            self._between(first.start, column, len(margin) - len(margin.lstrip(" ")))
            del self.levels[depth + 1 :]
            if isinstance(part, tuple):
                self.reached = first.stop
                self._value(f"{margin}{_key(first)}:", part[1], indent)
            else:
                self._item(f"{margin}-", part, indent)
        if node.flow:
            self.reached = node.stop

    def _value(self, head: str, node: Outline, indent: int) -> None:
        """A value behind its key: on its line, on the next, or as a block below."""
        if self._line(head, node, indent):
            return
        assert not isinstance(node, Leaf), "it has a line in any case"
        head = f"{head} {node.properties}".rstrip()
        below = f"{' ' * (indent + 2)}{_flat(node)}"
        self._put(head)
        if node.flow and len(below) <= WIDTH:
            self._put(below)
            self.reached = node.stop
        else:
            self._block(node, indent + 2)

    def _item(self, head: str, node: Outline, indent: int) -> None:
        """An entry of a list: on the line of its dash as far as that goes."""
        if self._line(head, node, indent):
            return
        assert not isinstance(node, Leaf), "it has a line in any case"
        if node.properties:
            self._put(f"{head} {node.properties}")
        self._block(node, indent + 2, "" if node.properties else f"{head} ")

    def _line(self, head: str, node: Outline, indent: int) -> bool:
        """Put a leaf, or what stands in brackets and fits, on the line of ``head``."""
        if not isinstance(node, Leaf) and not node.flow:
            return False
        if isinstance(node, Leaf):
            flat = self._leaf(node, indent)
        elif self._commented(node):
            flat = self._shifted(self.text[node.start : node.stop])
            flat = f"{node.properties} {flat}".lstrip(" ")
        elif len(f"{head} {(flat := _flat(node))}") > WIDTH and _parts(node):
            return False
        self._hoist(node.start, indent)
        for n, line in enumerate(flat.split("\n")):
            self._put(line if n or not head else f"{head} {line}".rstrip())
        self.reached = node.stop
        return True

    def _leaf(self, node: Leaf, indent: int) -> str:
        if node.style in ("|", ">"):
            return f"{node.properties} {self._shifted(node.text)}".lstrip(" ")
        first, *more = _written(node, value=True).split("\n")
        margin = " " * (indent + 2)
        return "\n".join([first, *(margin + line.strip() if line.strip() else "" for line in more)])

    def _shifted(self, text: str) -> str:
        """Lines that keep their places to each other, moved as the block around them is."""
        column, indent = self.levels[-1]
        first, *more = text.split("\n")
        moved = [
            line if not line.strip() else " " * (indent - column) + line[max(0, column - indent) :]
            for line in more
        ]
        return "\n".join([first, *moved])

    def _commented(self, node: Table | Listing) -> bool:
        """Is there a comment within, which only the lines that are there can keep in place?"""
        reached = node.start
        for leaf in (*leaves(node), Leaf(node.stop, node.stop, "")):
            if any(map(_COMMENT.search, self.text[reached : leaf.start].split("\n"))):
                return True
            reached = leaf.stop
        return False

    def _between(self, stop: int, column: int, indent: int) -> None:
        """Comments and a blank line from what was reached up to ``stop``, where an entry begins."""
        first, *lines = self.text[self.reached : stop].split("\n")
        if comment := _COMMENT.search(first):
            at = self._column(self.reached) + comment.start()
            self._remark(_Line(" " * indent, comment[0].rstrip(), at))
        for line in lines if stop == len(self.text) else lines[:-1]:
            if comment := _COMMENT.search(line):
                margin = self._margin(comment.start(), column, indent)
                self._put(" " * margin + comment[0].rstrip())
            elif not line.strip():
                self._put("")
        self.reached = stop

    def _remark(self, remark: _Line) -> None:
        """A comment at the end of the last line, or below it if it has one."""
        last = self.lines[-1] if self.lines else _Line("")
        if last.text and not last.comment and not last.text.lstrip().startswith("#"):
            last.comment, last.column = remark.comment, remark.column
        else:
            self._put(remark.text + remark.comment)

    def _hoist(self, stop: int, indent: int) -> None:
        """Comments between a key and its value go above both."""
        for line in self.text[self.reached : stop].split("\n"):
            if comment := _COMMENT.search(line):
                self._put(" " * indent + comment[0].rstrip())

    def _margin(self, at: int, column: int, indent: int) -> int:
        """Where a comment goes that stood at column ``at``: one deeper than what follows belongs
        to the block above it."""
        deeper = [to for was, to in self.levels if column < was <= at]
        return deeper[-1] if deeper else indent

    def _put(self, text: str) -> None:
        self.lines.append(_Line(text))

    def _column(self, offset: int) -> int:
        return offset - self.text.rfind("\n", 0, offset) - 1


def _parts(node: Table | Listing) -> int:
    return len(node.entries if isinstance(node, Table) else node.items)


def _flat(node: Outline) -> str:
    """A part in one line, in brackets if it has parts."""
    match node:
        case Leaf():
            return re.sub(r"[ \t]*\n[ \t]*", " ", _written(node, value=True))
        case Listing(items=items):
            inside = f"[{', '.join(map(_flat, items))}]"
        case Table(entries=entries):
            inside = f"{{{', '.join(_flat_pair(*entry) for entry in entries)}}}"
    return f"{node.properties} {inside}".strip()


def _flat_pair(key: Outline, value: Outline) -> str:
    return f"{_key(key)}: {_flat(value)}" if value.stop > value.start else _key(key)


def _key(key: Outline) -> str:
    if not isinstance(key, Leaf):
        raise UnformattableError("a key is no text")
    return _written(key)


def _written(leaf: Leaf, *, value: bool = False) -> str:
    """A scalar's text: times in quotes, as other readers of YAML need."""
    text = leaf.text
    if value and not leaf.style and _TIME.fullmatch(text):
        text = f'"{text}"'
    return f"{leaf.properties} {text}".strip() if leaf.properties else text


def _align(lines: list[_Line]) -> None:
    """Comments that stood below each other at the ends of lines do so again."""
    for column, run in _runs(lines):
        width = max(len(line.text) for line in run)
        for line in run if column >= 0 and len(run) > 1 else ():
            line.text = line.text.ljust(width)


def _runs(lines: list[_Line]) -> Iterator[tuple[int, list[_Line]]]:
    for column, run in groupby(lines, key=lambda line: line.column):
        yield column, list(run)
