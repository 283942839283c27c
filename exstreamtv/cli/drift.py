"""How far a directory is from what its daemon plays: in commits, in files, and in time.

Nothing is recorded for this: a revision is its files, so the commit that plays is the one that
has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from exstreamtv import pipeline
from exstreamtv.cli.git import blob_of, blobs_at, commits
from exstreamtv.cli.options import Options
from exstreamtv.cli.remote import Remote
from exstreamtv.cli.revision import bundle, name_of
from exstreamtv.model.failure import ExstreamError, UnfitError
from exstreamtv.model.names import counted
from exstreamtv.model.time import instant_text
from exstreamtv.pipeline import Loaded
from exstreamtv.sources.lock import unlike
from exstreamtv.syntax.files import LOCK, counts

MOST_COMMITS = 200
"""How far back the commit is looked for that plays."""

SHOWN = 10
"""How many files are named."""

WORDS = {"added": "+", "changed": "~", "removed": "-"}


@dataclass(frozen=True, slots=True)
class Drift:
    """What is here and does not play yet.

    ``plays`` is the commit that does, empty if it is none of the last ones; ``ahead`` how many came
    after it; ``uncommitted`` are files that differ from the last commit, None without git.
    ``files`` say how each differs from what plays. ``takes_over`` is the first and the last
    instant at which channels would change if it were applied now; empty if it would not compile.
    """

    plays: str
    ahead: int | None
    uncommitted: list[str] | None
    files: dict[str, str]
    lock: bool
    takes_over: list[str]

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        return asdict(self)


def drift(options: Options, there: Remote, base: str) -> Drift | None:
    """What is in the directory and does not play; None where that is nothing. ExstreamError."""
    loaded = pipeline.open_station(options.directory, options.now)
    here = bundle(options.directory, loaded.texts)
    if name_of(here) == base:
        return None
    playing = there.files(base)
    plays, ahead, uncommitted = _in_git(options.directory, here, playing)
    in_line = not [each for each in loaded.found if each.code.startswith("E4")]
    return Drift(
        plays,
        ahead,
        uncommitted,
        _differing(playing, here),
        in_line and not [*unlike(loaded.texts, loaded.lock)],
        _taking_over(there, loaded, here, base),
    )


def _in_git(
    directory: Path, here: Mapping[str, str], playing: Mapping[str, str]
) -> tuple[str, int | None, list[str] | None]:
    try:
        known = commits(directory, MOST_COMMITS)
        if not known:
            return "", None, None
        uncommitted = sorted(_differing(_station_at(known[0], directory), _blobs(here, known[0])))
        wanted = _blobs(playing, known[0])
        for ahead, commit in enumerate(known):
            if _station_at(commit, directory) == wanted:
                return commit, ahead, uncommitted
    except ExstreamError:
        return "", None, None
    return "", None, uncommitted


def _station_at(commit: str, directory: Path) -> dict[str, str]:
    """The station's files at a commit, each by the name that git gives its content."""
    return {
        path.as_posix(): blob
        for path, blob in blobs_at(commit, directory).items()
        if counts(path) or _locks(path)
    }


def _locks(path: PurePath) -> bool:
    return path.parts[0] == LOCK and path.suffix in (".json", ".jsonl")


def _blobs(files: Mapping[str, str], commit: str) -> dict[str, str]:
    return {path: blob_of(text, commit) for path, text in files.items()}


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    paths = sorted(old.keys() | new.keys())
    return {path: _change(path, old, new) for path in paths if old.get(path) != new.get(path)}


def _change(path: str, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    if path not in old:
        return "added"
    return "changed" if path in new else "removed"


def _taking_over(there: Remote, loaded: Loaded, here: Mapping[str, str], base: str) -> list[str]:
    if loaded.failed or loaded.station is None:
        return []
    try:
        starts = there.apply(here, base, force=False, trial=True).starts.values()
    except UnfitError:
        return []
    return [instant_text(min(starts)), instant_text(max(starts))] if starts else []


def lines(found: Drift | None) -> Iterator[str]:
    """For people."""
    if found is None:
        yield "drift      none: what is here plays"
        return
    yield f"drift      {', '.join(_positions(found)) or 'what is here does not play'}"
    for path, change in [*found.files.items()][:SHOWN]:
        yield f"           {WORDS[change]} {path}"
    if len(found.files) > SHOWN:
        yield f"           and {len(found.files) - SHOWN} more"
    yield f"lock       {'in line' if found.lock else 'not in line: run `exstreamtv lock`'}"
    if found.takes_over:
        first, last = found.takes_over
        until = f", every channel by {last}" if last != first else ""
        yield f"if applied now, it takes over from {first}{until}"
    else:
        yield "it does not compile: see `exstreamtv check`"


def _positions(found: Drift) -> Iterator[str]:
    if found.ahead:
        commits_, plays = counted(found.ahead, "commit"), found.plays[:12]
        yield f"{commits_} ahead of what plays ({plays})"
    elif found.ahead is None and found.uncommitted is not None:
        yield f"what plays is none of the last {MOST_COMMITS} commits"
    if found.uncommitted:
        yield f"{counted(len(found.uncommitted), 'file')} not committed"
