"""A plan ready to be shown: the difference, its causes, and what else is to be known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import typer

from exstreamtv import pipeline
from exstreamtv.cli.against import Before
from exstreamtv.cli.alike import alike
from exstreamtv.cli.causes import with_causes
from exstreamtv.cli.compiler import Compiler
from exstreamtv.cli.cores import shared
from exstreamtv.cli.memory import Memory
from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.output import tell
from exstreamtv.cli.place import placed
from exstreamtv.cli.station import Window
from exstreamtv.emit.echo import Copies, echoes
from exstreamtv.emit.plan import Changes, difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.view import View
from exstreamtv.model.diagnostic import Diagnostic, failed, in_order
from exstreamtv.model.names import counted
from exstreamtv.model.time import ZERO
from exstreamtv.pipeline import Loaded
from exstreamtv.rules.verdict import Heard, Verdict, court

WORTH_IT = 4
"""Channels a core below which another one costs more than it saves: each is compiled twice."""


class _Part(NamedTuple):
    """What some channels have to say: how they differ, what is found on both sides, the rules."""

    plan: Sequence[Changes]
    found: Sequence[Diagnostic]
    found_before: Sequence[Diagnostic]
    heard: Heard


def compared(
    options: Options,
    page: View,
    old: Before,
    new: Loaded,
    only: Sequence[str] | None = None,
    memory: Memory | None = None,
) -> tuple[Report, list[Verdict]]:
    """The window of ``page`` as a difference to ``old``, and what the rules say of it.

    What compiling finds is told. Each core compiles both sides of some channels, but once those
    that are alike; what differs is all that comes back. With a ``memory`` there is little to
    compile, and it is to stay here: then one core does it all.
    """
    newer: Compiler = memory.new if memory else pipeline.timelines
    older: Compiler = memory.old if memory else pipeline.timelines
    judges, span = court(new.inputs), Window(page.start, page.stop)
    same = alike(old.loaded.inputs, new.inputs) - old.until.keys() if old.loaded else frozenset()

    def part(channels: Sequence[str]) -> _Part:
        here = [name for name in channels if name in new.inputs.station.channels]
        timelines, found = newer(new, span.start, span.stop, here)
        held, told = old.timelines(span, [name for name in channels if name not in same], older)
        held = {**held, **{name: timelines[name] for name in here if name in same}}
        plan: Sequence[Changes] = difference(
            held, old.taken_over(held, timelines), span.start, span.stop
        )
        if old.loaded:
            plan = with_causes(plan, old.loaded, held, new, span)
        return _Part(plan, found, told, judges.heard(timelines, span.start, span.stop))

    every = dict.fromkeys((*new.inputs.station.channels, *old.channels))
    names = [name for name in every if only is None or name in only]
    parts = [part(names)] if memory else shared(names, part, WORTH_IT)
    _told(options, [each for part in parts for each in part.found], new)
    if old.loaded:
        _told(options, [each for part in parts for each in part.found_before], old.loaded)
    plan = tuple(changes for part in parts for changes in part.plan)
    copies = echoes(plan, _copies(new), span.start, span.stop)
    notes = tuple(_notes(page, old, new))
    report = Report(
        page,
        plan,
        placed(new),
        notes=notes,
        echoes=copies,
        against=old.called,
        base=old.base,
    )
    return report, judges.verdicts(part.heard for part in parts)


def _told(options: Options, found: list[Diagnostic], loaded: Loaded) -> None:
    tell(options, in_order(found), loaded.texts)
    if failed(found):
        raise typer.Exit(Status.INPUT)


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
