"""The station that a command is about: opened and compiled, its findings told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import typer

from exstreamtv import pipeline
from exstreamtv.cli.compiler import Compiler
from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.output import note, tell
from exstreamtv.config.station import Station
from exstreamtv.model.channel import Channel, Lineup
from exstreamtv.model.diagnostic import failed
from exstreamtv.model.names import did_you_mean
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.schedule.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of broadcast days."""

    start: datetime
    stop: datetime


def opened(options: Options) -> tuple[Loaded, Station, Lineup]:
    """The station, which must be without errors: else they are told and the command ends."""
    loaded = pipeline.open_station(options.directory, options.now)
    if loaded.failed or loaded.station is None or loaded.lineup is None:
        raise ended(options, loaded, "the station does not compile")
    tell(options, loaded.found, loaded.texts)
    return loaded, loaded.station, loaded.lineup


def ended(options: Options, loaded: Loaded, why: str) -> typer.Exit:
    """The end of a command that needs a station without errors, having told them."""
    tell(options, loaded.found, loaded.texts)
    note(options, why)
    return typer.Exit(Status.INPUT)


def calendar(station: Station) -> Calendar:
    """The station's wall clock."""
    return Calendar(station.station.timezone, station.station.day_start)


def window(station: Station, now: datetime, days: int) -> Window:
    """So many broadcast days, from the beginning of the one on the air at ``now``."""
    clock = calendar(station)
    today = clock.day_of(now)
    return Window(clock.begin(today), clock.begin(today + timedelta(days=days)))


def compiled(
    options: Options,
    loaded: Loaded,
    span: Window,
    channels: Sequence[str] | None = None,
    compiler: Compiler = pipeline.timelines,
) -> Mapping[str, Timeline]:
    """The timelines of a window, of all channels or of those named by id."""
    timelines, found = compiler(loaded, span.start, span.stop, channels)
    tell(options, found, loaded.texts)
    if failed(found):
        raise typer.Exit(Status.INPUT)
    return timelines


def named(lineup: Lineup, wanted: str) -> Channel:
    """The channel of this id, number or name; a usage error where there is none."""
    for channel in lineup.channels:
        if wanted.casefold() in (channel.id.casefold(), channel.number, channel.name.casefold()):
            return channel
    hint = did_you_mean(wanted, [channel.id for channel in lineup.channels])
    raise typer.BadParameter(f"no channel is called `{wanted}`{f'; {hint}' if hint else ''}")
