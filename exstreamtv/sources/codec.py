"""Values as compact JSON objects with short keys in a fixed order: the lock's and the cache's form.

A field that has its default is left out. Reading is strict (an unknown key, a wrong type and
a missing field are errors) and fast: a station reads 20,000 lines at each command.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from exstreamtv.model.media import Chapter, Stream
from exstreamtv.model.time import MICROSECOND, from_ms, ms
from exstreamtv.sources.streams import stream_from, stream_text

Json: TypeAlias = Any
"""What a JSON parser gives: it is checked here and goes no further."""


class Field(NamedTuple):
    """One key. ``kind`` is JSON's type; ``read`` is None where the value serves as it is."""

    name: str
    kind: type
    read: Callable[[Json], object] | None
    write: Callable[[Any], Json]


class Codec:
    """Reads and writes the fields of one dataclass; ``keys`` are in the order of writing."""

    def __init__(self, value: type, keys: Mapping[str, Field]) -> None:
        self._fields = keys
        self._plan = {key: (field.name, field.kind, field.read) for key, field in keys.items()}
        defaults = {field.name: field.default for field in fields(value)}
        self._unsaid = [defaults[field.name] for field in keys.values()]
        self._needed = {key for key, field in keys.items() if defaults[field.name] is MISSING}
        self._held = attrgetter(*(field.name for field in keys.values()))

    def values(self, line: Mapping[str, Json]) -> dict[str, Any]:
        """The fields that a parsed line gives; ValueError, in a few words, if it makes no sense."""
        values: dict[str, Any] = {}
        key = ""
        try:
            for key, value in line.items():
                name, kind, read = self._plan[key]
                if type(value) is not kind:
                    raise ValueError(f"{json.dumps(value, ensure_ascii=False)} does not fit")
                values[name] = read(value) if read else value
        except KeyError as error:
            raise ValueError(f"`{key}` is no key of this version") from error
        except (ValueError, TypeError, OverflowError) as error:
            raise ValueError(f"`{key}`: {error}") from error
        if not line.keys() >= self._needed:
            raise ValueError(f"`{min(self._needed - line.keys())}` is missing")
        return values

    def line(self, value: object) -> dict[str, Json]:
        """The keys of ``value`` that are not at their defaults."""
        held = zip(self._fields.items(), self._held(value), self._unsaid, strict=True)
        return {key: field.write(has) for (key, field), has, unsaid in held if has != unsaid}


def compact(line: Mapping[str, Json]) -> str:
    """The one text of a line, without its end."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def text(name: str) -> Field:
    """A text."""
    return Field(name, str, None, str)


def count(name: str) -> Field:
    """A whole number."""
    return Field(name, int, None, int)


def day(name: str) -> Field:
    """A date, ``2026-12-24``."""
    return Field(name, str, _day, date.isoformat)


def broadcast_day(name: str) -> Field:
    """A date on which something may be on the air: of this millennium, so that it can be walked."""
    return Field(name, str, _broadcast_day, date.isoformat)


def texts(name: str) -> Field:
    """A list of texts."""
    return Field(name, list, _texts, list)


def counts(name: str) -> Field:
    """Whole numbers by name."""
    return Field(name, dict, _counts, dict)


def length_ms(name: str) -> Field:
    """A length in milliseconds; nothing has none."""
    return Field(name, int, _length, ms)


def offset_us(name: str) -> Field:
    """An offset in microseconds."""
    return Field(name, int, MICROSECOND.__mul__, lambda offset: offset // MICROSECOND)


def chapters(name: str) -> Field:
    """Pairs of a start in milliseconds and a title."""
    return Field(name, list, _chapters, lambda marks: [[ms(m.start), m.title] for m in marks])


def streams(name: str) -> Field:
    """Streams as texts."""
    return Field(name, list, _streams, lambda held: [*map(_stream_text, held)])


def _of_this_millennium(text: str) -> date:
    found = date.fromisoformat(text)
    if not 2000 <= found.year < 3000:
        raise ValueError(f"{text} is no day of this millennium")
    return found


def _length(value: int) -> timedelta:
    if value <= 0:
        raise ValueError(f"{value} ms is no length")
    return from_ms(value)


def _chapters(values: list[Json]) -> tuple[Chapter, ...]:
    _all_texts(tuple([title for _, title in values]))
    return tuple([Chapter(from_ms(start), title) for start, title in values])


def _texts(values: list[Json]) -> tuple[str, ...]:
    return _all_texts(tuple(values))


def _counts(values: dict[str, Json]) -> tuple[tuple[str, int], ...]:
    if not all(type(value) is int for value in values.values()):
        raise ValueError("not all of them are whole numbers")
    return tuple(sorted(values.items()))


def _streams(values: list[Json]) -> tuple[Stream, ...]:
    return _all_streams(tuple(values))


# The same few days, genres and sets of streams stand in thousands of lines.
_day = lru_cache(maxsize=65536)(date.fromisoformat)
_broadcast_day = lru_cache(maxsize=65536)(_of_this_millennium)
_stream_text = lru_cache(maxsize=4096)(stream_text)


@lru_cache(maxsize=4096)
def _all_texts(values: tuple[Json, ...]) -> tuple[str, ...]:
    if not all(type(value) is str for value in values):
        raise ValueError("not all of them are texts")
    return values


@lru_cache(maxsize=4096)
def _all_streams(values: tuple[Json, ...]) -> tuple[Stream, ...]:
    return tuple(map(stream_from, values))
