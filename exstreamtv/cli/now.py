"""`exstreamtv now`: what is on, where in it, and what would play it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli.completion import channels
from exstreamtv.cli.ledger import known, ledger_path
from exstreamtv.cli.options import Format
from exstreamtv.cli.output import columns, paint, say
from exstreamtv.cli.playing import commands_for
from exstreamtv.cli.station import Window, compiled, named, opened
from exstreamtv.emit.airings import Airing, facts
from exstreamtv.emit.columns import spread
from exstreamtv.emit.dates import clock
from exstreamtv.emit.guide import tone
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Channel
from exstreamtv.model.progress import Progress
from exstreamtv.model.time import clock_text, instant_text, ms
from exstreamtv.model.timeline import Cue

AHEAD = timedelta(hours=6)
"""How far to look for what is next."""


def now(
    context: typer.Context,
    channel: Annotated[
        str | None,
        typer.Argument(
            help="Only this one, with its ffmpeg line: id, number or name.", autocompletion=channels
        ),
    ] = None,
) -> None:
    """Say what is on, and the ffmpeg line that would play it.

    `--format` text (default) or json.

    Examples: exstreamtv now; exstreamtv now 7; exstreamtv now retro --now 2026-12-24T20:00:00Z
    """
    options = given.of(context)
    form = options.form(Format.TEXT, Format.JSON)
    loaded, station, lineup = opened(options)
    wanted = [named(lineup, channel)] if channel else list(lineup.channels)
    span = Window(options.now, options.now + AHEAD)
    timelines = dict(
        compiled(options, loaded, span, [each.id for each in wanted if not each.waits])
    )
    waiting = [each.id for each in wanted if each.waits]
    progress = known(ledger_path(options.directory)) if waiting else {}
    for id_ in waiting:
        lag = progress.get(id_, Progress()).lag(options.now)
        planned = Window(span.start - lag, span.stop - lag)
        timelines[id_] = compiled(options, loaded, planned, [id_])[id_].later(lag)
    page = View(lineup, timelines, span.start, span.stop, columns(), paint(options))
    if form is Format.JSON:
        said = [
            _facts(each, shown, page) | _waits(each, progress) for each, shown in page.channels()
        ]
        say(options, json.dumps(said, ensure_ascii=False, indent=2) + "\n")
        return
    for each, shown in page.channels():
        say(options, "\n".join([*_lines(each, shown, page), ""]))
        if each.id in progress and (since := progress[each.id].since):
            say(
                options,
                page.paint(f"{' ' * 14}waits for you since {page.moment(since)}\n", "faint"),
            )
        cue = timelines[each.id].at(options.now)
        if channel and cue:
            for line in commands_for(options, station, each, timelines[each.id], cue.item):
                say(options, f"\n{line}\n")


def _lines(channel: Channel, shown: list[Airing], page: View) -> Iterator[str]:
    """A channel's name, what is on, what of it, and what is next."""
    on, *later = shown
    yield page.paint(f"{channel.number:>2}  {channel.name}", "heading")
    passed = page.start - on.programme.start
    yield _entry(on, page, tone(on), f"{clock_text(passed)} of {clock_text(on.programme.length)}")
    if cue := page.timelines[channel.id].at(page.start):
        yield page.paint(f"{' ' * 14}{_item(cue)}", "faint")
    if later:
        yield _entry(later[0], page, "faint", "")


def _entry(airing: Airing, page: View, colour: str, note: str) -> str:
    programme = airing.programme
    subtitle = f" · {programme.subtitle}" if programme.subtitle else ""
    title = f"{programme.title} {airing.number}".rstrip() + subtitle
    line = spread(f"    {clock(programme.start, page.zone):<8}  {title}", note, page.columns)
    return page.paint(line.rstrip(), colour)


def _item(cue: Cue) -> str:
    name = cue.item.media.name if cue.item.media else "the slate"
    return f"{name} at {clock_text(cue.position)}, {clock_text(cue.remaining)} to go"


def _waits(channel: Channel, progress: Mapping[str, Progress]) -> dict[str, object]:
    """Since when a channel stands, if it waits for its viewers and is known to."""
    since = progress[channel.id].since if channel.id in progress else None
    return {"waits_since": since and instant_text(since)} if channel.waits else {}


def _facts(channel: Channel, shown: list[Airing], page: View) -> dict[str, object]:
    cue = page.timelines[channel.id].at(page.start)
    return {
        "channel": channel.id,
        "number": channel.number,
        "now": instant_text(page.start),
        "programme": facts(shown[0]),
        "next": facts(shown[1]) if shown[1:] else None,
        "media": cue.item.media.name if cue and cue.item.media else "",
        "position_ms": ms(cue.position) if cue else 0,
        "remaining_ms": ms(cue.remaining) if cue else 0,
    }
