"""`exstreamtv check`: everything that can be known without a media server."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from exstreamtv import pipeline
from exstreamtv.cli import options as given
from exstreamtv.cli.options import Format, Options, Status
from exstreamtv.cli.output import note, say
from exstreamtv.cli.paint import ansi
from exstreamtv.cli.render import FORMS, full, render
from exstreamtv.cli.repair import Repaired, difference, repaired, write_back
from exstreamtv.model.diagnostic import Diagnostic, Severity, failed
from exstreamtv.model.names import counted
from exstreamtv.pipeline import Loaded
from exstreamtv.syntax.files import counts


def check(
    context: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Repair what is certain.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what `--fix` would do.")] = False,
    stdin: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Take stdin for what this file holds.")
    ] = None,
) -> None:
    """Say what is wrong with the station.

    YAML, shape, names, overlaps and gaps over 53 weeks, the lock: everything that needs no
    media server. `--format` full (default), concise, json, github, gitlab or sarif. `--fix` does
    only what can be meant in one way, and leaves the rest of the file as it is. With `--stdin`
    only what is wrong with that file is said; `--fix` then writes its text to stdout.

    Examples: exstreamtv check; exstreamtv check --strict --format github; exstreamtv check --fix;
    exstreamtv check --format json --stdin channels.d/retro.yaml
    """
    options = given.of(context)
    form = options.form(*(Format(name) for name in FORMS))
    instead = {_part(options, stdin): sys.stdin.read()} if stdin else {}
    loaded = pipeline.open_station(options.directory, options.now, instead)
    if fix or diff:
        after = repaired(options, loaded, instead)
        if diff:
            say(options, "".join(difference(loaded.texts, after.texts)))
            note(options, f"{counted(len(after.made), 'repair')} to make")
            raise typer.Exit(Status.INPUT if after.made or loaded.failed else Status.DONE)
        loaded = _fixed(options, after, instead)
    if instead:
        loaded = replace(loaded, found=_about(loaded, set(instead)))
    _say(options, loaded, form, err=fix and bool(instead))
    note(options, summary(loaded))
    if failed(list(loaded.found)) or (strict and loaded.found):
        raise typer.Exit(Status.INPUT)


def _part(options: Options, file: Path) -> Path:
    """The file as the station's directory names it; it need not be there yet."""
    try:
        inside = file.resolve().relative_to(options.directory.resolve())
    except ValueError:
        inside = Path("_")
    if not counts(inside):
        raise typer.BadParameter(f"`{file}` is no part of the station in `{options.directory}`")
    return options.directory / inside


def _about(loaded: Loaded, files: set[Path]) -> tuple[Diagnostic, ...]:
    return tuple(each for each in loaded.found if each.span is None or each.span.file in files)


def _fixed(options: Options, after: Repaired, instead: Mapping[Path, str]) -> Loaded:
    """Tell what was repaired, and write it to where the text came from."""
    for line in after.made:
        note(options, line)
    note(options, f"{counted(len(after.made), 'repair')} made")
    write_back({file: text for file, text in after.texts.items() if file not in instead})
    for file, text in instead.items():
        say(options, after.texts.get(file, text))
    return after.loaded


def _say(options: Options, loaded: Loaded, form: Format, *, err: bool) -> None:
    found, texts = loaded.found, loaded.texts
    painted = options.color and form is Format.FULL
    text = full(found, texts, ansi) if painted else render(found, texts, form)
    typer.echo(text, nl=False, err=err) if err else say(options, text)


def summary(loaded: Loaded) -> str:
    """How it went, in a line."""
    where = f"in {counted(len(loaded.texts), 'file')}"
    errors = sum(each.severity is Severity.ERROR for each in loaded.found)
    if loaded.found:
        others = counted(len(loaded.found) - errors, "warning")
        return f"{counted(errors, 'error')} and {others} {where}"
    channels = len(loaded.station.channels) if loaded.station else 0
    return f"nothing to find fault with: {counted(channels, 'channel')} {where}"
