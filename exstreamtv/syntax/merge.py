"""All files of a station as one document, joined by section and id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from exstreamtv.model.diagnostic import Diagnostic, Span, error
from exstreamtv.model.names import sort_key
from exstreamtv.syntax.tree import Mapping, Node, Scalar, Sequence

_Entry = tuple[Scalar, Node]


def merge(roots: Iterable[Mapping]) -> tuple[Mapping | None, list[Diagnostic]]:
    """One document of many, whose nodes keep their places; None of none.

    Sections and ids come out sorted, so that it means nothing which file an entry stands in.
    Parts of a list come in the order of the files.
    Top-level keys that begin with ``x-`` only hold anchors and are left out.
    """
    sections: dict[str, list[_Entry]] = {}
    first: Span | None = None
    for root in roots:
        first = first or root.span
        for key, value in root.entries:
            if key.value and not key.value.startswith("x-"):
                sections.setdefault(key.value, []).append((key, value))
    if first is None:
        return None, []
    found: list[Diagnostic] = []
    joined = [_joined(sections[name], found) for name in sorted(sections, key=sort_key)]
    return Mapping(first, tuple(entry for entry in joined if entry)), found


def _joined(parts: list[_Entry], found: list[Diagnostic]) -> _Entry | None:
    """One section from its parts in every file; an empty part counts for nothing."""
    written = [part for part in parts if not _empty(part[1])]
    if not written:
        return None
    key, value = written[0]
    if isinstance(value, Mapping) and all(isinstance(part, Mapping) for _, part in written):
        return key, Mapping(value.span, _entries([value for _, value in written], found))
    if isinstance(value, Sequence) and all(isinstance(part, Sequence) for _, part in written):
        return key, Sequence(
            value.span, tuple(item for _, part in written for item in _items(part))
        )
    for other_key, other in written[1:]:
        if not (isinstance(value, Scalar) and isinstance(other, Scalar)) or (
            other.value != value.value
        ):
            found.append(_twice(str(key.value), "section", other_key.span, key.span))
    return key, value


def _entries(parts: Iterable[Node], found: list[Diagnostic]) -> tuple[_Entry, ...]:
    entries: dict[str, _Entry] = {}
    for part in parts:
        for key, value in part.entries if isinstance(part, Mapping) else ():
            name = str(key.value)
            if name in entries:
                found.append(_twice(name, "id", key.span, entries[name][0].span))
            entries.setdefault(name, (key, value))
    return tuple(entries[name] for name in sorted(entries, key=sort_key))


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None


def _twice(name: str, what: str, span: Span, first: Span) -> Diagnostic:
    hint = "rename one of them" if what == "id" else "keep one of them"
    finding = error("E012", f"the {what} `{name}` is given twice", span, hint=hint)
    return replace(finding, related=((first, "first given here"),))
