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
from tests.kit.demo import DEMO
from tests.kit.processes import Served

SMALL = "{size: 320x180, rate: 25, video: 300k, preset: ultrafast}"
"""The smallest in which the row of blocks can be read."""

FIRST = 101


def many(folder: Path, count: int) -> Path:
    """The demo's media on so many channels of music, numbered from 101; locked."""
    directory = folder / "channels.d"
    directory.mkdir(parents=True)
    for name in ("collections.yaml", "sources.yaml"):
        shutil.copy(DEMO / name, directory / name)
    listed = "".join(
        f'  m{number}: {{number: {number}, name: "M {number}", profile: small, filler: idents, '
        'schedule: {day: {at: "06:00", fill: hits}}}\n'
        for number in range(FIRST, FIRST + count)
    )
    (directory / "station.yaml").write_text(
        "version: 1\nstation: {name: Many, timezone: UTC}\n"
        f"profiles: {{small: {SMALL}}}\nchannels:\n{listed}"
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
