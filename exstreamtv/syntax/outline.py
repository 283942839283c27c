"""The parts of a YAML text as they are written: anchors, styles and offsets, and no meaning.

What `tree` leaves out and a printer needs. For texts that `reader` has read without an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias, Union

import yaml
from yaml import events

_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar or an alias; ``style`` is how it is quoted, or ``|`` or ``>``, or empty.

    ``properties`` of any part is its anchor, as written. Offsets are of the text, in code points,
    and leave out the properties.
    """

    start: int
    stop: int
    text: str
    style: str = ""
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; ``flow`` if it stands in brackets."""

    start: int
    stop: int
    flow: bool
    items: tuple[Outline, ...]
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; ``flow`` if it stands in braces."""

    start: int
    stop: int
    flow: bool
    entries: tuple[tuple[Outline, Outline], ...]
    properties: str = ""


Outline: TypeAlias = Union["Leaf", "Listing", "Table"]


def outline(text: str) -> Outline:
    """The one document in ``text``, which must be readable and not empty."""
    return _Reader(text).root()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.event = _LOADER(text).get_event

    def root(self) -> Outline:
        for _ in range(2):
            self.event()
        return self._part(self.event())

    def _part(self, event: Any) -> Outline:
        properties, start = self._properties(event)
        stop = event.end_mark.index
        match event:
            case events.SequenceStartEvent():
                items = []
                while not isinstance(following := self.event(), events.SequenceEndEvent):
                    items.append(self._part(following))
                end = _end(following) if event.flow_style else _stop(items, stop)
                return Listing(start, end, bool(event.flow_style), tuple(items), properties)
            case events.MappingStartEvent():
                entries = []
                while not isinstance(following := self.event(), events.MappingEndEvent):
                    entries.append((self._part(following), self._part(self.event())))
                end = _end(following) if event.flow_style else _stop(entries, stop)
                return Table(start, end, bool(event.flow_style), tuple(entries), properties)
            case events.AliasEvent():
                return Leaf(start, stop, self.text[start:stop])
            case _:
                written = self.text[start:stop]
                if (event.style or "") in ("|", ">"):
                    written = written.rstrip("\n ")
                    stop = start + len(written)
                return Leaf(start, stop, written, event.style or "", properties)

    def _properties(self, event: Any) -> tuple[str, int]:
        """The anchor, and where what it marks begins."""
        start = event.start_mark.index
        if not getattr(event, "anchor", None) or isinstance(event, events.AliasEvent):
            return "", start
        anchor = f"&{event.anchor}"
        at = start + len(anchor)
        rest = self.text[at : event.end_mark.index]
        return anchor, at + len(rest) - len(rest.lstrip())


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _stop(parts: Any, otherwise: int) -> int:
    last = parts[-1] if parts else None
    if isinstance(last, tuple):
        last = last[-1]
    return last.stop if last else otherwise


def leaves(node: Outline) -> Iterator[Leaf]:
    """Every scalar and alias, in the order written."""
    match node:
        case Leaf():
            yield node
        case Listing(items=items):
            for item in items:
                yield from leaves(item)
        case Table(entries=entries):
            for key, value in entries:
                yield from leaves(key)
                yield from leaves(value)
