from __future__ import annotations

from pathlib import Path

import pytest

from exstreamtv.cli.viewing import keep, viewed


def test_what_is_kept_is_known_again(tmp_path: Path) -> None:
    keep(tmp_path / "viewing.json", {"b": 2, "a": 1})

    assert viewed(tmp_path / "viewing.json") == {"a": 1, "b": 2}
    assert (tmp_path / "viewing.json").read_text() == '{\n "a": 1,\n "b": 2\n}\n'


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"a": "x", "b": -1, "c": true}', "\0"])
def test_a_damaged_file_is_no_reason_not_to_begin(tmp_path: Path, text: str) -> None:
    (tmp_path / "viewing.json").write_text(text)

    assert viewed(tmp_path / "viewing.json") == {}


def test_nothing_is_known_at_first(tmp_path: Path) -> None:
    assert viewed(tmp_path / "viewing.json") == {}
