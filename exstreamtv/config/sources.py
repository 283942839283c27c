"""Where media come from, as authors write it. One class a kind of source."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag

from exstreamtv.config.section import Section
from exstreamtv.config.types import Count, Length, Lengths, Rate, Text, Texts, Truth


class LocalSource(Section):
    """A folder of media files and everything below it."""

    type: Literal["local"]
    path: Text
    kind: Literal["show", "movie", "music", "clip"]
    include: Texts = ()
    exclude: Texts = ()
    tags: Texts = ()
    follow_symlinks: Truth = False


class GeneratedShow(Section):
    """A drawn series: so many seasons of so many episodes."""

    seasons: Count = 1
    episodes: Count = 6
    length: Length
    year: Count | None = None
    genre: Texts = ()
    rating: Text | None = None
    chapters: Count | None = None
    titles: Texts = ()
    plot: Text | None = None


class GeneratedFilm(Section):
    """A drawn film."""

    length: Length
    year: Count | None = None
    genre: Texts = ()
    rating: Text | None = None
    chapters: Count | None = None
    director: Texts = ()
    actor: Texts = ()
    plot: Text | None = None


class GeneratedClips(Section):
    """Drawn short material: spots, idents, trailers."""

    count: Count
    lengths: Lengths
    tag: Texts = ()


class GeneratedMusic(Section):
    """Drawn music videos of one artist."""

    count: Count
    lengths: Lengths
    album: Text | None = None
    year: Count | None = None
    genre: Texts = ()
    titles: Texts = ()


class GeneratedSource(Section):
    """A catalogue that FFmpeg draws while it plays: nothing on disk, nothing to download."""

    type: Literal["generated"]
    rate: Rate | None = None
    shows: dict[str, GeneratedShow] = Field(default_factory=dict)
    films: dict[str, GeneratedFilm] = Field(default_factory=dict)
    clips: dict[str, GeneratedClips] = Field(default_factory=dict)
    music: dict[str, GeneratedMusic] = Field(default_factory=dict)


def _kind(value: object) -> str | None:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return kind if isinstance(kind, str) else None


SourceConfig: TypeAlias = Annotated[
    Annotated[LocalSource, Tag("local")] | Annotated[GeneratedSource, Tag("generated")],
    Discriminator(_kind),
]
"""Every kind of source by its `type`. A new one is a class above and a line here."""
