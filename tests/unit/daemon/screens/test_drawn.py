from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from exstreamtv.daemon.screens import drawn as module
from exstreamtv.daemon.screens.drawn import FOLDER, drawn
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ToolError


def counting(page: Path, word: str = "card") -> Command:
    """Writes the word, and one letter into a file each time that it runs."""
    text = f"open({str(page)!r}, 'a').write('x'); print({word!r})"
    return Command((sys.executable, "-c", text))


def test_the_same_is_drawn_once_and_another_anew(tmp_path: Path) -> None:
    page = tmp_path / "runs"

    told = [asyncio.run(drawn(counting(page), 60, tmp_path)) for _ in range(3)]
    other = asyncio.run(drawn(counting(page, "other"), 60, tmp_path))

    assert told == [b"card\n"] * 3
    assert other == b"other\n"
    assert page.read_text() == "xx"


def test_what_fails_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ToolError):
        asyncio.run(drawn(Command((sys.executable, "-c", "raise SystemExit(1)")), 60, tmp_path))

    assert not (tmp_path / FOLDER).exists()


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    page = tmp_path / "runs"

    told = [asyncio.run(drawn(counting(page), 60, tmp_path)) for _ in range(2)]

    assert told == [b"card\n"] * 2
    assert page.read_text() == "xx"


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    page = tmp_path / "runs"
    for word in "abcd":
        asyncio.run(drawn(counting(page, word), 60, tmp_path))

    assert len(list((tmp_path / FOLDER).iterdir())) == 2
