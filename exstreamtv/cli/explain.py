"""`exstreamtv explain`: why something airs, where it is written, what a code or a word means."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from exstreamtv.cli import airing, entry, word
from exstreamtv.cli import options as given
from exstreamtv.cli.codes import PAGES
from exstreamtv.cli.completion import explainable, ids
from exstreamtv.cli.options import Format
from exstreamtv.cli.output import say
from exstreamtv.model.names import did_you_mean
from exstreamtv.rules.table import CODE


def explain(
    context: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(
            help="An airing, CHANNEL@[DAY] TIME; a place; a code; or a word of the language.",
            autocompletion=explainable,
        ),
    ],
) -> None:
    """Say why something airs, where it is written, or what a code or a word means.

    Examples: exstreamtv explain retro@tue 20:00; exstreamtv explain retro@now;
    exstreamtv explain retro.sitcom; exstreamtv explain collections.films; exstreamtv explain E301;
    exstreamtv explain shuffle
    """
    options = given.of(context)
    options.form(Format.TEXT)
    wanted = " ".join(what)
    if wanted in CODE:
        lines = [code(CODE[wanted])]
    elif re.fullmatch(r"[EW]\d{3}", wanted.upper()):
        lines = [code(wanted.upper())]
    elif "@" in wanted:
        lines = list(airing.explained(options, wanted))
    elif wanted in word.words() and wanted not in ids(options.directory, "channels"):
        lines = list(word.explained(wanted))
    else:
        lines = list(entry.explained(options, wanted))
    say(options, "\n".join([*lines, ""]))


def code(wanted: str) -> str:
    """The page of a code; a usage error where there is none."""
    if wanted not in PAGES:
        hint = did_you_mean(wanted, PAGES)
        raise typer.BadParameter(f"there is no code `{wanted}`; {hint}".rstrip("; "))
    return f"{wanted}: {PAGES[wanted]}".rstrip()
