"""A plan ready to be shown: the difference, its causes, and what else is to be known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from exstreamtv.cli.against import Before
from exstreamtv.cli.causes import with_causes
from exstreamtv.cli.place import placed
from exstreamtv.cli.station import Window
from exstreamtv.emit.echo import Copies, echoes
from exstreamtv.emit.plan import difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.view import View
from exstreamtv.model.names import counted
from exstreamtv.model.time import ZERO
from exstreamtv.pipeline import Loaded


def compared(page: View, old: Before, new: Loaded, span: Window, *, fold: bool) -> Report:
    """What ``page`` shows, as a difference to ``old``."""
    timelines = old.taken_over(page.timelines)
    plan = difference(old.timelines, timelines, span.start, span.stop)
    if old.loaded:
        plan = tuple(with_causes(plan, old.loaded, old.timelines, new, span))
    page = replace(page, timelines=timelines)
    same = echoes(plan, _copies(new), span.start, span.stop)
    return Report(page, plan, placed(new), fold, tuple(_notes(page, old, new)), same)


def _copies(new: Loaded) -> Copies:
    """The channels that show another one again at a fixed distance."""
    channels = new.station.channels if new.station else {}
    return {
        name: (config.original, config.by or ZERO)
        for name, config in channels.items()
        if config.original and config.zone is None
    }


def _notes(page: View, old: Before, new: Loaded) -> Iterator[str]:
    if old.starts and not old.base:
        yield f"the lock counts anew by {_moment(page, max(old.starts.values()))}, not before"
    elif old.starts:
        soonest, latest = min(old.starts.values()), max(old.starts.values())
        yield f"frozen: nothing changes before {_moment(page, soonest)}"
        if latest != soonest:
            yield f"every channel has changed by {_moment(page, latest)}"
    if old.loaded:
        yield from _cursors(old.loaded, new)
    if new.found:
        yield f"checks: {counted(len(new.found), 'finding')}; `exstreamtv check` shows them"


def _cursors(old: Loaded, new: Loaded) -> Iterator[str]:
    begun = new.lock.cursors.keys() - old.lock.cursors.keys()
    ended = old.lock.cursors.keys() - new.lock.cursors.keys()
    both = new.lock.cursors.keys() & old.lock.cursors.keys()
    moved = sum(new.lock.cursors[name] != old.lock.cursors[name] for name in both)
    if begun or ended or moved:
        yield f"cursors: {len(begun)} begun, {len(ended)} ended, {moved} moved"


def _moment(page: View, instant: datetime) -> str:
    return page.moment(instant)
