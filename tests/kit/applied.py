"""A small station that was applied, as an ASGI application: what the control API is tried on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from typer.testing import CliRunner

from exstreamtv.cli.main import app as program_of_ours
from exstreamtv.cli.programmes import Compiled
from exstreamtv.cli.revision import bundle
from exstreamtv.daemon.clock import SystemClock
from exstreamtv.daemon.programmes import Tools
from exstreamtv.daemon.revisions import Revisions
from exstreamtv.daemon.station import Station
from exstreamtv.daemon.web.app import app
from exstreamtv.daemon.web.control import Desk
from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import Input, Media
from exstreamtv.pipeline import open_station
from tests.kit.ffmpeg import program

TOKEN = "a-token"


@dataclass(frozen=True)
class AppliedStation:
    """``files`` are what was applied first."""

    application: Starlette
    station: Station
    programmes: Compiled
    files: dict[str, str]


def applied(home: Path) -> AppliedStation:
    """The station of `init` in ``home``, applied; its channels begin with `Station.open`."""
    made = CliRunner().invoke(program_of_ours, ["init", str(home)])
    assert made.exit_code == 0, made.output
    directory = home / "channels.d"
    return of(home, bundle(directory, open_station(directory, SystemClock().now()).texts))


def of(home: Path, files: dict[str, str]) -> AppliedStation:
    """The station in these files, applied, with a store of its own in ``home``."""
    clock = SystemClock()
    programmes = Compiled(Revisions(home / "state"), home / "channels.d", clock.now)
    programmes.apply(files, "")
    station = Station(programmes, Tools(program(), None, _nothing), clock)
    return AppliedStation(app(station, Desk(programmes, TOKEN)), station, programmes, files)


def _nothing(media: Media) -> Input:
    raise SourceError(f"`{media.name}` is not there")
