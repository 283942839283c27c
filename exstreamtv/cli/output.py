"""What a command says and where: results on stdout, findings and progress on stderr, or a file."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

import typer

from exstreamtv.cli.options import Options
from exstreamtv.cli.paint import ansi
from exstreamtv.cli.render import Texts, full
from exstreamtv.emit.columns import Paint, plain
from exstreamtv.model.diagnostic import Diagnostic, Severity
from exstreamtv.model.failure import StateError

STYLES = {
    "heading": "bold",
    "faint": "dim",
    "episode": "cyan",
    "movie": "yellow",
    "music": "magenta",
    "clip": "blue",
    "slate": "dim",
    "good": "green",
    "bad": "red",
    "changed": "yellow",
}
"""The guide's tones as rich names them; no backgrounds, so that any theme will do."""


def paint(options: Options) -> Paint:
    """How results are painted."""
    return _toned if options.color else plain


def _toned(text: str, tone: str) -> str:
    return ansi(text, STYLES[tone]) if text.strip() else text


def columns() -> int:
    """The width of the page: the terminal's, at least what the guide needs."""
    return max(60, shutil.get_terminal_size((100, 24)).columns)


def say(options: Options, text: str) -> None:
    """A result, on stdout; its colours stay even where that is no terminal, if they are wanted."""
    typer.echo(text, nl=False, color=options.color)


def tell(options: Options, found: Sequence[Diagnostic], texts: Texts) -> None:
    """Findings, on stderr; with `-q` only the errors."""
    least = Severity.ERROR if options.verbosity < 0 else Severity.NOTE
    shown = [each for each in found if each.severity >= least]
    if shown:
        colored = options.color and sys.stderr.isatty()
        typer.echo(full(shown, texts, ansi) if colored else full(shown, texts), err=True)


def note(options: Options, text: str) -> None:
    """A line of progress or advice, on stderr, unless `-q`."""
    if options.verbosity >= 0:
        typer.echo(text, err=True)


def read(path: Path) -> str:
    """The file's text; StateError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StateError(f"cannot read `{path}`: {error}") from error


def read_bytes(path: Path) -> bytes:
    """What the file holds; StateError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise StateError(f"cannot read `{path}`: {error.strerror}") from error


def write(path: Path, content: bytes) -> None:
    """The file, whole or not at all; StateError if it cannot be written."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        Path(new.name).chmod(0o644)
        Path(new.name).replace(path)
    except OSError as error:
        raise StateError(f"cannot write `{path}`: {error.strerror}") from error


def put(content: bytes, out: Path | None) -> None:
    """A result: into the file, or on stdout."""
    if out:
        write(out, content)
    else:
        typer.echo(content, nl=False)
