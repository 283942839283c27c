"""What a new lock changes on the air, as `lock` shows it before it writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import typer

from exstreamtv import pipeline
from exstreamtv.cli.against import Before
from exstreamtv.cli.compared import compared
from exstreamtv.cli.options import Options
from exstreamtv.cli.output import columns, paint
from exstreamtv.cli.station import window
from exstreamtv.cli.takeover import counted_from
from exstreamtv.emit import changes
from exstreamtv.emit.view import View
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.pipeline import Loaded
from exstreamtv.sources.lock import Lock

DAYS = 7

SHOWN = 12
"""How many lines of changes are shown."""


def preview(
    options: Options, loaded: Loaded, held: Lock, new: Lock, committed: Loaded | None
) -> Iterator[str]:
    """A week as it changes by ``new`` in the place of ``held``; nothing where nothing does.

    ``committed`` is the station that the cursors were made for, where it counted otherwise: what
    ``held`` says is then of that one alone. What compiling finds is told; if that ends it there
    is no preview, but the lock may be what mends it.
    """
    if not held.cursors or (_media(held), held.cursors) == (_media(new), new.cursors):
        return
    after = pipeline.with_lock(loaded, new)
    before = committed or pipeline.with_lock(loaded, _completed(held, new))
    assert after.station, "nothing is locked without a station"
    lineup, span = after.lineup, window(after.station, options.now, DAYS)
    assert lineup, "a station without errors has one"
    page = View(lineup, {}, span.start, span.stop, columns(), paint(options))
    try:
        report, _ = compared(
            options, page, Before(before, starts=counted_from(after, before)), after
        )
    except typer.Exit:
        return
    yield changes.brief(report, SHOWN)


def _media(lock: Lock) -> dict[str, object]:
    return {**lock.catalogue.sources}


def _completed(held: Lock, new: Lock) -> Lock:
    """What was locked, and what is locked for the first time."""
    sources = {**new.catalogue.sources, **held.catalogue.sources}
    return replace(held, catalogue=Catalogue(sources), cursors={**new.cursors, **held.cursors})
