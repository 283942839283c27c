"""The command as one types it, and a station to type it at."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from exstreamtv.cli.main import main

NOW = "2026-11-23T19:15:00Z"
"""A Monday evening; the starter station keeps UTC."""


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Exstreamtv: TypeAlias = Callable[..., Ran]


@pytest.fixture
def exstreamtv(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Exstreamtv:
    """Runs `exstreamtv --now NOW WORDS` on a page of 100 columns."""

    def run(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["exstreamtv", "--now", NOW, *map(str, words)])
        monkeypatch.setenv("COLUMNS", "100")
        try:
            main()
        except SystemExit as end:
            said = capsys.readouterr()
            return Ran(int(end.code or 0), said.out, said.err)
        raise AssertionError("the command did not end the process")

    return run


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("station") / "tv"


@pytest.fixture
def home(_template: Path, exstreamtv: Exstreamtv, tmp_path: Path) -> Path:
    """A fresh copy of what `init` writes, as the working directory would be."""
    if not _template.exists():
        assert exstreamtv("init", _template).code == 0
    return shutil.copytree(_template, tmp_path / "tv")


@pytest.fixture
def station(home: Path) -> Path:
    """Its `channels.d`."""
    return home / "channels.d"


@pytest.fixture
def edited(station: Path) -> Callable[[str, str], Path]:
    """The station with one text of its file replaced by another."""

    def edit(old: str, new: str) -> Path:
        file = station / "10-first.yaml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
        return station

    return edit
