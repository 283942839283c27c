"""`exstreamtv plan`: compile, and show the week, or how it differs from another compilation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli.against import before
from exstreamtv.cli.compared import compared
from exstreamtv.cli.completion import channels
from exstreamtv.cli.guide import guide_text
from exstreamtv.cli.options import Format, Status
from exstreamtv.cli.output import columns, paint, say, write
from exstreamtv.cli.station import compiled, named, opened, window
from exstreamtv.cli.verdicts import heard, judged
from exstreamtv.emit import changes, week
from exstreamtv.emit.report import Report
from exstreamtv.emit.store import dump
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Lineup

NONE = "none"

Against = Annotated[
    str,
    typer.Option(
        metavar="daemon|none|REF|FILE",
        help="Compare with the daemon, a git ref, or a file of --out; none shows the guide.",
    ),
]


def plan(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    against: Against = NONE,
    days: Annotated[int, typer.Option(min=1, max=400, help="Broadcast days from today.")] = 7,
    channel: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this one: id, number or name; may be repeated.", autocompletion=channels
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Keep what was compiled in a file.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Every airing, nothing folded.")] = False,
    brief: Annotated[bool, typer.Option("--brief", help="A line a slot.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=2000, metavar="CHARACTERS", help="Markdown: leave out what is beyond."),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="10 if anything changes.")] = False,
) -> None:
    """Show a week of what will air, or what changes in it.

    `--format` text (default), markdown or json.

    Examples: exstreamtv plan; exstreamtv plan --against HEAD; exstreamtv plan --channel 7 --full
    """
    options = given.of(context)
    form = options.form(Format.TEXT, Format.MARKDOWN, Format.JSON)
    loaded, station, lineup = opened(options)
    span = window(station, options.now, days)
    only = [named(lineup, each).id for each in channel] if channel else None
    shape = _shape(form, full=full, brief=brief)
    if against == NONE and form is Format.TEXT and not out:
        text, verdicts = guide_text(options, loaded, _narrowed(lineup, only), span, shape)
        say(options, text)
        judged(options, loaded, verdicts)
        return
    timelines = compiled(options, loaded, span, only) if out or against == NONE else {}
    if out:
        write(out, dump(timelines).encode())
    page = View(lineup, timelines, span.start, span.stop, columns(), paint(options))
    if against == NONE:
        say(options, shape(page))
        judged(options, loaded, heard(loaded, timelines, span))
        return
    report, verdicts = compared(options, page, before(options, against, loaded), loaded, only)
    report = replace(report, fold=not full)
    say(options, _said(report, form, limit))
    judged(options, loaded, verdicts)
    if exit_code and any(report.plan):
        raise typer.Exit(Status.CHANGES)


def _said(report: Report, form: Format, limit: int | None) -> str:
    if form is Format.MARKDOWN:
        return changes.markdown(report, limit)
    return changes.as_json(report) if form is Format.JSON else changes.text(report)


def _shape(form: Format, *, full: bool, brief: bool) -> Callable[[View], str]:
    if form is Format.JSON:
        return week.as_json
    if form is Format.MARKDOWN:
        return week.markdown
    if full:
        return week.full
    return week.brief if brief else week.folded


def _narrowed(lineup: Lineup, only: Sequence[str] | None) -> Lineup:
    shown = (each for each in lineup.channels if only is None or each.id in only)
    return replace(lineup, channels=tuple(shown))
