"""`exstreamtv apply`: show what changes, ask, and let the daemon take over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated

import typer

from exstreamtv import pipeline
from exstreamtv.cli import options as given
from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.output import columns, note, paint, say
from exstreamtv.cli.place import placed
from exstreamtv.cli.remote import Remote, remote
from exstreamtv.cli.revision import bundle, name_of, unbundled
from exstreamtv.cli.station import ended, opened
from exstreamtv.config.lineup import lineup
from exstreamtv.emit import changes
from exstreamtv.emit.plan import difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.view import View
from exstreamtv.model.failure import StaleError, UnfitError
from exstreamtv.model.names import counted
from exstreamtv.model.revision import Applied
from exstreamtv.model.spliced import NEVER, Part, spliced
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import Timeline
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
    files, loaded = _wanted(options, there, revision)
    if name_of(files) == base:
        note(options, f"`{base}` is in force already: nothing to apply")
        return
    wish = _Wish(there, files, base, force_freeze)
    when = wish.sent(options, trial=True)
    say(options, _shown(options, there, wish, loaded, when))
    if not yes and not _agreed():
        raise _refused(options, "nothing is applied")
    typer.echo(_done(wish.sent(options, trial=False), options.now))


class _Wish:
    """What is to be applied, and to what."""

    def __init__(self, there: Remote, files: Mapping[str, str], base: str, force: bool) -> None:
        self.files, self.base = files, base
        self._there, self._force = there, force

    def sent(self, options: Options, *, trial: bool) -> Applied:
        """What the daemon makes of it; the command ends where it refuses."""
        try:
            return self._there.apply(self.files, self.base, force=self._force, trial=trial)
        except StaleError as stale:
            why = f"somebody applied `{stale.current}` meanwhile: look at `exstreamtv plan` again"
            raise _refused(options, why) from stale
        except UnfitError as unfit:
            note(options, f"the daemon cannot compile it: {unfit.report}")
            raise typer.Exit(Status.INPUT) from unfit


def _wanted(options: Options, there: Remote, revision: str | None) -> tuple[dict[str, str], Loaded]:
    """The files to apply: the directory's, or those of an earlier revision."""
    if revision is None:
        loaded, _, _ = opened(options)
        return bundle(options.directory, loaded.texts), loaded
    files = there.files(revision)
    return files, _compiling(options, files, revision)


def _compiling(options: Options, files: Mapping[str, str], revision: str) -> Loaded:
    loaded = pipeline.load(unbundled(options.directory, files), options.now)
    if loaded.station is None:
        raise ended(options, loaded, f"the revision `{revision}` cannot be read here")
    return loaded


def _shown(options: Options, there: Remote, wish: _Wish, new: Loaded, applied: Applied) -> str:
    """The week as it will be, as a difference to what is in force."""
    old = _compiling(options, there.files(wish.base), wish.base)
    start, stop = options.now, options.now + WEEK
    before, after = _timelines(old, start, stop), _timelines(new, start, stop)
    mixed = {
        channel: _taken_over(channel, before, after, applied.starts[channel]) for channel in after
    }
    assert new.station, "only what compiles is shown"
    page = View(lineup(new.station), mixed, start, stop, columns(), paint(options))
    found = difference(before, mixed, start, stop)
    return changes.text(Report(page, found, placed(new)))


def _timelines(loaded: Loaded, start: datetime, stop: datetime) -> dict[str, Timeline]:
    return pipeline.timelines(loaded, start, stop)[0]


def _taken_over(
    channel: str, before: Mapping[str, Timeline], after: Mapping[str, Timeline], at: datetime
) -> Timeline:
    old = [Part(EPOCH, at, before[channel])] if channel in before else []
    return spliced(channel, [*old, Part(at, NEVER, after[channel])])


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


def _done(applied: Applied, now: datetime) -> str:
    soonest, last = min(applied.starts.values()), max(applied.starts.values())
    channels = counted(len(applied.starts), "channel")
    when = f"between {soonest:%a %H:%M} and {last:%a %H:%M} UTC" if last > now else "at once"
    return f"`{applied.revision}` is applied; it takes over on {channels} {when}"
