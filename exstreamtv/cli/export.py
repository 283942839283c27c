"""`exstreamtv export`: the station as files for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli.output import put
from exstreamtv.cli.station import compiled, opened, window
from exstreamtv.emit.m3u import m3u
from exstreamtv.emit.store import dump
from exstreamtv.emit.xmltv import xmltv

ADDRESS = "http://127.0.0.1:8409"
"""Where `serve` listens if nothing else is said; for a station without a `public_url`."""


class What(StrEnum):
    """What can be written."""

    XMLTV = "xmltv"
    M3U = "m3u"
    TIMELINES = "timelines"


def export(
    context: typer.Context,
    what: Annotated[What, typer.Argument(help="The guide, the playlist, the timelines.")],
    days: Annotated[int, typer.Option(min=1, max=400, help="Broadcast days from today.")] = 7,
    out: Annotated[Path | None, typer.Option(help="Into this file.")] = None,
) -> None:
    """Write the guide, the playlist or the timelines.

    Examples: exstreamtv export xmltv --days 14 --out guide.xml; exstreamtv export m3u
    """
    options = given.of(context)
    loaded, station, lineup = opened(options)
    if what is What.M3U:
        put(m3u(lineup, lineup.public_url or ADDRESS).encode(), out)
        return
    span = window(station, options.now, days)
    timelines = compiled(options, loaded, span)
    if what is What.XMLTV:
        put(xmltv(lineup, timelines, span.start, span.stop), out)
    else:
        put(dump(timelines).encode(), out)
