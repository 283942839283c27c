"""One medium or one cursor as one line of the lock, and back. `lock` keeps the files.

A line is a JSON object in the order of its keys here; what a medium does not have is left out,
and so is a locator that equals the key. Media sort by kind, show, season, episode, title and
key, cursors by name, so that git merges them by lines (determinism.md, section 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.names import sort_key
from exstreamtv.sources import codec
from exstreamtv.sources.codec import Codec, Json

MEDIA = Codec(
    Media,
    {
        "k": codec.text("key"),
        "t": codec.Field("kind", str, lru_cache(MediaKind), str),
        "show": codec.text("show"),
        "s": codec.count("season"),
        "e": codec.count("episode"),
        "part": codec.count("part"),
        "title": codec.text("title"),
        "artist": codec.text("artist"),
        "album": codec.text("album"),
        "track": codec.count("track"),
        "aired": codec.day("aired"),
        "year": codec.count("year"),
        "added": codec.day("added"),
        "ms": codec.length_ms("length"),
        "ch": codec.chapters("chapters"),
        "g": codec.texts("genres"),
        "tags": codec.texts("tags"),
        "cr": codec.text("rating"),
        "studio": codec.text("studio"),
        "network": codec.text("network"),
        "director": codec.texts("directors"),
        "writer": codec.texts("writers"),
        "actor": codec.texts("actors"),
        "plot": codec.text("plot"),
        "art": codec.text("art"),
        "loc": codec.text("locator"),
        "fmt": codec.text("format"),
        "start_us": codec.offset_us("start_time"),
        "st": codec.streams("streams"),
        "since": codec.broadcast_day("since"),
        "gone": codec.broadcast_day("gone"),
    },
)

CURSOR = Codec(
    Cursor,
    {
        "c": codec.text("name"),
        "at": codec.broadcast_day("at"),
        "cycle": codec.count("cycle"),
        "began": codec.broadcast_day("began"),
        "next": codec.text("next"),
        "used": codec.texts("used"),
        "basis": codec.text("basis"),
        "tally": codec.counts("tally"),
        "draws_as": codec.text("draws_as"),
    },
)


def media_from(source: str, line: Mapping[str, Json]) -> Media:
    """The medium that a parsed line describes; ValueError if it describes none.

    The instance is filled directly, absent fields being the class's defaults: a quarter of
    the time that ``Media(**values)`` takes. So is its name, which everybody asks for.
    """
    values = MEDIA.values(line)
    key = values["key"]
    values["source"], values["name"] = source, f"{source}:{key}"
    values.setdefault("locator", key)
    media = object.__new__(Media)
    object.__setattr__(media, "__dict__", values)
    return media


def media_line(media: Media) -> str:
    """The one text of ``media`` in the lock."""
    line = MEDIA.line(media)
    if media.locator == media.key:
        line.pop("loc", None)
    return codec.compact(line)


def place(media: Media) -> tuple[object, ...]:
    """Where a medium stands among the lines of its source."""
    return (
        media.kind.value,
        sort_key(media.show),
        -1 if media.season is None else media.season,
        -1 if media.episode is None else media.episode,
        sort_key(media.title),
        media.key,
    )


def media_text(media: Iterable[Media]) -> str:
    """A whole ``SOURCE.jsonl``."""
    return "".join(f"{media_line(medium)}\n" for medium in sorted(media, key=place))


def cursor_from(line: Mapping[str, Json]) -> Cursor:
    """The cursor that a parsed line describes; ValueError if it describes none."""
    return Cursor(**CURSOR.values(line))


def cursors_text(cursors: Iterable[Cursor]) -> str:
    """A whole ``cursors.jsonl``."""
    lines = (codec.compact(CURSOR.line(cursor)) for cursor in sorted(cursors, key=lambda c: c.name))
    return "".join(f"{line}\n" for line in lines)
