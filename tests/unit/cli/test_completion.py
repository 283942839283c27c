from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Exstreamtv


@pytest.mark.parametrize(
    ("words", "completed"), [("exstreamtv now ", "one"), ("exstreamtv plan --channel o", "one")]
)
def test_channels_are_completed(
    words: str, completed: str, exstreamtv: Exstreamtv, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv("_EXSTREAMTV_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))

    assert exstreamtv().out.split() == [completed]


def test_a_station_that_does_not_compile_is_completed_all_the_same(
    exstreamtv: Exstreamtv, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "channels.d" / "20-more.yaml").write_text("channels:\n  another: {numbr: 2}\n")
    monkeypatch.chdir(home)
    monkeypatch.setenv("_EXSTREAMTV_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "exstreamtv now a")
    monkeypatch.setenv("COMP_CWORD", "2")

    assert exstreamtv().out.split() == ["another"]
