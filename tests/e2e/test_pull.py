"""What is merged comes on the air: a repository, a machine that plays its clone, and a push."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exstreamtv.cli.main import app
from exstreamtv.cli.options import Status
from tests.kit.processes import served

HOUSE = Path(__file__).parents[2]
AUTHOR = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


def git(directory: Path, *words: str) -> None:
    subprocess.run(("git", *AUTHOR, "-C", str(directory), *words), check=True, capture_output=True)


def pushed(author: Path, old: str, new: str) -> None:
    """An edit, merged without anybody looking."""
    file = author / "channels.d" / "10-first.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    git(author, "commit", "-q", "-am", "an edit")
    git(author, "push", "-q")


def pull(machine: Path) -> subprocess.CompletedProcess[str]:
    """What the timer runs."""
    programs = machine.parent / "bin"
    programs.mkdir(exist_ok=True)
    program = programs / "exstreamtv"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m exstreamtv "$@"\n')
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    words = ("sh", str(HOUSE / "deploy" / "pull"))
    return subprocess.run(words, cwd=machine, env=environment, capture_output=True, text=True)


def revision(machine: Path) -> str:
    words = ["-C", str(machine / "channels.d"), "--format", "json", "status"]
    ran = CliRunner().invoke(app, words)
    assert ran.exit_code == 0, ran.output
    return str(json.loads(ran.stdout)["revision"])


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A bare one with a station, whose author works in `author`."""
    author, bare = tmp_path / "author", tmp_path / "tv.git"
    assert CliRunner().invoke(app, ["init", str(author)]).exit_code == 0
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(author, "init", "-q", "-b", "main")
    git(author, "add", ".")
    git(author, "commit", "-q", "-m", "the station")
    git(author, "remote", "add", "origin", str(bare))
    git(author, "push", "-q", "-u", "origin", "main")
    return bare


def test_what_is_pushed_is_taken_over_and_what_is_broken_is_not(
    repository: Path, tmp_path: Path
) -> None:
    author, machine = tmp_path / "author", tmp_path / "machine"
    git(tmp_path, "clone", "-q", str(repository), str(machine))

    with served(machine / "channels.d"):
        first = revision(machine)
        assert pull(machine).returncode == 0
        assert revision(machine) == first

        pushed(author, "The Nine O'Clock Film", "The Late Film")
        done = pull(machine)
        assert done.returncode == 0, done.stderr
        assert "is applied" in done.stdout
        second = revision(machine)
        assert second != first

        pushed(author, 'at: "21:00"', 'at: "21:61"')
        assert pull(machine).returncode == Status.INPUT
        assert revision(machine) == second
