"""What every command is told beside its own arguments, and how the process may end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from pathlib import Path

import typer

from exstreamtv.model.time import instant_from


class Status(IntEnum):
    """Exit codes (docs/commands.md)."""

    DONE = 0
    INPUT = 1
    USAGE = 2
    REFUSED = 3
    WORLD = 4
    CHANGES = 10
    BUG = 70


class Format(StrEnum):
    """Every form a result can take; each command knows some of them."""

    TEXT = "text"
    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    MARKDOWN = "markdown"
    HTML = "html"
    XMLTV = "xmltv"


class Color(StrEnum):
    """When to colour; `auto` means on a terminal, unless NO_COLOR is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Options:
    """The global options. ``now`` is what every command takes for the present instant.

    ``format`` is None where none was asked for; ``verbosity`` counts `-v` less `-q`.
    """

    directory: Path
    now: datetime
    format: Format | None = None
    color: bool = False
    verbosity: int = 0

    def form(self, first: Format, *others: Format) -> Format:
        """The form asked for, which must be one of these; the first where none was."""
        if self.format is not None and self.format not in (first, *others):
            known = ", ".join(dict.fromkeys((first, *others)))
            raise typer.BadParameter(f"`--format {self.format}` is not one of {known}")
        return self.format or first


def of(context: typer.Context) -> Options:
    """The global options of the running command."""
    found = context.find_object(Options)
    assert found is not None, "the application's callback sets them"
    return found


def instant(text: str | None) -> datetime:
    """The instant of `--now`, or the clock's."""
    if text is None:
        return datetime.now(UTC)  # noqa: TID251 - the composition root reads the clock
    try:
        return instant_from(text)
    except ValueError:
        raise typer.BadParameter(f"`{text}` is no instant: write 2026-11-23T20:00:00Z") from None


def coloured(wish: Color) -> bool:
    """Shall results be coloured? (https://no-color.org)"""
    if wish is Color.AUTO:
        return sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return wish is Color.ALWAYS


_VALUED = ("-C", "--directory", "--now", "--format", "--color")
_FLAGS = ("-q", "--quiet", "-v", "--verbose", "-vv", "-qq")


def hoisted(argv: Sequence[str]) -> list[str]:
    """``argv`` with the global options in front, so that people may write them anywhere."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in _VALUED:
            front += [word, *(value for value in [next(words, None)] if value is not None)]
        elif word in _FLAGS or word.partition("=")[0] in _VALUED:
            front.append(word)
        else:
            rest.append(word)
    return front + rest
