"""`exstreamtv apply`: show what changes, ask, and let the daemon take over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from exstreamtv import pipeline
from exstreamtv.cli import options as given
from exstreamtv.cli.against import on_air
from exstreamtv.cli.compared import compared
from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.output import columns, note, paint, read, say, tell
from exstreamtv.cli.remote import Remote, remote
from exstreamtv.cli.revision import bundle, name_of, unbundled
from exstreamtv.cli.saved import Saved, doubt, saved, since
from exstreamtv.cli.station import ended, opened, window
from exstreamtv.emit import changes
from exstreamtv.emit.view import View
from exstreamtv.model.failure import StaleError, UnfitError
from exstreamtv.model.names import counted
from exstreamtv.model.revision import Applied
from exstreamtv.pipeline import Loaded

DAYS = 7

SHOWN = 5
"""How many revisions are named to who asks for one that there is not."""


def apply(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    plan: Annotated[
        Path | None,
        typer.Argument(help="Exactly this plan, as `plan --out PLAN.json` wrote it."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    expect: Annotated[
        str | None, typer.Option(metavar="REV", help="Only if this revision is in force.")
    ] = None,
    revision: Annotated[
        str | None, typer.Option(metavar="REV", help="Go back to this one, instead of the YAML.")
    ] = None,
    force_freeze: Annotated[
        bool, typer.Option("--force-freeze", help="Take over after the programme on air now.")
    ] = False,
    daemon: Annotated[
        str | None, typer.Option(metavar="URL", help="The daemon, if not this directory's own.")
    ] = None,
) -> None:
    """Let the running daemon take over what the YAML says now.

    Shows what changes and asks; only `yes` applies it. Nobody who watches notices.

    Examples: exstreamtv apply; exstreamtv apply plan.json; exstreamtv apply --yes;
    exstreamtv apply --revision 9c1e2a40b7d1
    """
    options = given.of(context)
    planned = _read(options, plan, revision) if plan else None
    there = remote(daemon, options.directory)
    history = there.history()
    base = history[0].revision
    if expect is not None and expect != base:
        raise _refused(options, f"`{base}` is in force, not `{expect}`")
    if revision is not None and revision not in {each.revision for each in history}:
        raise typer.BadParameter(_unknown(revision, history))
    loaded = _wanted(options, there, revision)
    files, page = bundle(options.directory, loaded.texts), _page(options, loaded)
    if base == name_of(files) == (planned.revision if planned else base):
        note(options, f"`{base}` is in force already: nothing to apply")
        return
    if planned and (why := doubt(planned, name_of(files), history, page)):
        tell(options, [why], {})
        raise typer.Exit(Status.REFUSED)
    with _refusals(options, there, base, page):
        say(options, _shown(options, page, there, loaded, force=force_freeze))
        if not yes and not _agreed():
            raise _refused(options, "nothing is applied")
        applied = there.apply(files, base, force=force_freeze)
    typer.echo(done(applied, page))


def _read(options: Options, plan: Path, revision: str | None) -> Saved:
    """The plan in the file, which must be one that can be applied."""
    if revision:
        raise typer.BadParameter("a plan is not of an earlier revision: leave out one of both")
    found = saved(plan, read(plan))
    if isinstance(found, Saved):
        return found
    tell(options, [found], {})
    raise typer.Exit(Status.USAGE)


def _unknown(revision: str, history: Sequence[Applied]) -> str:
    last = (f"`{each.revision}` ({each.at:%Y-%m-%d %H:%M} UTC)" for each in history[:SHOWN])
    return f"`{revision}` was not applied here; the last ones were {', '.join(last)}"


def _wanted(options: Options, there: Remote, revision: str | None) -> Loaded:
    """The station to apply: the directory's, or an earlier revision's."""
    if revision is None:
        return opened(options)[0]
    loaded = pipeline.load(unbundled(options.directory, there.files(revision)), options.now)
    if loaded.failed:
        raise ended(options, loaded, f"the revision `{revision}` does not compile any more")
    return loaded


@contextmanager
def _refusals(options: Options, there: Remote, base: str, page: View) -> Iterator[None]:
    """What the daemon refuses ends the command, and nothing has changed."""
    try:
        yield
    except StaleError as stale:
        note(options, since(base, there.history(), page))
        why = f"`{stale.current}` is in force by now: look at `exstreamtv plan` again"
        raise _refused(options, why) from stale
    except UnfitError as unfit:
        note(options, f"the daemon cannot compile it: {unfit.report}")
        raise typer.Exit(Status.INPUT) from unfit


def _page(options: Options, new: Loaded) -> View:
    """The week that `plan` shows, too."""
    assert new.station, "only what compiles is shown"
    assert new.lineup, "only what compiles is shown"
    span = window(new.station, options.now, DAYS)
    return View(new.lineup, {}, span.start, span.stop, columns(), paint(options))


def _shown(options: Options, page: View, there: Remote, new: Loaded, *, force: bool) -> str:
    """The week as a difference to what is in force."""
    old = on_air(options, there, new, force=force)
    return changes.text(compared(options, page, old, new)[0])


def _agreed() -> bool:
    """Has somebody typed `yes`? Anything else, the end of input and Ctrl-C are no."""
    try:
        return input("Apply this? Only `yes` does: ").strip() == "yes"
    except (EOFError, KeyboardInterrupt):
        typer.echo()
        return False


def _refused(options: Options, why: str) -> typer.Exit:
    note(options, why)
    return typer.Exit(Status.REFUSED)


def done(applied: Applied, page: View) -> str:
    """What has happened, and when viewers will see it, by the station's clock."""
    channels = counted(len(applied.starts), "channel")
    return f"`{applied.revision}` is applied; it takes over on {channels} {_when(applied, page)}"


def _when(applied: Applied, page: View) -> str:
    soonest, last = min(applied.starts.values()), max(applied.starts.values())
    if last <= applied.at:
        return "at once"
    if soonest == last:
        return f"at {page.moment(last)}"
    return f"between {page.moment(soonest)} and {page.moment(last)}"
