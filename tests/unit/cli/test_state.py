from __future__ import annotations

import stat
from pathlib import Path

import pytest

from exstreamtv.cli.remote import TOKEN, remote
from exstreamtv.cli.state import STATE, admin_token, announced, held, state_directory
from exstreamtv.model.failure import ExstreamError, StateError


def test_it_is_beside_the_station(tmp_path: Path) -> None:
    assert state_directory(tmp_path / "channels.d") == tmp_path / ".exstreamtv"


def test_it_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE, str(tmp_path / "var" / "tv"))
    folder = state_directory(Path("/nowhere/channels.d"))

    assert folder == tmp_path / "var" / "tv"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_commands_find_the_daemon_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE, str(tmp_path))
    monkeypatch.delenv(TOKEN, raising=False)
    token = admin_token(tmp_path)

    with announced(tmp_path, "http://0.0.0.0:8409"):
        found = remote(None, Path("/nowhere/channels.d"))

    assert (found.address, found.token) == ("http://127.0.0.1:8409", token)
    with pytest.raises(ExstreamError, match="no daemon serves"):
        remote(None, Path("/nowhere/channels.d"))


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StateError, match="cannot be made"):
        state_directory(tmp_path / "file" / "channels.d")


def test_only_one_at_a_time_has_the_folder(tmp_path: Path) -> None:
    refused = pytest.raises(StateError, match=r"served already, by process \d+")
    with held(tmp_path), refused, held(tmp_path):
        pass
    with held(tmp_path):
        pass


def test_what_a_killed_one_left_behind_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "serving").write_text("1\n")

    with held(tmp_path):
        assert (tmp_path / "serving").read_text() != "1\n"


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "serving").mkdir()

    with pytest.raises(StateError, match="cannot be written"), held(tmp_path):
        pass
