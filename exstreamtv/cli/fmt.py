"""`exstreamtv fmt`: the one layout of a station's files."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli.options import Format, Options, Status
from exstreamtv.cli.output import note, read_bytes, say
from exstreamtv.cli.repair import difference, write_back
from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.model.names import counted
from exstreamtv.syntax.files import Documents, read_directory, read_files
from exstreamtv.syntax.layout import UnformattableError, canonical

_STDIN = Path("-")
_MARK = "\ufeff"


def fmt(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Only these; `-` is stdin to stdout.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if any would.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change.")] = False,
) -> None:
    """Put the station's files into the one layout.

    Two spaces a level; brackets while they fit in 120 columns; times in quotes; one blank line at
    most. Comments stay, and so does the meaning: a file of which that cannot be proved is left
    as it is.

    Examples: exstreamtv fmt; exstreamtv fmt --check; exstreamtv fmt channels.d/retro.yaml;
    exstreamtv fmt - < retro.yaml
    """
    options = given.of(context)
    options.form(Format.TEXT)
    if files == [_STDIN]:
        _piped(options)
        return
    documents = _documents(options, files)
    texts = {Path(file): text for file, text in documents.texts.items()}
    made, left = _made(texts)
    left += [each.message for each in documents.found if _unread(each, documents)]
    for problem in left:
        note(options, f"error: {problem}")
    if diff:
        say(options, "".join(difference(documents.texts, made)))
    elif check:
        say(options, "".join(f"{file}\n" for file in made))
    else:
        write_back(made)
    would = "would be " if check or diff else ""
    note(options, f"{counted(len(made), 'file')} of {len(texts)} {would}put into the one layout")
    if left or (made and (check or diff)):
        raise typer.Exit(Status.INPUT)


def _piped(options: Options) -> None:
    try:
        say(options, canonical(sys.stdin.read().removeprefix(_MARK)))
    except UnformattableError as problem:
        note(options, f"error: stdin is left as it is: {problem}")
        raise typer.Exit(Status.INPUT) from problem


def _documents(options: Options, files: Sequence[Path] | None) -> Documents:
    """What is to be put into the layout: the station, or only these files."""
    if files is None:
        return read_directory(options.directory)
    return read_files({file: read_bytes(file) for file in files})


def _unread(found: Diagnostic, documents: Documents) -> bool:
    return found.span is None or found.span.file not in documents.texts


def _made(texts: Mapping[Path, str]) -> tuple[dict[Path, str], list[str]]:
    """The new text of every file that changes, and why others were left as they are."""
    made, left = {}, []
    for file, text in texts.items():
        try:
            if (new := canonical(text)) != text:
                made[file] = new
        except UnformattableError as problem:
            left.append(f"`{file}` is left as it is: {problem}")
    return made, left
