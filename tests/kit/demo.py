"""The demo station of this repository, and a clock that can be set to any instant of its week."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from typer.testing import CliRunner

from exstreamtv import pipeline
from exstreamtv.cli.main import app
from exstreamtv.daemon.programmes import Tools
from exstreamtv.daemon.station import Station
from exstreamtv.model.channel import Lineup
from exstreamtv.model.media import Drawing, Input, Media
from exstreamtv.model.progress import Progress
from exstreamtv.model.timeline import Timeline
from exstreamtv.sources.context import Context
from exstreamtv.sources.font import font_file
from exstreamtv.sources.table import resolve
from tests.kit.ffmpeg import program
from tests.kit.on_air import OnAir, running
from tests.kit.truth import Content

DEMO = Path(__file__).parents[2] / "channels.d"


@dataclass
class Settable:
    """A clock that goes on by itself from wherever it is set."""

    ahead: timedelta = timedelta(0)
    cuts: int = 0

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def set(self, instant: datetime) -> None:
        self.ahead = instant - datetime.now(UTC)


@dataclass(frozen=True)
class Demo:
    """The compiled demo station; ``timelines`` are by channel id."""

    lineup: Lineup
    timelines: Mapping[str, Timeline]
    files: Context
    loaded: pipeline.Loaded

    def timeline(self, channel: str, start: datetime, stop: datetime) -> Timeline:
        return self.timelines[channel]

    def fallback(self, channel: str) -> tuple[Media, ...]:
        return ()

    def xmltv(self, progress: Mapping[str, Progress]) -> bytes:
        return b""

    def m3u(self, base: str) -> str:
        return ""

    def resolve(self, media: Media) -> Input:
        """What plays it."""
        assert self.loaded.station
        return resolve(self.loaded.station, media, self.files)

    def content(self, media: Media) -> Content:
        """What its pictures say."""
        drawing = self.resolve(media)
        assert isinstance(drawing, Drawing)
        return Content(drawing.code, drawing.rate)


def copied(folder: Path, now: datetime | None = None) -> Path:
    """The demo's YAML with a lock of its own, made now or at ``now``, below ``folder``."""
    directory = folder / "channels.d"
    shutil.copytree(DEMO, directory, ignore=shutil.ignore_patterns("lock"))
    at = ["--now", now.isoformat()] if now else []
    result = CliRunner().invoke(app, [*at, "-C", str(directory), "lock"])
    assert result.exit_code == 0, result.output
    return directory


def compiled(directory: Path, start: datetime, stop: datetime) -> Demo:
    """The station in ``directory`` from one instant to another."""
    loaded = pipeline.open_station(directory, start)
    assert loaded.lineup
    timelines, found = pipeline.timelines(loaded, start, stop)
    assert not [each for each in found if each.span is None]
    files = Context(base=directory.parent, cache=directory.parent / "cache")
    return Demo(loaded.lineup, timelines, files, loaded)


@contextmanager
def demo_on_air(demo: Demo, clock: Settable) -> Iterator[OnAir]:
    """The demo, played by this clock."""
    font = str(font_file(demo.files.cache))
    with running(Station(demo, Tools(program(), font, demo.resolve), clock)) as station:
        yield station
