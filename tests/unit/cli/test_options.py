from __future__ import annotations

from pathlib import Path

import pytest
import typer

from exstreamtv.cli.options import Color, Format, Options, coloured, hoisted, instant
from exstreamtv.model.time import EPOCH


def test_options_with_values_move_to_the_front_with_them() -> None:
    words = ["plan", "--days", "3", "-C", "tv", "--now", "T", "--format=json", "-q"]

    assert hoisted(words) == [
        "-C",
        "tv",
        "--now",
        "T",
        "--format=json",
        "-q",
        "plan",
        "--days",
        "3",
    ]


def test_nothing_moves_past_a_double_dash() -> None:
    assert hoisted(["explain", "--", "-q"]) == ["explain", "--", "-q"]


def test_an_option_without_its_value_is_left_for_the_parser() -> None:
    assert hoisted(["check", "-C"]) == ["-C", "check"]


def test_an_instant_is_utc() -> None:
    assert instant("1970-01-01T01:00:00+01:00") == EPOCH


@pytest.mark.parametrize("text", ["now", "2026-11-23", "2026-11-23T20:00:00", ""])
def test_an_instant_has_an_offset(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="no instant"):
        instant(text)


def test_without_an_instant_it_is_the_clocks() -> None:
    assert instant(None).tzinfo is not None


def test_a_form_that_the_command_does_not_know_is_refused() -> None:
    options = Options(Path(), EPOCH, Format.GITHUB)

    assert options.form(Format.FULL, Format.GITHUB) is Format.GITHUB
    with pytest.raises(typer.BadParameter, match="not one of text, json"):
        options.form(Format.TEXT, Format.JSON)


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert coloured(Color.AUTO)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured(Color.AUTO)
    assert coloured(Color.ALWAYS)
    assert not coloured(Color.NEVER)
