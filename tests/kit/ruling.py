"""Rules held against timelines made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from exstreamtv.config.station import Station
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope
from exstreamtv.rules.table import BETWEEN, SEEN, WITHIN
from exstreamtv.rules.verdict import Air
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, medium

DAWN = datetime(2026, 11, 23, 5, tzinfo=UTC)
"""Monday 06:00 in Berlin."""

MONDAY = date(2026, 11, 23)
MINUTE = timedelta(minutes=1)

Entry = tuple[Media | None, int]
"""What airs, and for how many minutes; None is the slate."""


def ruled(rule: Mapping[str, Any], channels: Iterable[str] = ("one",), *media: Media) -> Scope:
    """A rule called ``it``, on a station with these channels, each with a slot ``day``."""
    slot = {"at": "06:00", "fill": "all"}
    station = Station.model_validate(
        {
            "version": "1",
            "station": {"name": "Test", "timezone": "Europe/Berlin"},
            "sources": {"tv": {"type": "local", "path": "tv", "kind": "show"}},
            "collections": {"all": {"from": "tv"}},
            "channels": {
                name: {"number": str(n), "name": name, "schedule": {"day": slot, "late": slot}}
                for n, name in enumerate(channels, 1)
            },
            "rules": {"it": rule},
        }
    )
    held = catalogue(*media) if media else Catalogue({"tv": ()})
    return Scope("it", station.rules_["it"], Inputs(station, held, {}))


def run(entries: Iterable[Entry], channel: str = "one", slot: str = "day") -> Timeline:
    """What airs one after the other from `DAWN` on, and a programme for each."""
    now, items, guide = DAWN, [], []
    for media, minutes in entries:
        stop = now + minutes * MINUTE
        day = (now - timedelta(hours=5)).date()
        why = Why(slot, day, ("channels", channel, "schedule", slot), "all")
        items.append(PlayoutItem(now, stop, _kind(media), media, why))
        guide.append(Programme(now, stop, media.title if media else "card", media=media))
        now = stop
    return Timeline(channel, items, guide)


def _kind(media: Media | None) -> Kind:
    if media is None:
        return Kind.SLATE
    return Kind.INTERSTITIAL if media.kind is MediaKind.CLIP else Kind.PROGRAMME


def aired(timeline: Timeline, scope: Scope) -> Air:
    """The whole of a timeline as rules look at it."""
    start, stop = timeline.items[0].start, timeline.items[-1].stop
    return Air(timeline.channel, timeline.items, start, stop, scope.inputs.calendar)


def broken(scope: Scope, *timelines: Timeline) -> list[Breach]:
    """Every breach of a rule on these channels, by its start."""
    kind, found, seen = type(scope.rule), [], []
    for timeline in timelines:
        air = aired(timeline, scope)
        if kind in WITHIN:
            found += WITHIN[kind](scope.rule, scope, air)
        if kind in SEEN:
            seen += SEEN[kind](scope.rule, scope, air)
    if kind in BETWEEN:
        found += BETWEEN[kind](scope.rule, scope, seen)
    return sorted(found, key=lambda breach: (breach.start, breach.channel))


def at(breaches: Iterable[Breach]) -> list[int]:
    """The minutes after `DAWN` at which they begin."""
    return [(breach.start - DAWN) // MINUTE for breach in breaches]


def show(number: int, **known: Any) -> Media:
    """An episode that may be as long as it airs."""
    return medium(f"m{number}", "10h", title=f"M{number}", **known)


def clip(number: int, tag: str = "ad") -> Media:
    """A spot."""
    return medium(f"c{number}", "1h", title=f"C{number}", kind=MediaKind.CLIP, tags=(tag,))
