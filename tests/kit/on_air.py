"""A station on the air, in a thread of the test: real sockets, real FFmpeg, a timeline by hand."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from exstreamtv.daemon.clock import SystemClock
from exstreamtv.daemon.programmes import Tools
from exstreamtv.daemon.station import Station
from exstreamtv.daemon.web.app import app
from exstreamtv.daemon.web.server import listening, server
from exstreamtv.model.channel import Channel, Lineup
from exstreamtv.model.failure import SourceError
from exstreamtv.model.limits import Limits, Warm
from exstreamtv.model.media import Input, Media, MediaKind
from exstreamtv.model.progress import Progress
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline, Why
from tests.kit.ffmpeg import program


@dataclass(frozen=True)
class Fixed:
    """Programmes that were made by hand; every channel has its timeline."""

    lineup: Lineup
    timelines: Mapping[str, Timeline]

    def timeline(self, channel: str, start: datetime, stop: datetime) -> Timeline:
        return self.timelines[channel]

    def fallback(self, channel: str) -> tuple[Media, ...]:
        return ()

    def xmltv(self, progress: Mapping[str, Progress]) -> bytes:
        return b"<tv/>"

    def m3u(self, base: str) -> str:
        return f"#EXTM3U\n{base}\n"


@dataclass
class OnAir:
    """A running station. ``base`` is its address; ``station`` must be touched by nobody else."""

    base: str
    station: Station
    stop: Callable[[], None] = field(repr=False)


def item(name: str, start: datetime, seconds: float, in_point: float = 0) -> PlayoutItem:
    """A stretch of the medium of that name."""
    length = timedelta(seconds=seconds)
    medium = Media("test", name, MediaKind.CLIP, name, timedelta(hours=1))
    why = Why("slot", start.date(), ())
    stop = start + length
    return PlayoutItem(start, stop, Kind.PROGRAMME, medium, why, timedelta(seconds=in_point))


def in_turn(names: Iterable[str], seconds: float, start: datetime, in_point: float = 0) -> Timeline:
    """One medium after the other, each for so long."""
    items = [
        item(name, start + index * timedelta(seconds=seconds), seconds, in_point)
        for index, name in enumerate(names)
    ]
    return Timeline("test", items)


def whole_second(ahead: float = 0) -> datetime:
    """About now, and so many seconds more."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=ahead)


@contextmanager
def on_air(
    channels: Iterable[Channel],
    timelines: Mapping[str, Timeline],
    inputs: Mapping[str, Input],
    font: str | None = None,
    images: Mapping[str, str] | None = None,
    cache: Path | None = None,
    limits: Limits | None = None,
    warm: Warm | None = None,
    clock: SystemClock | None = None,
    back: timedelta = ZERO,
    own: Mapping[str, str] | None = None,
    ffmpeg: str = "",
) -> Iterator[OnAir]:
    """The station, until the block ends.

    ``inputs`` are by the key of the medium, ``images`` (paths) by the name of the layer,
    ``own`` ones by what an author wrote.
    """

    def resolve(media: Media) -> Input:
        if media.key not in inputs:
            raise SourceError(f"`{media.name}` is not there")
        return inputs[media.key]

    def image(layer: str) -> str:
        if layer not in (images or {}):
            raise SourceError(f"the logo of layer `{layer}` is not there")
        return (images or {})[layer]

    many = limits or Limits()
    lineup = Lineup("Test", "UTC", tuple(channels), "", many, warm or Warm(), back)
    programmes = Fixed(lineup, timelines)

    def file(written: str) -> str:
        if written not in (own or {}):
            raise SourceError(f"`{written}` is not there")
        return (own or {})[written]

    tools = Tools(ffmpeg or program(), font, resolve, image, cache, file)
    clock = clock or SystemClock()
    station = Station(programmes, tools, clock)
    clock.told = station.incidents.clock_was_set
    with running(station) as station_on_air:
        yield station_on_air


@contextmanager
def running(station: Station) -> Iterator[OnAir]:
    """Any station, open and on the air until the block ends."""
    ready: threading.Event = threading.Event()
    handles: list[Callable[[], None]] = []
    listener = listening("127.0.0.1", 0)
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"

    async def play() -> None:
        web, over = server(app(station)), asyncio.Event()
        await station.open()
        loop = asyncio.get_running_loop()
        handles.append(lambda: loop.call_soon_threadsafe(over.set))
        async with asyncio.TaskGroup() as tasks:
            playing = tasks.create_task(station.run())
            serving = tasks.create_task(web.serve(sockets=[listener]))
            ready.set()
            await over.wait()
            playing.cancel()
            web.should_exit = True
            await serving

    thread = threading.Thread(target=lambda: asyncio.run(play()), name="station")
    thread.start()
    try:
        assert ready.wait(60)
        yield OnAir(base, station, handles[0])
    finally:
        for handle in handles:
            handle()
        thread.join(30)
        listener.close()
