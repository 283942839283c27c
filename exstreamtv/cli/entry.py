"""Where an entry of the station is written, and what comes of it in the next week."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import typer

from exstreamtv.cli.options import Options
from exstreamtv.cli.output import columns, paint
from exstreamtv.cli.place import quoted
from exstreamtv.cli.reason import counted_by
from exstreamtv.cli.station import calendar, compiled, opened, window
from exstreamtv.config.station import Station
from exstreamtv.emit.airings import number
from exstreamtv.emit.columns import spread
from exstreamtv.emit.view import View
from exstreamtv.model.names import counted, did_you_mean
from exstreamtv.model.timeline import Kind, PlayoutItem
from exstreamtv.syntax.tree import Steps

Test: TypeAlias = Callable[[str, PlayoutItem], bool]
"""Does an item, on the channel with this id, come of the entry?"""

BETWEEN = (Kind.INTERSTITIAL, Kind.FILLER)

DAYS = 7

SHOWN = 12
"""How many airings are listed."""


def explained(options: Options, wanted: str) -> Iterator[str]:
    """The place of ``CHANNEL``, ``CHANNEL.SLOT`` or ``SECTION.NAME``, and what it airs."""
    loaded, station, lineup = opened(options)
    known = entries(station)
    if wanted not in known:
        hint = did_you_mean(wanted, known)
        raise typer.BadParameter(f"there is no `{wanted}`; {hint}".rstrip("; "))
    path = known[wanted]
    yield from quoted(options, loaded, [path])
    match path:
        case ("channels", str(channel), "schedule", str(slot)):
            today = calendar(station).day_of(options.now)
            yield from counted_by(loaded, channel, slot, today)
        case _:
            pass
    if test := _test(path):
        span = window(station, options.now, DAYS)
        timelines = compiled(options, loaded, span)
        page = View(lineup, timelines, span.start, span.stop, columns(), paint(options))
        yield from _airs(page, test)


def _airs(page: View, test: Test) -> Iterator[str]:
    """How many items pass the test, and the first of them."""
    found = [
        (item.start, channel, item)
        for channel, timeline in page.timelines.items()
        for item in timeline.between(page.start, page.stop)
        if item.opens and test(channel, item)
    ]
    found.sort(key=lambda each: each[:2])
    yield f"airs {counted(len(found), 'time')} in {DAYS} days"
    yield from (_line(channel, item, page) for _, channel, item in found[:SHOWN])
    if len(found) > SHOWN:
        yield page.paint(f"  ... and {len(found) - SHOWN} more", "faint")


def entries(station: Station) -> dict[str, Steps]:
    """Every name that can be asked for, and its path in the document."""
    found: dict[str, Steps] = {}
    for section in ("sources", "collections", "blocks", "profiles", "calendar", "channels"):
        for name in getattr(station, section):
            found[f"{section}.{name}"] = (section, name)
    for name, channel in station.channels.items():
        found[name] = ("channels", name)
        for slot in channel.schedule:
            found[f"{name}.{slot}"] = ("channels", name, "schedule", slot)
    return found


def _test(path: Steps) -> Test | None:
    """What comes of the entry at ``path``; None for one that airs nothing by itself."""
    match path:
        case ("channels", name):
            return lambda channel, item: channel == name and item.kind not in BETWEEN
        case ("channels", name, "schedule", slot):
            return lambda channel, item: (
                channel == name and item.why.slot == slot and item.kind not in BETWEEN
            )
        case ("collections", name):
            return lambda channel, item: item.why.collection == name
        case ("blocks", _):
            return lambda channel, item: item.why.path[:2] == path and item.kind not in BETWEEN
        case ("sources", name):
            return lambda channel, item: item.media is not None and item.media.source == name
        case _:
            return None


def _line(channel: str, item: PlayoutItem, page: View) -> str:
    media = item.media
    title = f"{media.show} {number(media)}".strip() or media.title if media else "slate"
    text = f"  {page.moment(item.start):<20}  {title}"
    return spread(text, f"{channel}.{item.why.slot}", page.columns)
