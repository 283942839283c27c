from __future__ import annotations

import os
from pathlib import Path

import pytest

from exstreamtv.config.sources import LocalSource
from exstreamtv.model.failure import StateError
from exstreamtv.sources.cache import FILE, Outcome, probed
from exstreamtv.sources.walk import File, files
from tests.kit.library import clip


def below(root: Path) -> list[File]:
    config = LocalSource(type="local", path=str(root), kind="movie")
    return [entry for entry in files(str(root), config) if isinstance(entry, File)]


def outcomes(root: Path) -> list[Outcome]:
    return [outcome for _, outcome in probed(below(root), root.parent / "cache")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    clip(tmp_path / "films" / "a.mkv")
    (tmp_path / "films" / "b.mkv").write_bytes(b"broken")
    return tmp_path / "films"


def made_unreadable(path: Path) -> None:
    """Other bytes, of the same size and time: only an opened file would show them."""
    before = path.stat()
    path.write_bytes(b"\0" * before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_what_has_not_changed_is_not_opened(root):
    first = outcomes(root)
    made_unreadable(root / "a.mkv")

    assert outcomes(root) == first
    assert isinstance(first[1], str)


def test_what_has_changed_is_opened(root):
    outcomes(root)
    (root / "a.mkv").write_bytes(b"broken as well")

    assert all(isinstance(outcome, str) for outcome in outcomes(root))


def test_a_broken_cache_is_made_again(root):
    first = outcomes(root)
    (root.parent / "cache" / FILE).write_bytes(b"no database" * 1000)

    assert outcomes(root) == first


def test_a_cache_that_cannot_be_written_is_said(root):
    (root.parent / "cache").write_bytes(b"a file where a folder is due")

    with pytest.raises(StateError, match="cannot be written"):
        outcomes(root)


def test_a_scan_may_be_broken_off(root):
    for number in range(20):
        clip(root / f"c{number}.mkv")
    scan = probed(below(root), root.parent / "cache")
    next(scan)
    scan.close()
    made_unreadable(root / "a.mkv")

    assert not isinstance(outcomes(root)[0], str)
