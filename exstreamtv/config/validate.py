"""Located tree to typed configuration, with every misfit as a finding at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from exstreamtv.config.misfits import Misfit, finding
from exstreamtv.config.section import Section, place
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.syntax.tree import (
    Mapping,
    Node,
    Plain,
    Scalar,
    Steps,
    below,
    child,
    locate_key,
    plain,
)

_Noted = dict[int, type[Section]]
"""What each mapping was taken for, by its identity while it is validated."""


def validate(root: Mapping) -> tuple[Station | None, list[Diagnostic]]:
    """The station that ``root`` describes, or None and everything that keeps it from being one."""
    empty = dict.fromkeys(_empty(root, ()))
    found = [_missing(root, path) for path in empty]
    written = plain(root)
    noted: _Noted = {}
    try:
        station = Station.model_validate(written, context=noted)
    except ValidationError as problem:
        misfits = [_located(root, written, noted, each) for each in problem.errors()]
        found += [finding(misfit) for misfit in misfits if misfit.path not in empty]
        return None, _once(found)
    if found:
        return None, _once(found)
    place(station, root)
    return station, []


def _empty(node: Node, path: Steps) -> Iterator[Steps]:
    """Where nothing is written behind a key or a dash."""
    for step, inner in below(node):
        if not isinstance(inner, Scalar):
            yield from _empty(inner, (*path, step))
        elif inner.value is None:
            yield (*path, step)


def _missing(root: Mapping, path: Steps) -> Diagnostic:
    what = f"`{path[-1]}` has no value" if isinstance(path[-1], str) else "this entry is empty"
    span = locate_key(root, path)
    return error("E101", what, span, hint="write one, or leave the key out")


def _located(root: Mapping, written: Plain, noted: _Noted, details: ErrorDetails) -> Misfit:
    """What pydantic says, with the steps of its ``loc`` that are steps of the document.

    The others are union tags and names of types, which change from release to release
    (pydantic#12831).
    """
    node: Node = root
    value: Any = written
    path: list[str | int] = []
    section: type[Section] = Station
    for step in details["loc"]:
        if (below := child(node, step)) is None:
            continue
        node, value = below, value[step]
        path.append(step)
        section = noted.get(id(value), section)
    return Misfit(root, tuple(path), section, details)


def _once(found: list[Diagnostic]) -> list[Diagnostic]:
    """One finding a place, though several keys may be missing there. An alias repeats mistakes."""
    kept: dict[object, Diagnostic] = {}
    for each in found:
        kept.setdefault((each.span, each.message if each.code == "E102" else ""), each)
    return list(kept.values())
