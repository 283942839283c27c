"""A YAML document in which every node still knows where it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, Union

from exstreamtv.model.diagnostic import Span

Steps: TypeAlias = tuple[str | int, ...]
"""Where a value sits in the document: ``("channels", "retro", "number")``."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, or None where nothing is written. ``quoted`` tells ``"7"`` from ``7``."""

    span: Span
    value: str | None
    quoted: bool = False
    alias: Span | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    span: Span
    items: tuple[Node, ...]
    alias: Span | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; keys are unique texts.

    ``alias`` of any node is where ``*name`` stands, if the node was reached by one.
    """

    span: Span
    entries: tuple[tuple[Scalar, Node], ...]
    alias: Span | None = None
    _index: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index.update((str(key.value), at) for at, (key, _) in enumerate(self.entries))

    def find(self, key: str) -> tuple[Scalar, Node] | None:
        """The entry under ``key``, or None."""
        at = self._index.get(key)
        return None if at is None else self.entries[at]


Node: TypeAlias = Union["Scalar", "Sequence", "Mapping"]


def plain(node: Node) -> Plain:
    """The bare Python value of a node, for validation."""
    match node:
        case Scalar(value=value):
            return value
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping(entries=entries):
            return {str(key.value): plain(value) for key, value in entries}


def same(one: Node, other: Node) -> bool:
    """Do two nodes say the same, wherever they stand? The order of keys means nothing."""
    return plain(one) == plain(other)


def child(node: Node, step: str | int) -> Node | None:
    """One step down, or None where the document has nothing there."""
    match node, step:
        case Sequence(items=items), int() if 0 <= step < len(items):
            return items[step]
        case Mapping(), str():
            entry = node.find(step)
            return entry[1] if entry else None
        case _:
            return None


def locate(root: Node, path: Steps) -> Span:
    """The span of the value at ``path``, or of its nearest written ancestor."""
    node = root
    for step in path:
        below = child(node, step)
        if below is None:
            break
        node = below
    return node.span


def locate_key(root: Node, path: Steps) -> Span:
    """The span of the key that names the value at ``path``."""
    *above, last = path or ("",)
    node: Node | None = root
    for step in above:
        node = child(node, step) if node else None
    if isinstance(node, Mapping) and isinstance(last, str) and (entry := node.find(last)):
        return entry[0].span
    return locate(root, path)


def below(node: Node) -> Iterable[tuple[str | int, Node]]:
    """What stands directly in a node, each with the step that leads to it."""
    match node:
        case Sequence(items=items):
            return enumerate(items)
        case Mapping(entries=entries):
            return ((str(key.value), value) for key, value in entries)
        case Scalar():
            return ()


def walk(node: Node, path: Steps = ()) -> Iterator[tuple[Steps, Node]]:
    """Every node with its path, parents first."""
    yield path, node
    for step, inner in below(node):
        yield from walk(inner, (*path, step))
