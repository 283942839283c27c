"""What a plan is compared with: a git ref, a file that `plan --out` wrote, or the daemon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TypeAlias

import typer

from exstreamtv import pipeline
from exstreamtv.cli.compiler import Compiler
from exstreamtv.cli.git import commit_of, files_at, names_at
from exstreamtv.cli.options import Options
from exstreamtv.cli.output import note, read
from exstreamtv.cli.remote import Remote, remote
from exstreamtv.cli.revision import bundle, unbundled
from exstreamtv.cli.state import served, state_path
from exstreamtv.cli.station import Window, ended
from exstreamtv.cli.takeover import counted_from
from exstreamtv.emit.store import load
from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.model.failure import StateError, ToolError
from exstreamtv.model.revision import Applied, needed, segments
from exstreamtv.model.spliced import NEVER, Part, spliced
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.syntax.files import LOCK, counts

DAEMON = "daemon"

HEAD = "HEAD"

NONE = "none"


Until: TypeAlias = Mapping[str, Sequence[tuple[datetime, Loaded]]]
"""Stations, each with the instant at which the next one takes over on the channel; in order."""


@dataclass(frozen=True, slots=True)
class Before:
    """The other side: a station, or the timelines that were ``kept`` of one.

    ``starts`` say when the new side takes over, by channel; ``base`` is what the daemon plays,
    ``held`` all that is in force there from now on, and ``until`` what is on the air before
    ``base`` takes over, by channel; ``called`` says what this is, ``commit`` where it is in git.
    """

    loaded: Loaded | None = None
    kept: Mapping[str, Timeline] = field(default_factory=dict)
    starts: Mapping[str, datetime] = field(default_factory=dict)
    base: str = ""
    held: Mapping[str, Loaded] = field(default_factory=dict)
    until: Until = field(default_factory=dict)
    called: str = ""
    commit: str = ""

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels there."""
        station = self.loaded.station if self.loaded else None
        return (*(station.channels if station else self.kept),)

    def timelines(
        self, span: Window, channels: Sequence[str], compiler: Compiler = pipeline.timelines
    ) -> tuple[Mapping[str, Timeline], list[Diagnostic]]:
        """What airs there on those of the channels that it has, and what compiling finds."""
        there = [name for name in channels if name in self.channels]
        if self.loaded is None:
            return {name: self.kept[name] for name in there}, []
        newest, found = compiler(self.loaded, span.start, span.stop, there)
        return {name: self._with_what_is_on(name, newest[name], span) for name in newest}, found

    def _with_what_is_on(self, channel: str, newest: Timeline, span: Window) -> Timeline:
        parts, start = list[Part](), EPOCH
        for stop, loaded in self.until.get(channel, ()):
            held, _ = pipeline.timelines(loaded, span.start, min(stop, span.stop), [channel])
            parts.append(Part(start, stop, held[channel]))
            start = stop
        return spliced(channel, [*parts, Part(start, NEVER, newest)]) if parts else newest

    def taken_over(
        self, held: Mapping[str, Timeline], timelines: Mapping[str, Timeline]
    ) -> dict[str, Timeline]:
        """What would be on the air: what is ``held`` here, and from its start on the new."""
        return {
            name: self._from(name, held[name], timeline) if name in held else timeline
            for name, timeline in timelines.items()
        }

    def _from(self, channel: str, held: Timeline, timeline: Timeline) -> Timeline:
        at = self.starts.get(channel)
        if at is None or held is timeline:
            return timeline
        parts = [Part(EPOCH, at, held), Part(at, NEVER, timeline)]
        return spliced(channel, parts) if at < held.items[-1].stop else held


def usual(options: Options) -> str:
    """What a plan is compared with where nobody says.

    The daemon that serves this directory, else the last commit if it has the station, else nothing.
    """
    if served(state_path(options.directory)):
        return DAEMON
    return HEAD if _committed(options.directory) else NONE


def _committed(directory: Path) -> bool:
    try:
        return any(map(counts, names_at(HEAD, directory)))
    except (StateError, ToolError):
        return False


def before(options: Options, against: str, new: Loaded, known: Before | None = None) -> Before:
    """The side that `--against` names; a usage error where there is none.

    ``known`` is what it was the last time: what has not changed is not read again.
    """
    if against == DAEMON:
        return on_air(options, remote(None, options.directory), new, known=known)
    if Path(against).is_file():
        return Before(kept=load(read(Path(against))), called=f"against the file `{against}`")
    commit = commit_of(against, options.directory)
    if commit is None:
        raise typer.BadParameter(f"`{against}` is neither a file nor anything git knows")
    if known and known.loaded and known.commit == commit:
        return replace(known, starts=counted_from(new, known.loaded))
    called = f"against `{against}` in git"
    texts = _texts(options.directory, files_at(against, options.directory))
    if not texts:
        note(options, f"there is no station at `{against}`: all of it is new")
        return Before(called=called)
    loaded = _whole(options, pipeline.load(texts, options.now, new), f"the station at `{against}`")
    return Before(loaded, starts=counted_from(new, loaded), called=called, commit=commit)


def on_air(
    options: Options,
    there: Remote,
    new: Loaded,
    *,
    force: bool = False,
    known: Before | None = None,
) -> Before:
    """What the daemon plays, and when it would take over the new station."""
    history = there.history()[::-1]
    base = history[-1].revision
    loaded = known.held if known else {}
    held = {
        each.revision: loaded.get(each.revision) or _played(options, there, each.revision, new)
        for each in needed(history, options.now)
    }
    files = bundle(options.directory, new.texts)
    starts = there.apply(files, base, force=force, trial=True).starts
    called = f"against `{base}`, which the daemon plays"
    until = _until(history, held, options.now)
    return Before(held[base], starts=starts, base=base, held=held, until=until, called=called)


def _played(options: Options, there: Remote, revision: str, new: Loaded) -> Loaded:
    texts = unbundled(options.directory, there.files(revision))
    return _whole(options, pipeline.load(texts, options.now, new), f"the revision `{revision}`")


def _until(history: Sequence[Applied], held: Mapping[str, Loaded], now: datetime) -> Until:
    """What airs on before the newest takes over, where that is still to come.

    A channel that waits for its viewers goes by the newest alone.
    """
    newest = held[history[-1].revision].inputs.station.channels
    found: dict[str, list[tuple[datetime, Loaded]]] = {}
    for channel in (name for name, config in newest.items() if config.progress != "watched"):
        for one, following in pairwise(segments(history, channel)):
            on = held.get(one.revision)
            if on and following.start > now and channel in on.inputs.station.channels:
                found.setdefault(channel, []).append((following.start, on))
    return found


def _whole(options: Options, loaded: Loaded, named: str) -> Loaded:
    if loaded.failed or loaded.station is None:
        why = f"{named} does not compile; `exstreamtv plan --against none` shows the week"
        raise ended(options, loaded, why)
    return loaded


def _texts(directory: Path, files: Mapping[PurePath, bytes]) -> dict[PurePath, str]:
    """Those of the files that are the station's, named as the ones on disk are."""
    return {
        directory / path: content.decode(errors="replace")
        for path, content in files.items()
        if counts(path) or path.parts[0] == LOCK
    }
