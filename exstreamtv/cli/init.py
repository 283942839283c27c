"""`exstreamtv init`: a station to begin with."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli.ci import Forge, pipeline
from exstreamtv.cli.lock import lock
from exstreamtv.cli.options import Status
from exstreamtv.cli.output import note, say, write
from exstreamtv.config.schema import schema_text
from exstreamtv.model.failure import StateError
from exstreamtv.model.names import did_you_mean

STATION = "channels.d"
SCHEMA = "schemas/exstreamtv.schema.json"
"""Where the station's first line tells editors to look."""
IGNORED = ".gitignore"

_IGNORED = """\
# Tokens, and what the daemon writes. Commit the lock.
.env
as-run*.jsonl
"""

_EDITORS = (
    "editors: the first line of each file names its schema;"
    " VS Code needs the extension redhat.vscode-yaml"
)


def init(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(help="Where; it may be empty or new.")] = Path(),
    template: Annotated[
        str, typer.Option(help="Which station.", autocompletion=templates)
    ] = "minimal",
    ci: Annotated[
        Forge | None, typer.Option(help="Also the pipeline; beside a station, only that.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Say which there are.")] = False,
) -> None:
    """Write a station that plans and plays at once, offline.

    It has channels of drawn media, its lock, the schema for editors, and a `.gitignore`; with
    `--ci` also a pipeline that checks pull requests and tells in them what changes on the air.

    Examples: exstreamtv init; exstreamtv init my-tv --template films; exstreamtv init --list;
    exstreamtv init --ci github
    """
    options = given.of(context)
    if list_:
        say(options, "".join(f"{name:<14} {_about(name)}\n" for name in _templates()))
        return
    if template not in _templates():
        hint = did_you_mean(template, _templates()) or "see `exstreamtv init --list`"
        raise typer.BadParameter(f"no template is called `{template}`; {hint}")
    station = directory / STATION
    wanted = pipeline(ci) if ci else {}
    there = station.exists() and any(station.iterdir())
    if there and not wanted:
        raise _refused(station)
    if taken := [name for name in wanted if (directory / name).exists()]:
        raise _refused(directory / taken[0])
    for name, content in wanted.items():
        _written(directory / name, content)
    if there:
        return
    for name, content in _first_files(template).items():
        if name != IGNORED or not (directory / name).exists():
            _written(directory / name, content)
    context.obj = replace(options, directory=station)
    lock(context)
    enter = "" if directory == Path() else f"cd {directory} && "
    note(options, _EDITORS)
    note(options, f"now: {enter}exstreamtv plan, then: exstreamtv serve")


def _refused(path: Path) -> typer.Exit:
    typer.echo(f"error: there is something in `{path}` already", err=True)
    return typer.Exit(Status.REFUSED)


def templates(incomplete: str) -> list[str]:
    """Names of templates that begin with ``incomplete``, for the shell."""
    return [name for name in _templates() if name.startswith(incomplete)]


def _templates() -> list[str]:
    """The simplest one first."""
    names = (each.name for each in _starters().iterdir() if each.is_dir() and each.name[0] != "_")
    return sorted(names, key=lambda name: (name != "minimal", name))


def _starters() -> Traversable:
    return files("exstreamtv.cli") / "starters"


def _about(template: str) -> str:
    """The comment below the first line of the file that has the channels."""
    for each in (_starters() / template).iterdir():
        lines = each.read_text("utf-8").splitlines()
        if "version: 1" in lines:
            return lines[1].removeprefix("# ")
    return ""


def _first_files(template: str) -> dict[str, bytes]:
    starter = sorted((_starters() / template).iterdir(), key=lambda each: each.name)
    return {
        **{f"{STATION}/{each.name}": each.read_bytes() for each in starter},
        SCHEMA: schema_text().encode(),
        IGNORED: _IGNORED.encode(),
    }


def _written(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StateError(f"cannot make `{path.parent}`: {error.strerror}") from error
    write(path, content)
    typer.echo(f"wrote {path}")
