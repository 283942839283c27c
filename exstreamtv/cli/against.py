"""What a plan is compared with: a git ref, a file that `plan --out` wrote, or the daemon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePath

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
from exstreamtv.model.spliced import NEVER, Part, spliced
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.syntax.files import LOCK, counts

DAEMON = "daemon"

HEAD = "HEAD"

NONE = "none"


@dataclass(frozen=True, slots=True)
class Before:
    """The other side: a station, or the timelines that were ``kept`` of one.

    ``starts`` say when the new side takes over, by channel; ``base`` is what the daemon plays;
    ``called`` says what this is, and ``commit`` where it is in git.
    """

    loaded: Loaded | None = None
    kept: Mapping[str, Timeline] = field(default_factory=dict)
    starts: Mapping[str, datetime] = field(default_factory=dict)
    base: str = ""
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
        return compiler(self.loaded, span.start, span.stop, there)

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
    base = there.history()[0].revision
    loaded = known.loaded if known and known.base == base else None
    if loaded is None:
        texts = unbundled(options.directory, there.files(base))
        loaded = _whole(options, pipeline.load(texts, options.now, new), f"the revision `{base}`")
    files = bundle(options.directory, new.texts)
    starts = there.apply(files, base, force=force, trial=True).starts
    called = f"against `{base}`, which the daemon plays"
    return Before(loaded, starts=starts, base=base, called=called)


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
