from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageFont

from exstreamtv.model.failure import StateError
from exstreamtv.sources.font import font_file


def test_the_file_is_a_font(tmp_path: Path) -> None:
    path = font_file(tmp_path / "cache")

    assert ImageFont.truetype(path).getname() == ("Aileron", "Regular")


def test_it_is_written_once(tmp_path: Path) -> None:
    first = font_file(tmp_path).stat()

    assert font_file(tmp_path).stat().st_mtime_ns == first.st_mtime_ns
    assert [path.name for path in tmp_path.iterdir()] == ["aileron-regular.ttf"]


def test_a_cache_that_cannot_be_made_is_a_state_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")

    with pytest.raises(StateError, match="cannot write the font"):
        font_file(tmp_path / "cache")
