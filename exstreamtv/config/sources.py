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
    path: Text = Field(examples=["/srv/films"])
    kind: Literal["show", "movie", "music", "clip"] = Field(examples=["movie"])
    include: Texts = ()
    exclude: Texts = ()
    tags: Texts = ()
    follow_symlinks: Truth = False


class GeneratedShow(Section):
    """A drawn series: so many seasons of so many episodes."""

    called: ClassVar[str] = "a show"

    seasons: Count = 1
    episodes: Count = 6
    length: LengthSpan = Field(examples=["22m"])
    year: Year | None = None
    genre: Texts = ()
    rating: Text | None = None
    chapters: Count | None = None
    titles: Texts = ()
    plot: Text | None = None

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
    year: Year | None = None
    genre: Texts = ()
    rating: Text | None = None
    chapters: Count | None = None
    director: Texts = ()
    actor: Texts = ()
    plot: Text | None = None


class GeneratedClips(Section):
    """Drawn short material: spots, idents, trailers."""

    called: ClassVar[str] = "a set of clips"

    count: Count = Field(examples=["8"])
    lengths: SecondsList = Field(examples=["[15s, 30s]"])
    tag: Texts = ()


class GeneratedMusic(Section):
    """Drawn music videos of one artist."""

    called: ClassVar[str] = "an artist's music"

    count: Count = Field(examples=["8"])
    lengths: SecondsList = Field(examples=["[15s, 30s]"])
    album: Text | None = None
    year: Year | None = None
    genre: Texts = ()
    titles: Texts = ()


class GeneratedSource(Section):
    """A catalogue that FFmpeg draws while it plays: nothing on disk, nothing to download."""

    called: ClassVar[str] = "a `generated` source"

    type: Literal["generated"]
    rate: Rate | None = None
    shows: dict[Text, GeneratedShow] = Field(default_factory=dict)
    films: dict[Text, GeneratedFilm] = Field(default_factory=dict)
    clips: dict[Text, GeneratedClips] = Field(default_factory=dict)
    music: dict[Text, GeneratedMusic] = Field(default_factory=dict)


class LiveSource(Section):
    """Something that is sent right now: HLS or MPEG-TS over HTTP, RTSP, UDP or SRT."""

    called: ClassVar[str] = "a `live` source"

    type: Literal["live"]
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
