from __future__ import annotations

from pathlib import Path

import pytest

from exstreamtv.model.failure import StateError
from exstreamtv.sources.lock import lock_from
from exstreamtv.sources.store import lock_files, write


def test_only_what_differs_is_written(tmp_path):
    write(tmp_path, {"a.jsonl": "1\n", "b.jsonl": "2\n"})
    before = (tmp_path / "lock" / "a.jsonl").stat().st_mtime_ns

    assert write(tmp_path, {"a.jsonl": "1\n", "b.jsonl": "3\n"}) == ("b.jsonl",)
    assert (tmp_path / "lock" / "a.jsonl").stat().st_mtime_ns == before
    assert lock_files(tmp_path) == {
        tmp_path / "lock" / "a.jsonl": "1\n",
        tmp_path / "lock" / "b.jsonl": "3\n",
    }


def test_no_temporary_file_stays(tmp_path):
    write(tmp_path, {"a.jsonl": "1\n"})

    assert [path.name for path in (tmp_path / "lock").iterdir()] == ["a.jsonl"]


def test_what_cannot_be_written_is_said(tmp_path):
    (tmp_path / "lock").write_text("a file where a folder is due")

    with pytest.raises(StateError, match="cannot be written"):
        write(tmp_path, {"a.jsonl": ""})


def test_bytes_that_are_no_text_are_a_finding_at_their_line(tmp_path: Path):
    write(tmp_path, {"films.jsonl": ""})
    (tmp_path / "lock" / "films.jsonl").write_bytes(b'{"k":"\xff"}\n')
    _, found = lock_from(lock_files(tmp_path))

    assert [finding.code for finding in found] == ["E403"]
