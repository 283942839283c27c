"""Programmes with what put them on the air: what the guide, the plan and `explain` speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import instant_text
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why


class Airing(NamedTuple):
    """A programme, and the kind and reason of the item that it is about.

    ``kind`` is filler or interstitial only where nothing else airs in it.
    """

    programme: Programme
    kind: Kind
    why: Why

    @property
    def media(self) -> Media | None:
        """The work shown, if it is one."""
        return self.programme.media

    @property
    def title(self) -> str:
        """What one looks for: a film by its own name, too, and whether nothing is on."""
        programme = self.programme
        if self.kind is Kind.SLATE:
            return f"{programme.title} (off the air)"
        if programme.subtitle and self.media and self.media.kind is MediaKind.MOVIE:
            return f"{programme.title}: {programme.subtitle}"
        return programme.title

    @property
    def number(self) -> str:
        """The episode as it is written on screen: ``S03E05``, or nothing."""
        return number(self.media)


def number(media: Media | None) -> str:
    """``S03E05``, ``E05``, or nothing for what is no numbered episode."""
    if media is None or media.episode is None:
        return ""
    season = "" if media.season is None else f"S{media.season:02d}"
    return f"{season}E{media.episode:02d}"


def airings(timeline: Timeline, start: datetime, stop: datetime) -> Iterator[Airing]:
    """Every programme on the air in ``start <= t < stop``, in order."""
    items, at = timeline.items, 0
    for programme in timeline.programmes_between(start, stop):
        while items[at].stop <= programme.start:
            at += 1
        subject = _subject(programme, items, at)
        yield Airing(programme, subject.kind, subject.why)


def _subject(programme: Programme, items: Sequence[PlayoutItem], at: int) -> PlayoutItem:
    """The item that shows the programme's medium, else the first that is no filling."""
    first = items[at]
    found = None
    while at < len(items) and items[at].start < programme.stop:
        item = items[at]
        if item.media is programme.media and item.kind is not Kind.FILLER:
            return item
        if found is None and item.kind not in (Kind.FILLER, Kind.INTERSTITIAL):
            found = item
        at += 1
    return found or first


def facts(airing: Airing) -> dict[str, str]:
    """An airing as programs read it."""
    programme = airing.programme
    return {
        "start": instant_text(programme.start),
        "stop": instant_text(programme.stop),
        "title": programme.title,
        "subtitle": programme.subtitle,
        "number": airing.number,
        "media": airing.media.name if airing.media else "",
        "slot": airing.why.slot,
        "day": airing.why.day.isoformat(),
    }
