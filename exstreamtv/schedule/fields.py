"""What an expression may ask: every field, its type, and how to read it. Here: of media."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from exstreamtv.model.media import Media

Value: TypeAlias = str | int | date | timedelta | Fraction

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)%?", re.ASCII)


class Type(StrEnum):
    """What the values of a field are; the text is how a person calls it."""

    TEXT = "a text"
    NUMBER = "a number"
    DATE = "a date"
    LENGTH = "a length"
    PERCENT = "a share"
    PRESENCE = "something to ask `has` of"


@dataclass(frozen=True, slots=True)
class Field:
    """A field by name; ``values`` gives its values for what is asked, none where it has none.

    Texts are given folded, so that they compare without regard to case.
    """

    name: str
    type: Type
    values: Callable[[Any], tuple[Value, ...]]


class Vocabulary(NamedTuple):
    """What one kind of expression may ask. ``having`` begins the finding of an unknown field."""

    fields: Mapping[str, Field]
    having: str


def folded(text: str) -> str:
    """``text`` as comparisons see it."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def percent_from(text: str) -> Fraction:
    """``25%`` or ``25`` as the number 25; ValueError for anything else."""
    if not (match := _PERCENT.fullmatch(text)):
        raise ValueError(f"{text!r} is no share")
    return Fraction(match[1])


def _text(name: str, read: Callable[[Media], str]) -> Field:
    def values(media: Media) -> tuple[Value, ...]:
        text = read(media)
        return (folded(text),) if text else ()

    return Field(name, Type.TEXT, values)


def _texts(name: str, read: Callable[[Media], Iterable[str]]) -> Field:
    return Field(name, Type.TEXT, lambda media: tuple(folded(text) for text in read(media)))


def _one(name: str, kind: Type, read: Callable[[Media], Value | None]) -> Field:
    def values(media: Media) -> tuple[Value, ...]:
        value = read(media)
        return () if value is None else (value,)

    return Field(name, kind, values)


def _year(media: Media) -> int | None:
    return media.aired.year if media.year is None and media.aired else media.year


def _streams(name: str, kind: str, attribute: str) -> Field:
    def read(media: Media) -> list[str]:
        found = [getattr(stream, attribute) for stream in media.streams if stream.kind == kind]
        return [text for text in found if text]

    return _texts(name, read)


def _picture(name: str, attribute: str) -> Field:
    def read(media: Media) -> int | None:
        sizes = [getattr(stream, attribute) for stream in media.streams if stream.kind == "video"]
        return max(sizes, default=None)

    return _one(name, Type.NUMBER, read)


def _presence(name: str, read: Callable[[Media], bool]) -> Field:
    return Field(name, Type.PRESENCE, lambda media: (1,) if read(media) else ())


def _library(media: Media) -> str:
    """The first folder of its key: of a local source the first one below the source's own."""
    folder, slash, _ = media.key.partition("/")
    return folder if slash and not folder.endswith(":") else ""


_ALL = (
    _text("title", lambda media: media.title),
    _text("show", lambda media: media.show),
    _one("season", Type.NUMBER, lambda media: media.season),
    _one("episode", Type.NUMBER, lambda media: media.episode),
    _one("year", Type.NUMBER, _year),
    _one("date", Type.DATE, lambda media: media.aired),
    _one("added", Type.DATE, lambda media: media.added),
    _one("length", Type.LENGTH, lambda media: media.length),
    _texts("genre", lambda media: media.genres),
    _texts("tag", lambda media: media.tags),
    _text("rating", lambda media: media.rating),
    _text("studio", lambda media: media.studio),
    _text("network", lambda media: media.network),
    _texts("actor", lambda media: media.actors),
    _texts("director", lambda media: media.directors),
    _texts("writer", lambda media: media.writers),
    _text("artist", lambda media: media.artist),
    _text("album", lambda media: media.album),
    _one("track", Type.NUMBER, lambda media: media.track),
    _streams("language", "audio", "language"),
    _streams("subtitle", "subtitle", "language"),
    _streams("codec", "video", "codec"),
    _picture("width", "width"),
    _picture("height", "height"),
    _presence("hdr", lambda media: any(stream.hdr for stream in media.streams)),
    _presence("chapters", lambda media: bool(media.chapters)),
    _text("library", _library),
    _text("source", lambda media: media.source),
    _text("kind", lambda media: media.kind),
    _text("plot", lambda media: media.plot),
)

FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
"""Every field by its name. A new one is a line above."""

MEDIA = Vocabulary(FIELDS, "media have")
"""What a `where` asks."""
