"""What `lock --rename OLD=NEW` asks for, if it can be done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import typer

from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.output import note
from exstreamtv.config.station import Station
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.names import did_you_mean
from exstreamtv.schedule.anchor import cursors_needed
from exstreamtv.sources.rename import called, renamed


def renamed_by(
    options: Options, wishes: Iterable[str], station: Station, cursors: Mapping[str, Cursor]
) -> dict[str, str]:
    """The names that cursors get, each with the one it had.

    A usage error where nothing has the old name or nothing needs the new one; refused where the
    new one is taken.
    """
    found: dict[str, str] = {}
    for wish in wishes:
        old, equals, new = wish.partition("=")
        if not (old and equals and new):
            raise typer.BadParameter(f"`{wish}` is not OLD=NEW, as in `retro/strip=retro/special`")
        _must_be(old, called(cursors), "the lock has no cursor of")
        names = renamed(cursors, old, new)
        taken = names.keys() & (cursors.keys() | found.keys())
        if taken or not names:
            note(options, f"`{new}` has a cursor already: nothing is locked")
            raise typer.Exit(Status.REFUSED)
        needed = cursors_needed(station).keys()
        if not names.keys() & needed:
            _must_be(next(iter(names)), needed - cursors.keys(), "no slot needs the cursor")
        found |= names
    return found


def _must_be(name: str, known: Collection[str], complaint: str) -> None:
    if name not in known:
        hint = did_you_mean(name, known)
        raise typer.BadParameter(f"{complaint} `{name}`{f'; {hint}' if hint else ''}")
