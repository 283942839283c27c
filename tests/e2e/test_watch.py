"""`serve --watch`: what is saved is on the air, and what does not compile is not."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exstreamtv.cli.main import app
from tests.kit.processes import served, until

SOON_S = 3
"""How long a save may take to be in force."""


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Path]:
    """A small station on the air, whose file is watched."""
    assert CliRunner().invoke(app, ["init", str(tmp_path)]).exit_code == 0
    with served(tmp_path / "channels.d", "--watch"):
        yield tmp_path / "channels.d"


def revision(directory: Path) -> str:
    ran = CliRunner().invoke(app, ["-C", str(directory), "--format", "json", "status"])
    assert ran.exit_code == 0, ran.output
    return str(json.loads(ran.stdout)["revision"])


def save(directory: Path, old: str, new: str) -> None:
    file = directory / "10-first.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_save_is_in_force_and_a_broken_one_is_not(station: Path) -> None:
    first = revision(station)

    save(station, "The Nine O'Clock Film", "The Late Film")
    assert until(lambda: revision(station) != first, SOON_S)
    second = revision(station)

    save(station, "channels:", "channels: [")
    time.sleep(SOON_S / 2)
    assert revision(station) == second

    save(station, "channels: [", "channels:")
    save(station, "The Late Film", "The Very Late Film")
    assert until(lambda: revision(station) not in (first, second), SOON_S)


def test_what_was_saved_while_nothing_ran_is_applied_at_the_start(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["init", str(tmp_path)]).exit_code == 0
    directory = tmp_path / "channels.d"
    with served(directory):
        first = revision(directory)
    save(directory, "The Nine O'Clock Film", "The Late Film")

    with served(directory):
        assert revision(directory) == first
    with served(directory, "--watch"):
        assert revision(directory) != first
