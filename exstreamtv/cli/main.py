"""The `exstreamtv` command: its global options, its commands, and how it ends."""

from __future__ import annotations

import atexit
import gc
import sys
import tempfile
import traceback
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from exstreamtv.cli.commands import Commands
from exstreamtv.cli.options import Color, Format, Options, Status, coloured, hoisted, instant
from exstreamtv.model.failure import ExstreamError

app = typer.Typer(
    name="exstreamtv",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"exstreamtv {version('exstreamtv')}")
        raise typer.Exit


@app.callback()
def everywhere(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    directory: Annotated[
        Path, typer.Option("--directory", "-C", help="The station's directory of YAML files.")
    ] = Path("channels.d"),
    now: Annotated[
        str | None, typer.Option(metavar="TIME", help="Take this instant for the present one.")
    ] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", help="The form of the result.")
    ] = None,
    color: Annotated[Color, typer.Option(help="When to colour.")] = Color.AUTO,
    quiet: Annotated[int, typer.Option("--quiet", "-q", count=True, help="Say less.")] = 0,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Say more.")] = 0,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which one.")
    ] = False,
) -> None:
    """TV as code: channels written in YAML, compiled to the frame, played by the clock.

    The options below may stand anywhere on the line.
    """
    context.obj = Options(directory, instant(now), format_, coloured(color), verbose - quiet)


def main() -> None:
    """Run the command line and end the process with one of `Status`.

    The only place that catches what the world did to us, and what we did wrong.
    """
    _collect_seldom()
    _say_what_can_be_said()
    try:
        app(args=hoisted(sys.argv[1:]), prog_name="exstreamtv")
    except ExstreamError as failure:
        typer.echo(f"error: {failure}", err=True)
        sys.exit(Status.WORLD)
    except Exception as bug:  # noqa: BLE001 - one of the two places (docs/architecture.md)
        typer.echo(f"error: this is a bug of ours, {_kept(bug)}", err=True)
        sys.exit(Status.BUG)


def _collect_seldom() -> None:
    """Look for garbage after 200,000 new objects, not 700, and not at the end.

    Compiling makes a million objects that all stay: to look through them again and again
    takes a quarter of the time, and the last look, of which nobody has anything, 80 ms.
    """
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)


def _say_what_can_be_said() -> None:
    """A terminal that lacks a letter shows `?` in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _kept(bug: Exception) -> str:
    """The bug in a line, its traceback in a file."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="exstreamtv-bug-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(bug, file=file)
    return f"`{type(bug).__name__}`; the traceback is in {file.name}"
