from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from exstreamtv.cli import check
from exstreamtv.cli.options import Status
from tests.unit.cli.conftest import Exstreamtv


def test_without_a_command_it_says_what_there_is(exstreamtv: Exstreamtv) -> None:
    ran = exstreamtv()

    assert "Usage: exstreamtv" in ran.out + ran.err


def test_an_unknown_command_is_a_usage_error(exstreamtv: Exstreamtv) -> None:
    assert exstreamtv("frobnicate").code == Status.USAGE


def test_an_instant_without_an_offset_is_a_usage_error(exstreamtv: Exstreamtv) -> None:
    ran = exstreamtv("check", "--now", "2026-11-23T20:00:00")

    assert ran.code == Status.USAGE
    assert "no instant" in ran.err


def test_global_options_may_stand_behind_the_command(exstreamtv: Exstreamtv, station: Path) -> None:
    before = exstreamtv("-C", station, "--format", "json", "check")
    behind = exstreamtv("check", "--format=json", "-C", station)

    assert before == behind
    assert before.out.strip() == "[]"


def test_what_the_world_does_is_told_in_a_line(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("export", "m3u", "-C", station, "--out", station / "no" / "where.m3u")

    assert ran.code == Status.WORLD
    assert ran.err.startswith("error: cannot write")
    assert len(ran.err.splitlines()) == 1


def test_a_bug_of_ours_is_a_line_and_a_file(
    exstreamtv: Exstreamtv, station: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr(check.pipeline, "open_station", broken)
    ran = exstreamtv("check", "-C", station)
    file = Path(ran.err.split(" is in ")[1].strip())

    assert ran.code == Status.BUG
    assert len(ran.err.splitlines()) == 1
    assert "KeyError: 'lost'" in file.read_text()


def test_it_can_be_run_as_a_module() -> None:
    said = subprocess.run(
        (sys.executable, "-m", "exstreamtv", "--version"), capture_output=True, check=True
    )

    assert said.stdout.startswith(b"exstreamtv ")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['exstreamtv', '--help']\n"
        "from exstreamtv.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'yaml', 'av', 'lxml', 'PIL', 'starlette', 'rich.console'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    said = subprocess.run((sys.executable, "-c", code), capture_output=True, check=True)

    assert said.stderr.strip() == b"[]"


def test_a_terminal_without_a_letter_shows_something_else(station: Path) -> None:
    argv = (sys.executable, "-m", "exstreamtv", "-C", str(station), "plan")
    said = subprocess.run(
        argv, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )

    assert b"Corner Shop" in said.stdout
    assert "…".encode() not in said.stdout
