"""A file of one JSON object a line, as values; every line that gives none is a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import TypeVar

from pydantic_core import from_json

from exstreamtv.model.diagnostic import Diagnostic, Span, error
from exstreamtv.sources.codec import Json

T = TypeVar("T")
Row = Mapping[str, Json]


def values(
    path: PurePath, text: str, read: Callable[[Row], T], found: list[Diagnostic]
) -> tuple[T, ...]:
    """What ``read`` makes of each line; it raises ValueError, in a few words, for a bad one."""
    try:
        return tuple([read(row) for row in _at_once(text)])
    except ValueError:
        return tuple(_one_by_one(path, text, read, found))


def row_from(text: str) -> Row:
    """The one JSON object in ``text``; ValueError if there is anything else."""
    row = from_json(text.encode())
    if type(row) is not dict:
        raise ValueError("it is no JSON object")
    return row


def unreadable(path: PurePath, text: str, number: int, why: str) -> Diagnostic:
    """The finding for a line, counted from 0, that makes no sense."""
    message = f"this line makes no sense: {why}"
    hint = f"take `{path.name}` from git again"
    return error("E403", message, line_span(path, text, number), hint=hint)


def line_span(path: PurePath, text: str, number: int) -> Span:
    """The whole of a line, counted from 0, or the last one."""
    lines = text.split("\n")
    number = min(number, len(lines) - 1)
    offset = sum(len(line) + 1 for line in lines[:number])
    width = len(lines[number])
    return Span(path, number, 0, number, width, offset, offset + width)


def _at_once(text: str) -> list[Row]:
    """All lines as one array, which is twice as fast; ValueError if not each is one object."""
    lines = text.removesuffix("\n").split("\n") if text else []
    rows: list[Json] = from_json(f"[{','.join(lines)}]".encode())
    if len(rows) != len(lines) or not all(type(row) is dict for row in rows):
        raise ValueError("not one object a line")
    return rows


def _one_by_one(
    path: PurePath, text: str, read: Callable[[Row], T], found: list[Diagnostic]
) -> Iterator[T]:
    for number, line in enumerate(text.split("\n")):
        try:
            if line:
                yield read(row_from(line))
        except ValueError as why:
            found.append(unreadable(path, text, number, str(why)))
