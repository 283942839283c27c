from __future__ import annotations

import subprocess
from pathlib import Path, PurePath

import pytest

from exstreamtv.cli.git import commit_of, files_at
from exstreamtv.model.failure import StateError, ToolError


def git(directory: Path, *words: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *who, "-C", str(directory), *words), check=True, capture_output=True)


@pytest.fixture
def station(tmp_path: Path) -> Path:
    """Two commits, the first tagged `old`, in a directory below the repository's root."""
    directory = tmp_path / "tv" / "channels.d"
    (directory / "lock").mkdir(parents=True)
    (tmp_path / "README").write_text("not of the station")
    (directory / "a b.yaml").write_bytes("né: 1\n".encode())
    (directory / "lock" / "empty").write_bytes(b"")
    (directory / "link.yaml").symlink_to("a b.yaml")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    git(tmp_path, "tag", "old")
    (directory / "a b.yaml").write_bytes(b"new: 2\n\n")
    git(tmp_path, "commit", "-q", "-am", "two")
    return directory


def test_files_are_as_they_were(station: Path) -> None:
    then = files_at("old", station)

    assert then == {
        PurePath("a b.yaml"): "né: 1\n".encode(),
        PurePath("lock/empty"): b"",
    }
    assert files_at("HEAD", station)[PurePath("a b.yaml")] == b"new: 2\n\n"


def test_a_change_that_is_not_committed_does_not_show(station: Path) -> None:
    (station / "a b.yaml").write_text("newer")

    assert files_at("HEAD", station)[PurePath("a b.yaml")] == b"new: 2\n\n"


def test_a_directory_that_is_not_committed_has_no_files(station: Path) -> None:
    fresh = station / "fresh"
    fresh.mkdir()

    assert files_at("HEAD", fresh) == {}


@pytest.mark.parametrize("ref", ["nowhere", "--help", "", "HEAD:README", "a b"])
def test_an_unknown_ref_is_no_commit(station: Path, ref: str) -> None:
    assert commit_of(ref, station) is None
    with pytest.raises(StateError, match="git knows no"):
        files_at(ref, station)


def test_a_folder_without_a_repository_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="not in a git repository"):
        files_at("HEAD", tmp_path)


def test_a_machine_without_git_is_told_so(
    station: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ToolError, match="`git` could not be started"):
        files_at("HEAD", station)
