"""`exstreamtv plan`: compile, and show the week, or how it differs from another compilation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli.against import NONE, usual
from exstreamtv.cli.completion import channels
from exstreamtv.cli.memory import Memory
from exstreamtv.cli.options import Format, Options, Status, instant
from exstreamtv.cli.output import note, say, write
from exstreamtv.cli.planned import FORMS, Planned, Wish, planned
from exstreamtv.cli.replan import replan, saves_in
from exstreamtv.cli.station import opened
from exstreamtv.cli.verdicts import judged
from exstreamtv.pipeline import Loaded

SUFFIXES = {
    ".md": Format.MARKDOWN,
    ".json": Format.JSON,
    ".html": Format.HTML,
    ".xml": Format.XMLTV,
}
"""What a file is meant to hold, by its name."""

Against = Annotated[
    str | None,
    typer.Option(
        metavar="daemon|none|REF|FILE",
        help="Compare with the daemon, a git ref, or a file of `export timelines`; "
        "none shows the guide. Without it: the daemon, if one serves this directory, else HEAD.",
    ),
]


def plan(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    against: Against = None,
    days: Annotated[int, typer.Option(min=1, max=400, help="Broadcast days from today.")] = 7,
    channel: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this one: id, number or name; may be repeated.", autocompletion=channels
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Into this file; of --format, or what its name ends in.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Every airing, nothing folded.")] = False,
    brief: Annotated[bool, typer.Option("--brief", help="The guide, a line a slot.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=2000, metavar="CHARACTERS", help="Markdown: leave out what is beyond."),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="10 if anything changes.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Again after each save.")] = False,
) -> None:
    """Show a week of what will air, or what changes in it.

    `--format` text (default), markdown, json, html or xmltv.

    Examples: exstreamtv plan; exstreamtv plan --against HEAD; exstreamtv plan --out plan.json
    """
    options = given.of(context)
    form = _form(options, out)
    compare = against or (NONE if brief else usual(options))
    wish = Wish(compare, form, days, channel or (), full, brief, limit)
    unasked = against is None and compare != NONE

    def shown(options: Options, loaded: Loaded, memory: Memory | None = None) -> Planned:
        made = planned(options, wish, loaded, memory)
        _handed(options, made, out, form)
        if unasked and not made.changes:
            note(options, "`exstreamtv plan --against none` shows the week")
        judged(options, loaded, made.verdicts)
        return made

    if watch and exit_code:
        raise typer.BadParameter("`--watch` ends with Ctrl-C: leave out `--exit-code`")
    if watch:
        replan(options, shown, lambda: instant(None), saves_in(options.directory))
        return
    made = shown(options, opened(options)[0])
    if exit_code and made.changes:
        raise typer.Exit(Status.CHANGES)


def _form(options: Options, out: Path | None) -> Format:
    """The form asked for, else the one that the file's name tells."""
    usual_form = SUFFIXES.get(out.suffix.lower(), Format.TEXT) if out else Format.TEXT
    return options.form(usual_form, *FORMS)


def _handed(options: Options, made: Planned, out: Path | None, form: Format) -> None:
    """The plan on stdout; or in the file, and then only its last line beside it."""
    if out is None:
        say(options, made.text)
        return
    write(out, made.text.encode())
    note(options, f"wrote {out}{f': {made.closing}' if made.closing else ''}")
    if made.base and form is Format.JSON:
        note(options, f"`exstreamtv apply {out}` applies exactly this")
