"""What the composition root hands in: the compiled station, and nothing that compiles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from exstreamtv.daemon.asking import Answers
from exstreamtv.daemon.quarantine import Quarantine
from exstreamtv.model.channel import Lineup
from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import Input, Media
from exstreamtv.model.progress import Progress
from exstreamtv.model.revision import Applied
from exstreamtv.model.timeline import Timeline


class Programmes(Protocol):
    """A compiled station. Everything but `lineup` may block, and may raise ExstreamError."""

    @property
    def lineup(self) -> Lineup:
        """The channels."""
        ...

    def timeline(self, channel: str, start: datetime, stop: datetime) -> Timeline:
        """What is on the air on the channel with this id, from ``start`` to ``stop`` at least."""
        ...

    def fallback(self, channel: str) -> tuple[Media, ...]:
        """What airs on the channel with this id in place of what cannot be played."""
        ...

    def xmltv(self, progress: Mapping[str, Progress]) -> bytes:
        """The guide; ``progress`` is of the channels that wait for their viewers, by id."""
        ...

    def m3u(self, base: str) -> str:
        """The playlist; ``base`` is the station's address without a trailing slash."""
        ...


class Control(Protocol):
    """What may change the station. Everything may block, and may raise ExstreamError."""

    @property
    def history(self) -> tuple[Applied, ...]:
        """What was applied, the oldest first; at least one."""
        ...

    def files(self, revision: str) -> dict[str, str]:
        """The station's files at a revision, by their paths."""
        ...

    def trial(self, files: Mapping[str, str], base: str, *, force: bool) -> Applied:
        """What `apply` would do, without doing it."""
        ...

    def apply(self, files: Mapping[str, str], base: str, *, force: bool) -> Applied:
        """Let these files take over; StaleError, UnfitError or StateError, and nothing changed."""
        ...


def _no_image(layer: str) -> str:
    raise SourceError(f"layer `{layer}` has no image")


def _no_file(path: str) -> str:
    raise SourceError(f"`{path}` is not there")


@dataclass(frozen=True, slots=True)
class Tools:
    """What the station plays with: FFmpeg, a font to write with, and what resolves media.

    ``resolve``, ``image`` (the absolute path of a layer's logo, by the layer's name) and ``own``
    (that of a file of the station, by what its author wrote) may block, and may raise
    SourceError. ``cache`` is where subtitles are made ready; without one there are none.
    ``quarantine`` are the media that it does not play with for a while. Who ``answers`` too late is
    asked no more.
    """

    ffmpeg: str
    font: str | None
    resolve: Callable[[Media], Input]
    image: Callable[[str], str] = _no_image
    cache: Path | None = None
    own: Callable[[str], str] = _no_file
    quarantine: Quarantine = field(default_factory=Quarantine)
    answers: Answers = field(default_factory=Answers)

    async def input(self, media: Media) -> Input:
        """What a medium is played from; SourceError if that is not there, or does not answer."""
        return await self.answers.of(media.source, lambda: self.resolve(media))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where channels that wait for their viewers stand, by id, over the end of the program.

    ``known`` is what it was when the program began; ``keep`` writes down what it is. ``viewed``
    and ``keep_viewed`` are the same of how many seconds each channel was watched. Both may block,
    and may raise StateError.
    """

    known: Mapping[str, Progress]
    keep: Callable[[Mapping[str, Progress]], None]
    viewed: Mapping[str, int] = field(default_factory=dict)
    keep_viewed: Callable[[Mapping[str, int]], None] = lambda _: None
