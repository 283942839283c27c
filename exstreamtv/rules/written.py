"""What the author wrote at a path of the document, found again in the validated station."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from exstreamtv.config.section import Section, keys_of
from exstreamtv.config.station import Station
from exstreamtv.model.timeline import Kind, PlayoutItem
from exstreamtv.syntax.tree import Steps


def written_at(station: Station, path: Steps) -> object:
    """The section, list or value at ``path``; None where there is none."""
    found: object = station
    for step in path:
        found = _below(found, step)
    return found


def unwanted(station: Station, item: PlayoutItem) -> bool:
    """Is this slate that nobody asked for, rather than a stated gap?"""
    if item.kind is not Kind.SLATE:
        return False
    return not getattr(written_at(station, item.why.path), "off_air", False)


def _below(found: object, step: str | int) -> object:
    match found:
        case Section():
            return getattr(found, _fields(type(found)).get(str(step), ""), None)
        case Mapping():
            return found.get(step)
        case list() | tuple() if isinstance(step, int) and step < len(found):
            return found[step]
        case _:
            return None


@cache
def _fields(kind: type[Section]) -> Mapping[str, str]:
    return {key: field for field, key in keys_of(kind).items()}
