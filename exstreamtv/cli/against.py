"""What a plan is compared with: a git ref, a file that `plan --out` wrote, or the daemon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath

import typer

from exstreamtv import pipeline
from exstreamtv.cli.git import commit_of, files_at
from exstreamtv.cli.options import Options
from exstreamtv.cli.output import note, read
from exstreamtv.cli.remote import Remote, remote
from exstreamtv.cli.revision import bundle, unbundled
from exstreamtv.cli.station import Window, compiled, ended
from exstreamtv.cli.takeover import counted_from
from exstreamtv.emit.store import load
from exstreamtv.model.spliced import NEVER, Part, spliced
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.syntax.files import LOCK, counts

DAEMON = "daemon"


@dataclass(frozen=True, slots=True)
class Before:
    """The other side: its timelines and, where more than those are known, its station.

    ``starts`` say when the new side takes over, by channel; ``base`` is what the daemon plays.
    """

    timelines: Mapping[str, Timeline]
    loaded: Loaded | None = None
    starts: Mapping[str, datetime] = field(default_factory=dict)
    base: str = ""

    def taken_over(self, timelines: Mapping[str, Timeline]) -> dict[str, Timeline]:
        """What would be on the air: the new timelines, each from its start on."""
        return {name: self._from(name, timeline) for name, timeline in timelines.items()}

    def _from(self, channel: str, timeline: Timeline) -> Timeline:
        at = self.starts.get(channel)
        if at is None or channel not in self.timelines:
            return timeline
        held = self.timelines[channel]
        parts = [Part(EPOCH, at, held), Part(at, NEVER, timeline)]
        return spliced(channel, parts) if at < held.items[-1].stop else held


def before(
    options: Options, against: str, new: Loaded, span: Window, only: Sequence[str] | None
) -> Before:
    """The side that `--against` names; a usage error where there is none."""
    if against == DAEMON:
        return on_air(options, remote(None, options.directory), new, span, only)
    if Path(against).is_file():
        timelines = load(read(Path(against)))
        return Before({name: timelines[name] for name in timelines if only is None or name in only})
    if commit_of(against, options.directory) is None:
        raise typer.BadParameter(f"`{against}` is neither a file nor anything git knows")
    texts = _texts(options.directory, files_at(against, options.directory))
    if not texts:
        note(options, f"there is no station at `{against}`: all of it is new")
        return Before({})
    loaded = pipeline.load(texts, options.now)
    held = _compiled(options, loaded, span, only, f"the station at `{against}`")
    counted = {name: at for name, at in counted_from(new, loaded).items() if at > span.start}
    return Before(held, loaded, counted)


def on_air(
    options: Options,
    there: Remote,
    new: Loaded,
    span: Window,
    only: Sequence[str] | None,
    *,
    force: bool = False,
) -> Before:
    """What the daemon plays, and when it would take over the new station."""
    base = there.history()[0].revision
    loaded = pipeline.load(unbundled(options.directory, there.files(base)), options.now)
    timelines = _compiled(options, loaded, span, only, f"the revision `{base}`")
    files = bundle(options.directory, new.texts)
    starts = there.apply(files, base, force=force, trial=True).starts
    return Before(timelines, loaded, starts, base)


def _compiled(
    options: Options, loaded: Loaded, span: Window, only: Sequence[str] | None, named: str
) -> Mapping[str, Timeline]:
    if loaded.failed or loaded.station is None:
        raise ended(options, loaded, f"{named} does not compile")
    there = [name for name in loaded.station.channels if only is None or name in only]
    return compiled(options, loaded, span, there)


def _texts(directory: Path, files: Mapping[PurePath, bytes]) -> dict[PurePath, str]:
    """Those of the files that are the station's, named as the ones on disk are."""
    return {
        directory / path: content.decode(errors="replace")
        for path, content in files.items()
        if counts(path) or path.parts[0] == LOCK
    }
