"""A station of many small channels, served by the real program, and applied to over HTTP."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from typer.testing import CliRunner

from exstreamtv.cli.main import app
from exstreamtv.cli.remote import Remote, remote
from exstreamtv.cli.revision import bundle
from exstreamtv.model.failure import StaleError
from exstreamtv.pipeline import open_station
from tests.kit.clips import COPIED, content_of, write
from tests.kit.demo import DEMO
from tests.kit.processes import Served
from tests.kit.truth import Content

SMALL = "{size: 320x180, rate: 25, video: 300k, preset: ultrafast}"
"""The smallest in which the row of blocks can be read."""

FIRST = 101


FILES = {47: COPIED[0], 61: COPIED[1]}
"""By their seconds: of lengths that let no two channels cross their seams together for long."""


def many(folder: Path, count: int) -> Path:
    """The demo's media on so many channels of music, numbered from 101; locked."""
    directory = folder / "channels.d"
    directory.mkdir(parents=True)
    for name in ("collections.yaml", "sources.yaml"):
        shutil.copy(DEMO / name, directory / name)
    return _locked(directory, f"profiles: {{small: {SMALL}}}\n", count, "hits", "idents")


def many_copied(folder: Path, count: int) -> Path:
    """The same of files that are sent as they are, which costs next to nothing."""
    directory, films = folder / "channels.d", folder / "films"
    directory.mkdir(parents=True)
    for seconds, clip in FILES.items():
        write(clip, films, seconds)
    about = (
        f"sources: {{films: {{type: local, path: {films}, kind: clip}}}}\n"
        "collections: {films: {from: films, order: shuffle}}\n"
        "profiles: {small: {size: 640x360, rate: 25, preset: ultrafast, copy: true}}\n"
    )
    return _locked(directory, about, count, "films", "films")


def contents(folder: Path) -> dict[str, Content]:
    """What their pictures say, by the media's keys."""
    return {clip.name: content_of(clip, folder / "films") for clip in FILES.values()}


def _locked(directory: Path, about: str, count: int, fill: str, filler: str) -> Path:
    listed = "".join(
        f'  m{number}: {{number: {number}, name: "M {number}", profile: small, filler: {filler}, '
        f'schedule: {{day: {{at: "06:00", fill: {fill}}}}}}}\n'
        for number in range(FIRST, FIRST + count)
    )
    (directory / "station.yaml").write_text(
        f"version: 1\nstation: {{name: Many, timezone: UTC}}\n{about}channels:\n{listed}"
    )
    result = CliRunner().invoke(app, ["-C", str(directory), "lock"])
    assert result.exit_code == 0, result.output
    return directory


@dataclass(frozen=True)
class Applicant:
    """Applies the directory's station with a note in it, which changes only its name."""

    there: Remote
    files: dict[str, str]

    @classmethod
    def of(cls, directory: Path) -> Applicant:
        """For the daemon that serves this directory."""
        texts = open_station(directory, datetime.now(UTC)).texts
        return cls(remote(None, directory), bundle(directory, texts))

    @property
    def revision(self) -> str:
        return self.there.history()[0].revision

    def apply(self, note: object, base: str) -> str:
        """The new revision, empty if ``base`` is not in force."""
        files = {**self.files, "note.yaml": f"x-note: {note}\n"}
        try:
            return self.there.apply(files, base, force=False).revision
        except StaleError:
            return ""


def resident_mb(served: Served) -> float:
    """The daemon's own memory, without its children's."""
    pages = int(Path(f"/proc/{served.process.pid}/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def descriptors(served: Served) -> int:
    """The files and sockets that it has open."""
    return len(list(Path(f"/proc/{served.process.pid}/fd").iterdir()))
