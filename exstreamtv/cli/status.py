"""`exstreamtv status`: what the daemon plays, and whether the YAML says the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli.drift import drift as drifted
from exstreamtv.cli.drift import lines
from exstreamtv.cli.git import commit_of
from exstreamtv.cli.options import Format, Options, Status
from exstreamtv.cli.output import say
from exstreamtv.cli.remote import remote
from exstreamtv.cli.revision import bundle, name_of
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.names import counted
from exstreamtv.sources.store import lock_files
from exstreamtv.syntax.files import read_directory

SHOWN = 5
"""How many incidents, and media in quarantine, are shown."""


def status(
    context: typer.Context,
    daemon: Annotated[
        str | None, typer.Option(metavar="URL", help="The daemon, if not this directory's own.")
    ] = None,
    drift: Annotated[
        bool, typer.Option("--drift", help="Say how far what is here is from what plays.")
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="10 if they differ.")] = False,
) -> None:
    """Say what the daemon plays, and whether the YAML says the same.

    `--format` text (default) or json.

    Examples: exstreamtv status; exstreamtv status --drift; exstreamtv status --exit-code
    """
    options = given.of(context)
    form = options.form(Format.TEXT, Format.JSON)
    there = remote(daemon, options.directory)
    found = {**there.status(), **_here(options)}
    far = drifted(options, there, found["revision"]) if drift else None
    if form is Format.JSON:
        about = {"drift": far and far.as_json()} if drift else {}
        text = json.dumps({**found, **about}, ensure_ascii=False, indent=2)
    else:
        text = "\n".join(lines(far)) if drift else _text(found)
    say(options, f"{text}\n")
    if exit_code and found["directory"] != found["revision"]:
        raise typer.Exit(Status.CHANGES)


def _here(options: Options) -> dict[str, Any]:
    """The directory: the revision it would be, and where git stands."""
    texts = {**read_directory(options.directory).texts, **lock_files(options.directory)}
    try:
        commit = commit_of("HEAD", options.directory) or ""
    except ExstreamError:
        commit = ""
    return {"directory": name_of(bundle(options.directory, texts)), "commit": commit}


def _text(found: Mapping[str, Any]) -> str:
    return "\n".join(
        [*_revision(found), "", *_channels(found), *_quarantine(found), *_incidents(found)]
    )


def _revision(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"revision   {found['revision']}, applied {found['applied']}"
    if found["takes_over"]:
        last = max(found["takes_over"].values())
        channels = counted(len(found["takes_over"]), "channel")
        yield f"pending    {channels} until {last}"
    same = found["directory"] == found["revision"]
    counts = ", ".join(
        f"{name.replace('_', ' ')} {each['now']} of {each['most']}"
        for name, each in found["counts"].items()
    )
    yield f"now        {counts}"
    yield f"directory  {'the same' if same else found['directory'] + ': see `exstreamtv plan`'}"
    if found["commit"]:
        yield f"git        {found['commit'][:12]}"


def _channels(found: Mapping[str, Any]) -> Iterator[str]:
    for channel in found["channels"]:
        viewers = counted(channel["viewers"], "viewer")
        dropped = f", {channel['dropped']} dropped" if channel["dropped"] else ""
        warm = ", warm" if channel["warm"] else ""
        until = f"planned until {channel['planned_until'] or 'now'}"
        yield f"{channel['number']:>6}  {viewers:<12} {until}{warm}{dropped}"
        for each in channel["watching"]:
            got = f"{each['bytes'] / 1e6:.1f} MB, {each['behind_ms'] / 1000:.1f} s wait"
            yield f"{'':8}{each['client']} by {each['by']} since {each['since']}, {got}"


def _quarantine(found: Mapping[str, Any]) -> Iterator[str]:
    if found["quarantine"]:
        yield ""
    for each in found["quarantine"][:SHOWN]:
        failed = counted(each["failures"], "failure")
        until = f"not tried before {each['until']}, after {failed}"
        yield f"`{each['media']}` is {until}: {each['why']}"


def _incidents(found: Mapping[str, Any]) -> Iterator[str]:
    if found["incidents"]:
        yield ""
    for each in found["incidents"][:SHOWN]:
        yield f"{each['at']}  {each['channel']}: {each['what']}; {each['remedy']}"
