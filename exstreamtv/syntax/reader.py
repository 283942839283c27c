"""YAML text to located tree: structure only, every plain scalar stays the text that was written.

Built from the parser's events, because a composed document no longer knows where an alias stood.
No text makes this raise: whatever is wrong with it becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import yaml
from yaml import events

from exstreamtv.model.diagnostic import Diagnostic, Span, TextEdit, error, warning
from exstreamtv.syntax.complaint import place_at, syntax_error
from exstreamtv.syntax.edit import without
from exstreamtv.syntax.tree import Mapping, Node, Scalar, Sequence, same

MOST_TEXT = 5_000_000
"""The longest file that is read, in code points (in bytes where it is still a file)."""

_DEEPEST = 64
_MOST_ALIASED = 100_000

_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMENT = re.compile(r"[ \t]+(#(?=[^\s#!])[^\r\n]*)")
_NEEDLESS = re.compile(r"!!(?:str|int|float|bool|map|seq)[ \t]+(?=[^\s#&])")
"""Tags that say what the language says anyway."""
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)+")


def read(text: str, file: PurePath) -> tuple[Node | None, list[Diagnostic]]:
    """The document in ``text``, or None where nothing is written or it cannot be read.

    A byte order mark is not counted in any span.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_TEXT:
        return None, [too_big(file)]
    if bad := _UNREADABLE.search(text):
        return None, [_unreadable(text, file, bad)]
    reader = _Reader(text, file)
    try:
        return reader.document(), reader.found
    except yaml.MarkedYAMLError as problem:
        return None, [*reader.found, syntax_error(text, file, problem)]
    except _TooMuchError as much:
        return None, [*reader.found, much.finding]


def _within(found: Diagnostic, span: Span) -> bool:
    """Is a finding about something inside of ``span``, in the same file?"""
    return found.span is not None and span.offset <= found.span.offset < span.end_offset


def too_big(file: PurePath) -> Diagnostic:
    """The finding that a file is larger than any station written by people."""
    hint = "split it into several files, or see whether it belongs here at all"
    return error("E008", "the file is larger than 5 MB", Span(file, 0, 0, 0, 0), hint=hint)


def _unreadable(text: str, file: PurePath, bad: re.Match[str]) -> Diagnostic:
    what = f"the control character U+{ord(bad[0]):04X} stands in the text"
    hint = 'remove it; inside double quotes it can be written as an escape: `"\\x1b"`'
    return error("E007", what, place_at(text, file, bad.start(), bad.end()), hint=hint)


class _TooMuchError(Exception):
    """Reading must stop: the tree would grow beyond what people write."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Reader:
    """Turns the events of one text into its tree, noting anchors and findings on the way."""

    def __init__(self, text: str, file: PurePath) -> None:
        self.text, self.file = text, file
        self.found: list[Diagnostic] = []
        self.event: Callable[[], Any] = _LOADER(text).get_event
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.nodes = 0
        self.aliased = 0

    def document(self) -> Node | None:
        """The first document; a second one is a finding."""
        self.event()
        if not isinstance(self.event(), events.DocumentStartEvent):
            return None
        root = self._node(self.event(), 0)
        self.event()
        if isinstance(second := self.event(), events.DocumentStartEvent):
            self._say("E004", "a second document begins here", second, "one file is one document")
        return None if isinstance(root, Scalar) and root.value is None else root

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, events.AliasEvent):
            return self._aliased(event)
        if depth > _DEEPEST:
            deep = f"this is nested more than {_DEEPEST} levels deep"
            raise _TooMuchError(error("E008", deep, self._span(event)))
        before = self.nodes
        self.nodes += 1
        if event.tag:
            self._refuse_tag(event)
        node: Node
        if isinstance(event, events.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, events.SequenceStartEvent):
            node = self._sequence(event, depth)
        else:
            node = self._mapping(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.nodes - before)
        return node

    def _scalar(self, event: Any) -> Scalar:
        span = self._span(event)
        if event.anchor or event.tag:
            span = self._without_properties(span)
        if event.style:
            return Scalar(span, event.value, quoted=True)
        if not event.value:
            return Scalar(span, None)
        self._mind_comment(event)
        return Scalar(span, event.value)

    def _sequence(self, event: Any, depth: int) -> Sequence:
        items = []
        while not isinstance(following := self.event(), events.SequenceEndEvent):
            items.append(self._node(following, depth + 1))
        return Sequence(self._collection_span(event, following, items), tuple(items))

    def _mapping(self, event: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        merged: list[tuple[Scalar, Node]] = []
        last: list[Node] = []
        while not isinstance(following := self.event(), events.MappingEndEvent):
            key = self._node(following, depth + 1)
            value = self._node(self.event(), depth + 1)
            last = [value]
            if not isinstance(key, Scalar) or key.value is None:
                self._refuse_key(key)
            elif key.value in entries:
                self._refuse_twice((key, value), entries[key.value])
            else:
                entries[key.value] = (key, value)
        if (merge := entries.get("<<")) and not merge[0].quoted:
            del entries["<<"]
            merged = [e for e in self._merged(merge[1]) if e[0].value not in entries]
        span = self._collection_span(event, following, last)
        return Mapping(span, (*entries.values(), *merged))

    def _merged(self, value: Node) -> list[tuple[Scalar, Node]]:
        sources = value.items if isinstance(value, Sequence) else (value,)
        entries: dict[str | None, tuple[Scalar, Node]] = {}
        for source in sources:
            if not isinstance(source, Mapping):
                hint = "write `<<: *name` with the anchor of a mapping above in this file"
                what = "`<<` takes in a mapping, and this is none"
                self.found.append(error("E009", what, source.alias or source.span, hint=hint))
                continue
            for key, node in source.entries:
                site = node.alias or source.alias
                entries.setdefault(key.value, (key, replace(node, alias=site)))
        return list(entries.values())

    def _aliased(self, event: Any) -> Node:
        span = self._span(event)
        if event.anchor not in self.anchors:
            hint = "an anchor counts within its own file, from its end on"
            self._say("E009", f"no anchor `&{event.anchor}` is set above", event, hint)
            return Mapping(span, ())
        node, weight = self.anchors[event.anchor]
        self.nodes += weight
        self.aliased += weight
        if self.aliased > _MOST_ALIASED:
            raise _TooMuchError(error("E008", "the aliases up to here repeat too much", span))
        return replace(node, alias=span)

    def _refuse_key(self, key: Node) -> None:
        where = key.alias or key.span
        while self.found and _within(self.found[-1], where):
            self.found.pop()
        hint = "there are no templates here: write the text itself, or put it in quotes"
        self.found.append(error("E005", "a key must be a single text", where, hint=hint))

    def _refuse_twice(self, entry: tuple[Scalar, Node], first: tuple[Scalar, Node]) -> None:
        key = entry[0]
        twice = error("E003", f"`{key.value}` is written twice in one mapping", key.span)
        related = ((first[0].span, "first written here"),)
        fix = without(self.text, key.span, entry[1]) if same(entry[1], first[1]) else ()
        self.found.append(replace(twice, hint="keep one of them", related=related, fix=fix))

    def _refuse_tag(self, event: Any) -> None:
        hint = "refer to things by name, or use an anchor within the file"
        self._say("E006", "tags are not part of the language", event, hint)
        if tag := _NEEDLESS.match(self.text, event.start_mark.index):
            span = self._after(event.start_mark, *tag.span())
            self.found[-1] = replace(self.found[-1], fix=(TextEdit(span, ""),))

    def _mind_comment(self, event: Any) -> None:
        if comment := _COMMENT.match(self.text, event.end_mark.index):
            where = self._after(event.end_mark, *comment.span(1))
            hint = "quote the whole value if this belongs to it, or leave a space after `#`"
            what = f"`{comment[1]}` is a comment here, not a part of `{event.value}`"
            self.found.append(warning("W005", what, where, hint=hint))
        elif event.value in ("~", "null", "Null", "NULL"):
            hint = "leave the key out to say nothing, or quote the text"
            what = f"`{event.value}` is a text here, not nothing"
            self.found.append(warning("W006", what, self._span(event), hint=hint))

    def _say(self, code: str, message: str, event: Any, hint: str) -> None:
        self.found.append(error(code, message, self._span(event), hint=hint))

    def _span(self, event: Any) -> Span:
        return self._between(event.start_mark, event.end_mark)

    def _between(self, start: Any, stop: Any) -> Span:
        return Span(
            self.file, start.line, start.column, stop.line, stop.column, start.index, stop.index
        )

    def _after(self, mark: Any, start: int, stop: int) -> Span:
        """The span between two offsets on the line of ``mark``."""
        columns = mark.column + start - mark.index, mark.column + stop - mark.index
        return Span(self.file, mark.line, columns[0], mark.line, columns[1], start, stop)

    def _collection_span(self, start: Any, stop: Any, children: list[Node]) -> Span:
        """Flow style ends at its bracket; block style at its last child, not at the next token."""
        span = self._between(start.start_mark, stop.end_mark)
        if start.flow_style or not children:
            return span
        end = children[-1].alias or children[-1].span
        return span._replace(
            end_line=end.end_line, end_column=end.end_column, end_offset=end.end_offset
        )

    def _without_properties(self, span: Span) -> Span:
        """Only the value of ``&anchor value``; a value on a later line keeps the whole."""
        match = _PROPERTIES.match(self.text, span.offset, span.end_offset)
        width = match.end() - match.start() if match else 0
        return span._replace(column=span.column + width, offset=span.offset + width)
