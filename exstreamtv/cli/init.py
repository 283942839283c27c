"""`exstreamtv init`: a station to begin with."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli.lock import lock
from exstreamtv.cli.options import Status
from exstreamtv.cli.output import note, write
from exstreamtv.config.schema import schema_text
from exstreamtv.model.failure import StateError

STATION = "channels.d"
SCHEMA = "schemas/exstreamtv.schema.json"
"""Where the station's first line tells editors to look."""


def init(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(help="Where; it may be empty or new.")] = Path(),
) -> None:
    """Write a station that plans and plays at once, offline.

    It has one channel of drawn media, its lock, and the schema for editors.

    Examples: exstreamtv init; exstreamtv init my-tv
    """
    options = given.of(context)
    station = directory / STATION
    if station.exists() and any(station.iterdir()):
        typer.echo(f"error: there is something in `{station}` already", err=True)
        raise typer.Exit(Status.REFUSED)
    for name, content in _first_files().items():
        _written(directory / name, content)
    context.obj = replace(options, directory=station)
    lock(context)
    there = "" if directory == Path() else f"cd {directory} && "
    note(options, f"now: {there}exstreamtv plan, then: exstreamtv serve")


def _first_files() -> dict[str, bytes]:
    starter = files("exstreamtv.cli") / "starter"
    return {
        **{f"{STATION}/{each.name}": each.read_bytes() for each in starter.iterdir()},
        SCHEMA: schema_text().encode(),
    }


def _written(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StateError(f"cannot make `{path.parent}`: {error.strerror}") from error
    write(path, content)
    typer.echo(f"wrote {path}")
