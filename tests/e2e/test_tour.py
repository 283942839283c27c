"""`docs/tour.md` is true: every command in it is run, in order, in a scratch repository.

A block that begins with ```console holds commands, each behind a `$`, and what they say; only
that is compared. `make golden` writes it anew.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
TOUR = HOUSE / "docs" / "tour.md"
NOW = "2026-11-23T19:15:00Z"

BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
IN_FORCE = re.compile(r"^revision +([0-9a-f]{12})", re.MULTILINE)
BACK = re.compile(r"(--revision )[0-9a-f]{12}")

SAID_OTHERWISE = (
    (re.compile(r"http://127[.]0[.]0[.]1:\d+"), "http://127.0.0.1:8409"),
    (re.compile(r"^(git +)[0-9a-f]{12}$", re.MULTILINE), r"\g<1>(this commit)"),
)
"""What is another one each time: a port that is free, a commit that also holds the schema."""


@dataclass
class Desk:
    """The shell of the tour; its daemon is killed with it."""

    home: Path
    environment: dict[str, str]
    daemons: list[subprocess.Popen[str]] = field(default_factory=list)
    first: str = ""
    """The revision in force when the tour looked for the first time."""

    def said(self, command: str) -> str:
        """What the command says."""
        if command.endswith("serve &"):
            text = "".join(self._served())
        else:
            done = subprocess.run(
                ("bash", "-c", command),
                cwd=self.home,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=120,
            )
            text = done.stdout
        for pattern, instead in SAID_OTHERWISE:
            text = pattern.sub(instead, text)
        return "\n".join(line.rstrip() for line in text.splitlines())

    def _served(self) -> Iterator[str]:
        words = (sys.executable, "-m", "tests.kit.frozen", NOW, "serve", "--port", "0")
        daemon = subprocess.Popen(
            words, cwd=self.home, env=self.environment, stdout=subprocess.PIPE, text=True
        )
        self.daemons.append(daemon)
        assert daemon.stdout
        for line in daemon.stdout:
            yield line
            if line.startswith("browser"):
                return

    def recorded(self, block: str) -> str:
        """The block with what its commands say now."""
        told = ""
        for written in COMMAND.findall(block):
            command = BACK.sub(rf"\g<1>{self.first}", written)
            said = self.said(command)
            if (seen := IN_FORCE.search(said)) and not self.first:
                self.first = seen[1]
            told += f"$ {command}\n" + (f"{said}\n" if said else "")
        return told


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    programs, home = tmp_path / "bin", tmp_path / "tv"
    programs.mkdir()
    home.mkdir()
    (programs / "exstreamtv").write_text(
        f'#!/bin/sh\nexec {sys.executable} -m exstreamtv --now {NOW} "$@"\n'
    )
    (programs / "exstreamtv").chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(HOUSE),
        "PYTHONUNBUFFERED": "1",
        "COLUMNS": "100",
        "TZ": "UTC",
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        **{f"GIT_{who}_NAME": "Ada" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "ada@example.org" for who in ("AUTHOR", "COMMITTER")},
    }
    desk = Desk(home, environment)
    yield desk
    for daemon in desk.daemons:
        daemon.send_signal(signal.SIGKILL)
        daemon.wait()
        assert daemon.stdout
        daemon.stdout.close()


def test_what_the_tour_shows_is_what_happens(desk: Desk, request: pytest.FixtureRequest) -> None:
    written = TOUR.read_text("utf-8")

    recorded = BLOCK.sub(lambda block: desk.recorded(block[1]), written)

    if request.config.getoption("--snapshot-update"):
        TOUR.write_text(recorded, "utf-8")
        return
    assert recorded == written
