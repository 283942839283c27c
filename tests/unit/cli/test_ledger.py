from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exstreamtv.cli.ledger import keep, known, ledger_path, left
from exstreamtv.model.failure import StateError
from exstreamtv.model.progress import Progress

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
PROGRESS = {"one": Progress(timedelta(hours=1), NOW), "two": Progress()}


def test_what_is_kept_is_known_again(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    keep(path, PROGRESS, NOW)

    assert known(path) == PROGRESS
    assert [each.name for each in path.parent.iterdir()] == ["progress.json"]


def test_what_was_playing_when_it_was_written_stands_since(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    keep(path, PROGRESS, NOW)

    assert left(path) == {"one": PROGRESS["one"], "two": Progress(since=NOW)}


def test_nothing_is_known_where_there_is_no_file(tmp_path: Path) -> None:
    assert known(tmp_path / "progress.json") == left(tmp_path / "progress.json") == {}


def test_a_place_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="cannot write"):
        keep(tmp_path / "nowhere" / "progress.json", PROGRESS, NOW)


def test_it_lies_beside_the_station(tmp_path: Path) -> None:
    assert ledger_path(tmp_path / "channels.d") == tmp_path / ".exstreamtv" / "progress.json"
