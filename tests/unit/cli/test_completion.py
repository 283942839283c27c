from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exstreamtv.cli.codes import PAGES
from tests.unit.cli.conftest import Exstreamtv

Complete = Callable[[str], list[str]]


@pytest.fixture
def complete(exstreamtv: Exstreamtv, home: Path, monkeypatch: pytest.MonkeyPatch) -> Complete:
    """What bash is offered after these words, by click's protocol."""
    monkeypatch.chdir(home)
    monkeypatch.setenv("_EXSTREAMTV_COMPLETE", "complete_bash")

    def complete(words: str) -> list[str]:
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
        return exstreamtv().out.split()

    return complete


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("exstreamtv now ", ["one"]),
        ("exstreamtv plan --channel o", ["one"]),
        ("exstreamtv lock --upgrade-source d", ["drawn"]),
        ("exstreamtv explain one.dr", ["one.drama"]),
        ("exstreamtv explain collections.fi", ["collections.films"]),
        ("exstreamtv explain E411", ["E411"]),
        ("exstreamtv init --template mi", ["minimal"]),
        ("exstreamtv export xm", ["xmltv"]),
    ],
)
def test_names_are_completed(words: str, completed: list[str], complete: Complete) -> None:
    assert complete(words) == completed


def test_every_code_is_completed(complete: Complete) -> None:
    assert complete("exstreamtv explain E") == sorted(code for code in PAGES if code[0] == "E")


def test_a_station_that_does_not_compile_is_completed_all_the_same(
    complete: Complete, home: Path
) -> None:
    (home / "channels.d" / "20-more.yaml").write_text("channels:\n  another: {numbr: 2}\n")

    assert complete("exstreamtv now a") == ["another"]
