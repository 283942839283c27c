"""Every command by its name. A new one is a module and function of that name, and a line here.

A command's module is imported when it runs, so that `exstreamtv --help` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "init": "Write a station that plans and plays at once, offline.",
    "check": "Say what is wrong with the station.",
    "fmt": "Put the station's files into the one layout.",
    "lock": "Bring the lock in line with the YAML and, on demand, with the sources.",
    "plan": "Show a week of what will air, or what changes in it.",
    "apply": "Let the running daemon take over what the YAML says now.",
    "status": "Say what the daemon plays, and whether the YAML says the same.",
    "explain": "Say why something airs, where it is written, or what a code or a word means.",
    "test": "Say whether rules and tests hold on what will air.",
    "now": "Say what is on, and the ffmpeg line that would play it.",
    "export": "Write the guide, the playlist or the timelines.",
    "serve": "Play the station.",
    "schema": "Print the JSON Schema of the language, for editors.",
}


class Commands(TyperGroup):
    """The group that imports a command when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, or None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"exstreamtv.cli.{cmd_name}")
        alone = typer.Typer(rich_markup_mode=None, add_completion=False)
        alone.command(cmd_name)(getattr(module, cmd_name))
        return typer.main.get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The table above, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
