"""Configuration and catalogue to timelines. What other rooms call.

A timeline is a function of `Inputs` alone; the instants asked for only choose the window:
``compiled(a, b)`` is the beginning of ``compiled(a, c)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from exstreamtv.config.lineup import inherited
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.model.time import MILLISECOND, ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.company import Ledger
from exstreamtv.schedule.farewell import Ahead, lasts
from exstreamtv.schedule.fill import Past, closed
from exstreamtv.schedule.findings import Found, told
from exstreamtv.schedule.fold import Fold, Sketch, unowned
from exstreamtv.schedule.guide import programmes, shape_of
from exstreamtv.schedule.setting import Inputs, Setting
from exstreamtv.schedule.tape import Hole
from exstreamtv.schedule.twin import Clocks, later, layered, left_open, named, placed

Entry = TypeVar("Entry", PlayoutItem, Programme)


@dataclass(frozen=True, slots=True)
class Day:
    """One broadcast day of a channel; items and programmes begin where the day before ends."""

    day: date
    items: tuple[PlayoutItem, ...]
    programmes: tuple[Programme, ...]
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A window of a channel, and what there is to tell about it."""

    timeline: Timeline
    found: tuple[Diagnostic, ...]


def compiled(inputs: Inputs, channel: str, start: datetime, stop: datetime) -> Compiled:
    """The channel over ``start <= t < stop``, in whole items and programmes.

    Needs a cursor for every name of `cursors_needed` and a schedule without errors; raises
    KeyError otherwise.
    """
    config = inputs.station.channels[channel]
    if config.original:
        copied = _copied(inputs, channel, start, stop)
        items = layered(copied.items, inputs.station, channel)
        return Compiled(replace(copied, items=items), ())
    first = inputs.calendar.day_of(start) - DAY
    last = inputs.calendar.day_of(stop - MILLISECOND)
    days = list(islice(walk(inputs, channel, first), (last - first).days + 1))
    timeline = Timeline(
        channel,
        _within((item for day in days for item in day.items), start, stop),
        _within((entry for day in days for entry in day.programmes), start, stop),
    )
    return Compiled(timeline, tuple(told(found for day in days[1:] for found in day.found)))


def _copied(inputs: Inputs, channel: str, start: datetime, stop: datetime) -> Timeline:
    """The window of a channel that is another one again."""
    config = inputs.station.channels[channel]
    of, by = config.original or "", config.by or ZERO
    if config.zone is None:
        return later(timeline(inputs, of, start - by, stop - by), channel, config.name, by)
    clocks = Clocks(inputs.calendar, replace(inputs.calendar, zone=config.zone))
    original = timeline(inputs, of, *clocks.needed(start, stop))
    items, guide = _by_other_clock(inputs, channel, original, clocks)
    return Timeline(channel, _within(items, start, stop), _within(guide, start, stop))


def _by_other_clock(
    inputs: Inputs, channel: str, original: Timeline, clocks: Clocks
) -> tuple[list[PlayoutItem], list[Programme]]:
    config = inherited(inputs.station, channel)
    setting = replace(inputs.setting(channel), config=config)
    items: list[PlayoutItem] = []
    guide: list[Programme] = []
    for one in placed(original.programmes, clocks):
        if guide and guide[-1].stop < one.start:
            hole = unowned(setting, guide[-1].stop, one.start, inputs.calendar.day_of(one.start))
            items.extend(_filler(hole, setting, Past([], Ledger(hole.gap.start))))
            guide.append(left_open(guide[-1].stop, one.start, config.name))
        items.extend(one.items(original))
        guide.append(named(one.original, one.start, one.stop, config.name))
    return items, guide


def timeline(inputs: Inputs, channel: str, start: datetime, stop: datetime) -> Timeline:
    """The same without what there is to tell."""
    return compiled(inputs, channel, start, stop).timeline


def walk(inputs: Inputs, channel: str, first: date) -> Iterator[Day]:
    """Broadcast days from ``first`` on, without end."""
    setting = inputs.setting(channel)
    anchor = min((inputs.cursors[name].at for name in setting.lines()), default=date.max)
    fold, day = Fold(setting, anchor), min(first, anchor)
    while day < first:
        fold.day(day)
        day += DAY
    ahead = Ahead(fold, day)
    while True:
        sketch = ahead.pop()
        guide = programmes(sketch, shape_of(setting, anchor, lasts(sketch, ahead)))
        yield _finished(sketch, setting, guide)


def stand(inputs: Inputs, channel: str, day: date) -> dict[str, Cursor]:
    """Where the channel's lines stand at the beginning of a broadcast day."""
    setting = inputs.setting(channel)
    anchor = min((inputs.cursors[name].at for name in setting.lines()), default=day)
    fold = Fold(setting, anchor)
    while anchor < day:
        fold.day(anchor)
        anchor += DAY
    return fold.cursors(day)


def _finished(sketch: Sketch, setting: Setting, guide: Sequence[Programme]) -> Day:
    items: list[PlayoutItem] = []
    ledger = sketch.tape.ledger
    seen: dict[str, Past] = {}
    for entry in sketch.tape.placed:
        if isinstance(entry, PlayoutItem):
            items.append(entry)
        else:
            past = seen.setdefault(entry.why.slot, Past([], ledger))
            items.extend(_filler(entry, setting, past))
    return Day(sketch.day, tuple(items), tuple(guide), tuple(sketch.tape.found))


def _filler(hole: Hole, setting: Setting, past: Past) -> Iterator[PlayoutItem]:
    now = hole.gap.start
    for media, length in closed(hole.gap, setting.filler(hole.filler), setting.fallback(), past):
        kind, layers = (Kind.FILLER, hole.layers) if media else (Kind.SLATE, ())
        begins = media.in_point if media else ZERO
        yield PlayoutItem(now, now + length, kind, media, hole.why, begins, layers=layers)
        now += length


def _within(run: Iterable[Entry], start: datetime, stop: datetime) -> tuple[Entry, ...]:
    return tuple(entry for entry in run if entry.start < stop and entry.stop > start)
