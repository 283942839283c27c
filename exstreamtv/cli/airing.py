"""Why something airs: the programme at an instant, its items, and what in the YAML put it there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from exstreamtv.cli.moment import moment_from
from exstreamtv.cli.options import Options
from exstreamtv.cli.output import columns, paint
from exstreamtv.cli.place import place_text, quoted, span_of
from exstreamtv.cli.reason import Reason
from exstreamtv.cli.station import Window, calendar, compiled, named, opened
from exstreamtv.emit.airings import Airing, airings
from exstreamtv.emit.dates import clock, day_text
from exstreamtv.emit.guide import tone
from exstreamtv.emit.view import View
from exstreamtv.model.names import counted
from exstreamtv.model.time import SECOND, clock_text, instant_text
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline, Why
from exstreamtv.pipeline import Loaded
from exstreamtv.syntax.tree import Steps

WORKS = (Kind.PROGRAMME, Kind.LIVE, Kind.SLATE)

AROUND = timedelta(hours=6)
"""How far to look for the neighbours."""


def explained(options: Options, wanted: str) -> Iterator[str]:
    """Everything about the programme on the air at ``CHANNEL@MOMENT``."""
    loaded, station, lineup = opened(options)
    name, _, when = wanted.partition("@")
    channel = named(lineup, name)
    instant = moment_from(when.strip(), options.now, calendar(station))
    span = Window(instant - AROUND, instant + AROUND)
    timelines = compiled(options, loaded, span, [channel.id])
    page = View(lineup, timelines, span.start, span.stop, columns(), paint(options))
    run = list(airings(timelines[channel.id], span.start, span.stop))
    at = next(n for n, each in enumerate(run) if each.programme.stop > instant)
    airing = run[at]
    programme = airing.programme
    yield page.paint(_title(airing), tone(airing))
    yield f"  on       {channel.number}  {channel.name}"
    yield f"  from     {page.moment(programme.start)}, {instant_text(programme.start)}"
    yield f"  until    {page.moment(programme.stop)}, {clock_text(programme.length)} in all"
    yield f"  because  {because(airing.why)}"
    origin = station.channels[channel.id].original or channel.id
    yield from (f"  {line}" for line in quoted(options, loaded, paths(origin, airing.why)))
    items = list(timelines[channel.id].between(programme.start, programme.stop))
    work = next((item for item in items if item.kind is Kind.PROGRAMME), items[0])
    yield from (f"  {line}" for line in Reason(loaded, channel.id, work).lines())
    yield page.paint("  made of", "faint")
    yield from (f"    {line}" for line in _made_of(items, page))
    yield from _between(loaded, channel.id, timelines[channel.id], instant, page)
    yield f"  before   {_neighbour(run, at - 1, page)}"
    yield f"  after    {_neighbour(run, at + 1, page)}"


def _between(
    loaded: Loaded, channel: str, timeline: Timeline, instant: datetime, page: View
) -> Iterator[str]:
    """Why the clip that is on at that very moment is, if it is one."""
    cue = timeline.at(instant)
    if cue and cue.item.kind not in WORKS:
        item = cue.item
        yield page.paint(f"  at {clock(instant, page.zone)}", "faint")
        place = place_text(span_of(loaded, item.why.path))
        yield f"    {clock_text(item.length)} of {item.kind}  {place}"
        yield from (f"    {line}" for line in Reason(loaded, channel, item).lines())


def _title(airing: Airing) -> str:
    subtitle = f" · {airing.programme.subtitle}" if airing.programme.subtitle else ""
    return f"{airing.programme.title} {airing.number}".rstrip() + subtitle


def _neighbour(run: list[Airing], at: int, page: View) -> str:
    if not 0 <= at < len(run):
        return "nothing near"
    return f"{clock(run[at].programme.start, page.zone)} {_title(run[at])}"


def _made_of(items: Iterable[PlayoutItem], page: View) -> Iterator[str]:
    """A line a stretch of the programme itself, and one for all that fills between two."""
    for (kind, _), run in groupby(items, key=lambda item: (item.kind, item.kind in WORKS and item)):
        first, *more = run
        length = sum((item.length for item in more), first.length)
        what = counted(len(more) + 1, "clip") if more else _shown(first)
        yield f"{clock(first.start, page.zone):<8}  {clock_text(length):>7}  {kind:<12}  {what}"


def _shown(item: PlayoutItem) -> str:
    name = item.media.name if item.media else "slate"
    return f"{name} from {clock_text(item.in_point)}" if item.in_point >= SECOND else name


def because(why: Why) -> str:
    """The reason in a line."""
    taken = f", the next of `{why.collection}`" if why.collection else ""
    return f"slot `{why.slot}` of {day_text(why.day)}{taken}"


def paths(channel: str, why: Why) -> list[Steps]:
    """What in the YAML is to be shown for it: the slot, and the step if that is elsewhere."""
    slot: Steps = ("channels", channel, "schedule", why.slot)
    return [slot] if why.path[: len(slot)] == slot and len(why.path) == 4 else [slot, why.path]
