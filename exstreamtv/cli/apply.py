"""`exstreamtv apply`: show what changes, ask, and let the daemon take over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer

from exstreamtv import pipeline
from exstreamtv.cli import options as given
from exstreamtv.cli.against import on_air
from exstreamtv.cli.compared import compared
from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.output import columns, note, paint, say
from exstreamtv.cli.remote import Remote, remote
from exstreamtv.cli.revision import bundle, name_of, unbundled
from exstreamtv.cli.station import ended, opened
from exstreamtv.emit import changes
from exstreamtv.emit.view import View
from exstreamtv.model.failure import StaleError, UnfitError
from exstreamtv.model.names import counted
from exstreamtv.model.revision import Applied
from exstreamtv.pipeline import Loaded

WEEK = timedelta(days=7)


def apply(
    context: typer.Context,
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

    Examples: exstreamtv apply; exstreamtv apply --yes; exstreamtv apply --revision 9c1e2a40b7d1
    """
    options = given.of(context)
    there = remote(daemon, options.directory)
    base = there.history()[0].revision
    if expect is not None and expect != base:
        raise _refused(options, f"`{base}` is in force, not `{expect}`")
    loaded = _wanted(options, there, revision)
    files = bundle(options.directory, loaded.texts)
    if name_of(files) == base:
        note(options, f"`{base}` is in force already: nothing to apply")
        return
    with _refusals(options):
        page = _page(options, loaded)
        say(options, _shown(options, page, there, loaded, force=force_freeze))
        if not yes and not _agreed():
            raise _refused(options, "nothing is applied")
        applied = there.apply(files, base, force=force_freeze)
    typer.echo(done(applied, page))


def _wanted(options: Options, there: Remote, revision: str | None) -> Loaded:
    """The station to apply: the directory's, or an earlier revision's."""
    if revision is None:
        return opened(options)[0]
    loaded = pipeline.load(unbundled(options.directory, there.files(revision)), options.now)
    if loaded.failed:
        raise ended(options, loaded, f"the revision `{revision}` does not compile any more")
    return loaded


@contextmanager
def _refusals(options: Options) -> Iterator[None]:
    """What the daemon refuses ends the command, and nothing has changed."""
    try:
        yield
    except StaleError as stale:
        why = f"somebody applied `{stale.current}` meanwhile: look at `exstreamtv plan` again"
        raise _refused(options, why) from stale
    except UnfitError as unfit:
        note(options, f"the daemon cannot compile it: {unfit.report}")
        raise typer.Exit(Status.INPUT) from unfit


def _page(options: Options, new: Loaded) -> View:
    """The week from now on."""
    assert new.lineup, "only what compiles is shown"
    return View(new.lineup, {}, options.now, options.now + WEEK, columns(), paint(options))


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
    if last <= page.start:
        return "at once"
    if soonest == last:
        return f"at {page.moment(last)}"
    return f"between {page.moment(soonest)} and {page.moment(last)}"
