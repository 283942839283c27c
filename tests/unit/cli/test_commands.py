from __future__ import annotations

from importlib import import_module
from inspect import getdoc
from pathlib import Path

import pytest

from exstreamtv.cli.commands import COMMANDS
from tests.unit.cli.conftest import Exstreamtv


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_what_the_command_says(name: str) -> None:
    command = getattr(import_module(f"exstreamtv.cli.{name}"), name)

    assert (getdoc(command) or "").splitlines()[0] == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str, exstreamtv: Exstreamtv) -> None:
    ran = exstreamtv(name, "--help")

    assert ran.code == 0
    assert f"exstreamtv {name}" in ran.out
    assert "Example" in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str, house: Path) -> None:
    page = (house / "docs" / "commands.md").read_text()

    assert f"\n## `exstreamtv {name}" in page
