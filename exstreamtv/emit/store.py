"""Compiled timelines as text, and back: one JSON document, an entry a line for git to compare.

Only what is not the default is written. Media stand in a table of their own and are
referred to by name. Instants are RFC 3339, lengths whole milliseconds, rates fractions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from types import NoneType
from typing import Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from exstreamtv.model.failure import StateError
from exstreamtv.model.media import Chapter, Media, Stream
from exstreamtv.model.subtitles import Subtitles
from exstreamtv.model.time import from_ms, instant_from, instant_text, ms
from exstreamtv.model.timeline import PlayoutItem, Programme, Standby, Timeline, Why

VERSION = 1

_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Json: TypeAlias = Any
"""What the json module reads and writes; this module is its door."""

T = TypeVar("T")


def dump(timelines: Mapping[str, Timeline]) -> str:
    """The canonical text of compiled timelines, by channel id. Equal timelines, equal bytes."""
    media = {
        entry.media.name: entry.media
        for timeline in timelines.values()
        for run in (timeline.items, timeline.programmes)
        for entry in run
        if entry.media
    }
    media |= {
        standby.media.name: standby.media
        for timeline in timelines.values()
        for item in timeline.items
        for standby in item.alternate
        if standby.media
    }
    parts = [f'"version": {VERSION}', _array("media", (media[name] for name in sorted(media)))]
    for channel in sorted(timelines):
        parts.append(_array(f"items {channel}", timelines[channel].items))
        parts.append(_array(f"programmes {channel}", timelines[channel].programmes))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def load(text: str) -> dict[str, Timeline]:
    """The timelines that `dump` wrote; StateError if they are of another version or not whole."""
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            raise StateError(f"timelines of version {document['version']} cannot be read here")
        return _timelines(document)
    except (ValueError, LookupError, TypeError) as error:
        raise StateError(f"this is no file of compiled timelines: {error}") from error


def _timelines(document: Json) -> dict[str, Timeline]:
    media = {}
    for each in document["media"]:
        medium = _record(Media, each, {})
        media[medium.name] = medium
    return {
        (channel := key.removeprefix("items ")): Timeline(
            channel,
            [_record(PlayoutItem, each, media) for each in document[key]],
            [_record(Programme, each, media) for each in document[f"programmes {channel}"]],
        )
        for key in document
        if key.startswith("items ")
    }


def _array(name: str, entries: Iterable[object]) -> str:
    lines = (_LINE.encode(_fields(entry)) for entry in entries)
    return f'"{name}": [\n' + ",\n".join(lines) + "\n]"


_STORED: tuple[type, ...] = (
    Chapter,
    Media,
    PlayoutItem,
    Programme,
    Standby,
    Stream,
    Subtitles,
    Why,
)

_HINTS = {kind: get_type_hints(kind) for kind in _STORED}

_DEFAULTS = {
    kind: {
        each.name: each.default if each.default_factory is MISSING else each.default_factory()
        for each in fields(kind)
    }
    for kind in _STORED
}


def _fields(value: object) -> dict[str, Json]:
    defaults = _DEFAULTS[type(value)].items()
    values = ((name, getattr(value, name), default) for name, default in defaults)
    return {name: _plain(held) for name, held, default in values if held != default}


def _plain(value: object) -> Json:
    match value:
        case Media():
            return value.name
        case datetime():
            return instant_text(value)
        case date():
            return value.isoformat()
        case timedelta():
            return ms(value)
        case Fraction():
            return str(value)
        case tuple():
            return [_plain(each) for each in value]
        case str() | int() | None:
            return value
        case _:
            return _fields(value)


_READERS: dict[type, Any] = {
    datetime: instant_from,
    date: date.fromisoformat,
    timedelta: from_ms,
    Fraction: Fraction,
}


def _record(kind: type[T], written: Json, media: Mapping[str, Media]) -> T:
    hints = _HINTS[kind]
    return kind(**{name: _value(hints[name], value, media) for name, value in written.items()})


def _value(hint: Any, value: Json, media: Mapping[str, Media]) -> Any:
    """``value`` as the type that ``hint`` names; of several the first that is not None."""
    if hint is Media:
        return media[value]
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each, media) for each in value)
    if alternatives := [kind for kind in get_args(hint) if kind is not NoneType]:
        several = len(alternatives) > 1
        return value if several or value is None else _value(alternatives[0], value, media)
    if hint in _HINTS:
        return _record(hint, value, media)
    if hint in _READERS or issubclass(hint, StrEnum):
        return _READERS.get(hint, hint)(value)
    return value
