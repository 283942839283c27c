"""`exstreamtv check`: everything that can be known without a media server."""

from __future__ import annotations

from typing import Annotated

import typer

from exstreamtv import pipeline
from exstreamtv.cli import options as given
from exstreamtv.cli.options import Format, Status
from exstreamtv.cli.output import note, say
from exstreamtv.cli.paint import ansi
from exstreamtv.cli.render import full, render
from exstreamtv.model.diagnostic import Severity
from exstreamtv.model.names import counted
from exstreamtv.pipeline import Loaded


def check(
    context: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
) -> None:
    """Say what is wrong with the station.

    YAML, shape, names, overlaps and gaps over 53 weeks, the lock: everything that needs no
    media server. `--format` full (default), concise, json or github.

    Examples: exstreamtv check; exstreamtv check --strict --format github
    """
    options = given.of(context)
    form = options.form(Format.FULL, Format.CONCISE, Format.JSON, Format.GITHUB)
    loaded = pipeline.open_station(options.directory, options.now)
    found, texts = loaded.found, loaded.texts
    painted = options.color and form is Format.FULL
    say(options, full(found, texts, ansi) if painted else render(found, texts, form))
    note(options, summary(loaded))
    if loaded.failed or (strict and found):
        raise typer.Exit(Status.INPUT)


def summary(loaded: Loaded) -> str:
    """How it went, in a line."""
    where = f"in {counted(len(loaded.texts), 'file')}"
    errors = sum(each.severity is Severity.ERROR for each in loaded.found)
    if loaded.found:
        others = counted(len(loaded.found) - errors, "warning")
        return f"{counted(errors, 'error')} and {others} {where}"
    channels = len(loaded.station.channels) if loaded.station else 0
    return f"nothing to find fault with: {counted(channels, 'channel')} {where}"
