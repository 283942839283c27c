"""One playable work: what the lock knows of it, and what it takes to play it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from exstreamtv.model.time import ZERO


class MediaKind(StrEnum):
    """What a medium is, whatever it is used for."""

    EPISODE = "episode"
    MOVIE = "movie"
    MUSIC = "music"
    CLIP = "clip"
    TRACK = "track"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A marked position in a medium; it lasts to the next one."""

    start: timedelta
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stream:
    """One elementary stream, or a sidecar subtitle file (``file``, relative to the medium).

    ``rate`` is pictures a second for video and samples a second for audio. ``profile`` is the
    codec's, as FFmpeg names it; known only where it decides whether a stream is sent as it is.
    """

    kind: str
    codec: str
    index: int = 0
    language: str = ""
    title: str = ""
    width: int = 0
    height: int = 0
    rate: Fraction = Fraction(0)
    channels: int = 0
    interlaced: bool = False
    hdr: bool = False
    default: bool = False
    forced: bool = False
    file: str = ""
    profile: str = ""


@dataclass(frozen=True)
class Media:
    """A medium with a known length. ``(source, key)`` is its identity, for ever.

    ``in_point`` is where it begins in what its source plays: not the beginning only for
    a chapter that is a medium of its own.
    ``locator`` is what its source needs to find it again and may change freely.
    ``since`` and ``gone`` are the broadcast days from which it may, and may no
    longer, be picked. ``format`` is FFmpeg's name of the container.
    """

    source: str
    key: str
    kind: MediaKind
    title: str
    length: timedelta
    locator: str = ""
    show: str = ""
    season: int | None = None
    episode: int | None = None
    part: int | None = None
    aired: date | None = None
    year: int | None = None
    added: date | None = None
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rating: str = ""
    studio: str = ""
    network: str = ""
    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    artist: str = ""
    album: str = ""
    track: int | None = None
    plot: str = ""
    art: str = ""
    format: str = ""
    start_time: timedelta = ZERO
    chapters: tuple[Chapter, ...] = ()
    streams: tuple[Stream, ...] = ()
    since: date | None = None
    gone: date | None = None
    in_point: timedelta = ZERO

    @cached_property
    def name(self) -> str:
        """The identity as one word: ``source:key``. Kept: an hour of air asks for it 30 times."""
        return f"{self.source}:{self.key}"

    def alive(self, day: date) -> bool:
        """May it be picked on this broadcast day?"""
        return (self.since is None or self.since <= day) and (self.gone is None or day < self.gone)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A medium that FFmpeg draws while it plays; there is no file.

    ``code`` (0..65535) stands in the machine-readable row of every picture
    beside the picture's number; ``hue`` is in degrees.
    """

    title: str
    subtitle: str
    length: timedelta
    code: int
    hue: int
    motion: str
    rate: Fraction = Fraction(25)
    width: int = 1280
    height: int = 720


@dataclass(frozen=True, slots=True)
class FileInput:
    """A regular file below a declared root, as an absolute path."""

    path: str
    format: str = ""
    streams: tuple[Stream, ...] = field(default=())
    start_time: timedelta = ZERO


@dataclass(frozen=True, slots=True)
class LiveInput:
    """Something that is sent right now. ``hidden`` are the secrets in its address."""

    url: str = field(repr=False)
    hidden: tuple[str, ...] = field(default=(), repr=False)


Input: TypeAlias = FileInput | Drawing | LiveInput
"""What a source's ``resolve`` gives: all that a command line needs to open the medium."""
