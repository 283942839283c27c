"""`exstreamtv lock`: the only command that looks at sources, and that writes the lock."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from exstreamtv import pipeline
from exstreamtv.cli import options as given
from exstreamtv.cli.cache_path import cache_directory
from exstreamtv.cli.completion import sources
from exstreamtv.cli.git import commits, files_at
from exstreamtv.cli.lock_report import cursor_changes, media_changes, renames, written
from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.output import note, tell
from exstreamtv.cli.preview import preview
from exstreamtv.cli.relock import Moment, counts_otherwise, moment, relocked, to_fetch, upgrade_of
from exstreamtv.cli.renaming import renamed_by
from exstreamtv.cli.station import ended
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, failed
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.names import did_you_mean
from exstreamtv.pipeline import Loaded
from exstreamtv.schedule import outside
from exstreamtv.schedule.anchor import cursors_needed, stale
from exstreamtv.sources.context import Context
from exstreamtv.sources.lock import (
    FOLDER,
    Lock,
    lock_from,
    lock_texts,
    stale_holidays,
    stale_zones,
    superfluous,
    unlike,
)
from exstreamtv.sources.rename import under
from exstreamtv.sources.store import lock_files, write
from exstreamtv.sources.table import fetch
from exstreamtv.sources.upgrade import SHRINK_PERCENT, Upgrade
from exstreamtv.syntax.files import counts, read_directory

if TYPE_CHECKING:
    from rich.progress import TaskID

MOST_TOLD = 20
"""How many files that are left out are told of, unless all are asked for."""

MOST_COMMITS = 50
"""How far back a station is looked for that its lock is in line with."""

_MENDED = frozenset({"E404", "E405"})
"""What the union of both sides resolves."""


def lock(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    check: Annotated[bool, typer.Option("--check", help="Only say what is wrong.")] = False,
    upgrade: Annotated[bool, typer.Option("--upgrade", help="Look at every source.")] = False,
    upgrade_source: Annotated[
        list[str] | None,
        typer.Option(metavar="SOURCE", help="Look at this source.", autocompletion=sources),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    allow_shrink: Annotated[
        bool, typer.Option("--allow-shrink", help="Believe that much of a source has gone.")
    ] = False,
    rename: Annotated[
        list[str] | None,
        typer.Option(metavar="OLD=NEW", help="A slot, channel or collection has a new name."),
    ] = None,
) -> None:
    """Bring the lock in line with the YAML and, on demand, with the sources.

    Without an option it is offline, except for sources that were never locked. Shows the airings
    that an upgrade, or with `--dry-run` any change, moves.

    Examples: exstreamtv lock; exstreamtv lock --upgrade; exstreamtv lock --check
    """
    options = given.of(context)
    if check:
        _check(options)
        return
    loaded = pipeline.read(read_directory(options.directory))
    if loaded.failed or loaded.station is None:
        raise ended(options, loaded, "nothing is locked")
    wanted = [*loaded.station.sources] if upgrade else _declared(loaded.station, upgrade_source)
    before = _held(options)
    were = renamed_by(options, rename or (), loaded.station, before.cursors)
    held = replace(before, cursors=under(before.cursors, were))
    at = moment(loaded.station, options.now, held)
    upgrades = _upgrades(options, loaded, held, at, wanted)
    _report(media_changes(upgrades, at.day))
    if not allow_shrink:
        _must_not_shrink(options, upgrades)
    old = _committed(options) if counts_otherwise(loaded.station, held.cursors) else None
    new = relocked(loaded.station, held, upgrades, at, old.inputs if old else None, were)
    if upgrade or upgrade_source or dry_run:
        _report(preview(options, loaded, held, new, old))
    _report(f"renamed `{name}` to `{after}`" for after, name in were.items())
    _report(cursor_changes(held, new))
    _report(renames(held, new, wrote=not dry_run))
    files = lock_texts(new)
    names = () if dry_run else write(options.directory, files)
    _report(["nothing is written" if dry_run else written(names)])


def _check(options: Options) -> None:
    """Say where the lock is not what `lock` would write. Offline; ends the command if it is not."""
    loaded = pipeline.open_station(options.directory, options.now)
    found: list[Diagnostic] = [*loaded.found, *unlike(loaded.texts, loaded.lock)]
    if loaded.station is not None and not loaded.failed:
        found += _not_held(loaded.station, loaded.lock, options.now.year)
        found += superfluous(loaded.lock, cursors_needed(loaded.station))
    tell(options, found, loaded.texts)
    if failed(found):
        raise typer.Exit(Status.INPUT)
    note(options, "the lock is in line with the station")


def _not_held(station: Station, lock: Lock, year: int) -> Iterator[Diagnostic]:
    """What the station goes by and the lock has no rules of."""
    zones = [zone for zone in outside.zones(station) if zone not in lock.zones]
    yield from stale_zones(lock, outside.kept(zones, {}, outside.rules_of_zone, year))
    countries = [name for name in outside.holidays(station) if name not in lock.holidays]
    yield from stale_holidays(lock, outside.kept(countries, {}, outside.rules_of_holidays, year))


def _declared(station: Station, names: Sequence[str] | None) -> list[str]:
    for name in names or ():
        if name not in station.sources:
            hint = did_you_mean(name, station.sources)
            raise typer.BadParameter(f"no source is called `{name}`{f'; {hint}' if hint else ''}")
    return [*(names or ())]


def _held(options: Options) -> Lock:
    """The lock as it is; lines that make no sense end the command, before they are overwritten."""
    texts = lock_files(options.directory)
    held, found = lock_from(texts)
    found = [finding for finding in found if finding.code not in _MENDED]
    tell(options, found, texts)
    if failed(found):
        raise typer.Exit(Status.INPUT)
    return held


def _upgrades(
    options: Options, loaded: Loaded, held: Lock, at: Moment, wanted: Sequence[str]
) -> dict[str, Upgrade]:
    """What a look at each source changes. What is left out is told, as findings."""
    assert loaded.station is not None, "nothing is locked without a station"
    station, left_out = loaded.station, list[Diagnostic]()
    base = options.directory.absolute().parent
    with _progress(options) as progress:
        files = Context(base, cache_directory(), progress, left_out.append)
        upgrades = {
            name: upgrade_of(held, name, fetch(name, station.sources[name], files), at.day)
            for name in to_fetch(station, held, wanted)
        }
    told = left_out if options.verbosity > 0 else left_out[:MOST_TOLD]
    tell(options, told, loaded.texts)
    if len(told) < len(left_out):
        note(options, f"{len(left_out) - len(told)} more are left out; `-v` names them")
    return upgrades


@contextmanager
def _progress(options: Options) -> Iterator[Callable[[str, int, int], None]]:
    """A bar a source on stderr, if somebody looks at it."""
    if options.verbosity < 0 or not sys.stderr.isatty():
        yield lambda source, done, total: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(source: str, done: int, total: int) -> None:
            if source not in tasks:
                tasks[source] = bars.add_task(source, total=total)
            bars.update(tasks[source], completed=done)

        yield show


def _must_not_shrink(options: Options, upgrades: Mapping[str, Upgrade]) -> None:
    """A source that is being re-scanned, or whose disk is not there, must not empty a station."""
    names = ", ".join(f"`{name}`" for name, upgrade in upgrades.items() if upgrade.shrinks)
    if names:
        note(options, f"nothing is locked: more than {SHRINK_PERCENT} % of {names} has gone")
        note(options, "if that is meant, add `--allow-shrink`")
        raise typer.Exit(Status.REFUSED)


def _committed(options: Options) -> Loaded | None:
    """The station that the cursors were made for: the last commit whose lock is in line with it.

    That is not HEAD where an edit was committed before it was locked. None without any.
    """
    try:
        for commit in commits(options.directory, MOST_COMMITS):
            loaded = _station_at(options, commit)
            if loaded and not [*stale(loaded.inputs)]:
                return loaded
        why = "no commit has a lock that is in line with its station"
    except ExstreamError as error:
        why = str(error)
    note(options, f"{why}: slots that count otherwise now begin with their first item")
    return None


def _station_at(options: Options, commit: str) -> Loaded | None:
    """The station at a commit, whatever its lock lacks; None where there is no whole one."""
    texts: dict[PurePath, str] = {
        options.directory / path: content.decode(errors="replace")
        for path, content in files_at(commit, options.directory).items()
        if counts(path) or path.parts[0] == FOLDER
    }
    loaded = pipeline.load(texts, options.now)
    whole = loaded.station and not failed([f for f in loaded.found if not f.code.startswith("E4")])
    return loaded if whole else None


def _report(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
