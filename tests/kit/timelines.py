"""Timelines built by hand, for what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from exstreamtv.model.channel import Channel, Lineup, Profile
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why

MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)
"""06:00 in Berlin, where the broadcast day begins."""

DAY = date(2026, 11, 23)


def episode(show: str, season: int, number: int, **details: object) -> Media:
    """A 22-minute episode of a series."""
    key = f"{show}/S{season:02d}E{number:02d}"
    values: dict[str, object] = {
        "source": "drawn",
        "key": key,
        "kind": MediaKind.EPISODE,
        "title": f"Part {number}",
        "length": timedelta(minutes=22),
        "show": show,
        "season": season,
        "episode": number,
        **details,
    }
    return Media(**values)  # type: ignore[arg-type]


def film(title: str, **details: object) -> Media:
    """A 90-minute film."""
    values: dict[str, object] = {
        "source": "drawn",
        "key": f"film/{title}",
        "kind": MediaKind.MOVIE,
        "title": title,
        "length": timedelta(minutes=90),
        **details,
    }
    return Media(**values)  # type: ignore[arg-type]


def clip(key: str, seconds: int = 30) -> Media:
    """Something short."""
    return Media("drawn", f"clip/{key}", MediaKind.CLIP, key, timedelta(seconds=seconds))


def airing(start: datetime, media: Media, minutes: int = 30, slot: str = "strip") -> Built:
    """``media`` at ``start``, and filler until ``minutes`` are over."""
    stop = start + timedelta(minutes=minutes)
    played = min(stop, start + media.length)
    day = (start - timedelta(hours=5)).date()
    why = Why(slot, day, ("channels", "retro", "schedule", slot), "some")
    items = [PlayoutItem(start, played, Kind.PROGRAMME, media, why)]
    if played < stop:
        items.append(PlayoutItem(played, stop, Kind.FILLER, clip("ident"), why))
    title, subtitle = (media.show, media.title) if media.show else (media.title, "")
    return items, Programme(start, stop, title, subtitle, media.plot, media)


Built = tuple[list[PlayoutItem], Programme]


def timeline(airings: Iterable[Built], channel: str = "retro") -> Timeline:
    """A channel's timeline of these airings, which must join."""
    built = list(airings)
    items = [item for items, _ in built for item in items]
    return Timeline(channel, items, [programme for _, programme in built])


def lineup(*channels: Channel) -> Lineup:
    """A station in Berlin."""
    listed = channels or (Channel("retro", "7", "Retro One", Profile()),)
    return Lineup("Home TV", "Europe/Berlin", listed, "http://tv.lan:8409")
