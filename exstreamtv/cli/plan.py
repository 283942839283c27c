"""`exstreamtv plan`: compile, and show the week, or how it differs from another compilation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Annotated

import typer

from exstreamtv import pipeline
from exstreamtv.cli import options as given
from exstreamtv.cli.completion import channels
from exstreamtv.cli.git import commit_of, files_at
from exstreamtv.cli.guide import guide_text
from exstreamtv.cli.options import Format, Options, Status
from exstreamtv.cli.output import columns, paint, read, say, write
from exstreamtv.cli.place import placed
from exstreamtv.cli.station import Window, compiled, ended, named, opened, window
from exstreamtv.emit import changes, week
from exstreamtv.emit.plan import difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.store import dump, load
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Lineup
from exstreamtv.model.timeline import Timeline
from exstreamtv.syntax.files import LOCK, counts

NONE = "none"

Against = Annotated[
    str,
    typer.Option(
        metavar="none|REF|FILE",
        help="Compare with a git ref, or with a file that --out wrote; none shows the guide.",
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
        say(options, guide_text(options, loaded, _narrowed(lineup, only), span, shape))
        return
    timelines = compiled(options, loaded, span, only)
    if out:
        write(out, dump(timelines).encode())
    page = View(lineup, timelines, span.start, span.stop, columns(), paint(options))
    if against == NONE:
        say(options, shape(page))
        return
    old = _compiled_before(options, against, span, only)
    found = difference(old, timelines, span.start, span.stop)
    report = Report(page, found, placed(loaded), fold=not full)
    say(options, _FORMS[form](report))
    if exit_code and any(found):
        raise typer.Exit(Status.CHANGES)


_FORMS = {
    Format.TEXT: changes.text,
    Format.MARKDOWN: changes.markdown,
    Format.JSON: changes.as_json,
}


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


def _compiled_before(
    options: Options, against: str, span: Window, only: Sequence[str] | None
) -> Mapping[str, Timeline]:
    """What to compare with: from the file, or compiled from the files at the commit."""
    if Path(against).is_file():
        timelines = load(read(Path(against)))
        return {name: timelines[name] for name in timelines if only is None or name in only}
    if commit_of(against, options.directory) is None:
        raise typer.BadParameter(f"`{against}` is neither a file nor anything git knows")
    loaded = pipeline.load(
        _texts(options.directory, files_at(against, options.directory)), options.now
    )
    if loaded.failed or loaded.station is None:
        raise ended(options, loaded, f"the station at `{against}` does not compile")
    there = [name for name in loaded.station.channels if only is None or name in only]
    return compiled(options, loaded, span, there)


def _texts(directory: Path, files: Mapping[PurePath, bytes]) -> dict[PurePath, str]:
    """Those of the files that are the station's, named as the ones on disk are."""
    return {
        directory / path: content.decode(errors="replace")
        for path, content in files.items()
        if counts(path) or path.parts[0] == LOCK
    }
