"""Where media come from, as authors write it. One class a kind of source."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from exstreamtv.config.section import Section
from exstreamtv.config.types import (
    Count,
    LengthSpan,
    LiveUrl,
    Rate,
    Seconds,
    SecondsList,
    Text,
    Texts,
    Truth,
    Year,
    misfit,
)

_MOST_EPISODES = 10_000
_LAST_YEAR = 9999


class LocalSource(Section):
    """A folder of media files and everything below it."""

    called: ClassVar[str] = "a `local` source"

    type: Literal["local"]
    """`local`: files."""
    path: Text = Field(examples=["/srv/films"])
    """The folder; a relative one begins at the folder that holds the station."""
    kind: Literal["show", "movie", "music", "clip"] = Field(examples=["movie"])
    """How names are read."""
    include: Texts = ()
    """Only paths below it that match: `**/*.mkv`."""
    exclude: Texts = ()
    """No paths below it that match: `**/extras/**`."""
    tags: Texts = ()
    """Tags that every file gets."""
    follow_symlinks: Truth = False
    """Follow links that leave the folder."""


class GeneratedShow(Section):
    """A drawn series: so many seasons of so many episodes."""

    called: ClassVar[str] = "a show"

    seasons: Count = 1
    """How many."""
    episodes: Count = 6
    """How many in each season."""
    length: LengthSpan = Field(examples=["22m"])
    """Of each episode: `22m`, or drawn from `22m..26m`."""
    year: Year | None = None
    """Of the first season."""
    genre: Texts = ()
    """Its genres."""
    rating: Text | None = None
    """Its rating, as `TV-PG`."""
    chapters: Count | None = None
    """How many each episode has."""
    titles: Texts = ()
    """Of the episodes, again and again."""
    plot: Text | None = None
    """What it is about."""

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        """Episodes are weekly and seasons yearly, and no calendar goes on for ever."""
        if self.seasons * self.episodes > _MOST_EPISODES:
            what = f"{self.seasons} seasons of {self.episodes} episodes are too much to draw"
            hint = f"draw at most {_MOST_EPISODES} episodes"
            raise misfit("E111", what, hint, at=("seasons",))
        if (self.year or 1) + self.seasons + self.episodes // 52 >= _LAST_YEAR:
            raise misfit("E111", f"a series that begins in {self.year} has no end", at=("year",))
        return self


class GeneratedFilm(Section):
    """A drawn film."""

    called: ClassVar[str] = "a film"

    length: Seconds = Field(examples=["22m"])
    """How long it is: `1h31m`."""
    year: Year | None = None
    """When it came out."""
    genre: Texts = ()
    """Its genres."""
    rating: Text | None = None
    """Its rating, as `PG-13`."""
    chapters: Count | None = None
    """How many it has."""
    director: Texts = ()
    """Who made it."""
    actor: Texts = ()
    """Who plays in it."""
    plot: Text | None = None
    """What it is about."""


class GeneratedClips(Section):
    """Drawn short material: spots, idents, trailers."""

    called: ClassVar[str] = "a set of clips"

    count: Count = Field(examples=["8"])
    """How many."""
    lengths: SecondsList = Field(examples=["[15s, 30s]"])
    """Their lengths, again and again: `[15s, 30s]`."""
    tag: Texts = ()
    """Their tags."""


class GeneratedMusic(Section):
    """Drawn music videos of one artist."""

    called: ClassVar[str] = "an artist's music"

    count: Count = Field(examples=["8"])
    """How many."""
    lengths: SecondsList = Field(examples=["[15s, 30s]"])
    """Their lengths, again and again."""
    album: Text | None = None
    """The album they are on."""
    year: Year | None = None
    """When it came out."""
    genre: Texts = ()
    """Its genres."""
    titles: Texts = ()
    """Of the songs, again and again."""


class GeneratedSource(Section):
    """A catalogue that FFmpeg draws while it plays: nothing on disk, nothing to download."""

    called: ClassVar[str] = "a `generated` source"

    type: Literal["generated"]
    """`generated`: drawn while it plays."""
    rate: Rate | None = None
    """Pictures a second: `25`."""
    shows: dict[Text, GeneratedShow] = Field(default_factory=dict)
    """Made-up shows by name."""
    films: dict[Text, GeneratedFilm] = Field(default_factory=dict)
    """Made-up films by name."""
    clips: dict[Text, GeneratedClips] = Field(default_factory=dict)
    """Made-up short clips by name."""
    music: dict[Text, GeneratedMusic] = Field(default_factory=dict)
    """Made-up music videos by artist."""


class LiveSource(Section):
    """Something that is sent right now: HLS or MPEG-TS over HTTP, RTSP, UDP or SRT."""

    called: ClassVar[str] = "a `live` source"

    type: Literal["live"]
    """`live`: a stream that is relayed."""
    url: LiveUrl = Field(examples=['"https://example.org/live.m3u8"'])
    """Where it is; `${env:NAME}` and `${file:/path}` stand for secrets in it."""
    title: Text | None = None
    """What the guide calls it; the source's name if nothing is said."""


def _kind(value: object) -> str | None:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return f"{kind} source" if isinstance(kind, str) else None


SourceConfig: TypeAlias = Annotated[
    Annotated[LocalSource, Tag("local source")]
    | Annotated[GeneratedSource, Tag("generated source")]
    | Annotated[LiveSource, Tag("live source")],
    Discriminator(_kind),
]
"""Every kind of source by its `type`. A new one is a class above and a line here."""
