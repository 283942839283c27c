"""One channel's window as rules look at it: what airs, runs of it, days and hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import MILLISECOND, ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem, Why
from exstreamtv.schedule.calendar import DAY, Calendar
from exstreamtv.schedule.fields import folded

HOUR = timedelta(hours=1)
SHOWN = (Kind.PROGRAMME, Kind.LIVE)
"""Kinds of items that viewers take for programmes."""


class Airing(NamedTuple):
    """A medium on the air from its first item to its last, the breaks between them included.

    ``lost`` is how much of its end does not air.
    """

    start: datetime
    stop: datetime
    media: Media
    slot: str
    day: date
    why: Why
    kind: Kind
    lost: timedelta

    @property
    def collection(self) -> str:
        """The collection that it was taken from."""
        return self.why.collection


@dataclass(frozen=True, eq=False)
class Air:
    """What one channel airs over ``start <= t < stop``, in whole items.

    ``items`` may begin earlier, for rules that look back; from ``since`` on, which is ``start``
    if nothing is said, they are all that aired.
    """

    channel: str
    items: Sequence[PlayoutItem]
    start: datetime
    stop: datetime
    calendar: Calendar
    since: datetime | None = None

    @cached_property
    def shown(self) -> tuple[Airing, ...]:
        """Every medium on the air, by its start; a programme with breaks is one."""
        found: list[Airing] = []
        at, out = -1, ZERO
        for item in self.items:
            media = item.media
            if media is None:
                continue
            end = item.in_point + item.length
            lost = media.length - end
            if at >= 0 and item.in_point == out and item.in_point and found[at].media is media:
                start, _, _, slot, day, why, kind, _ = found[at]
                found[at] = Airing(start, item.stop, media, slot, day, why, kind, lost)
                out = end
                continue
            if item.kind in SHOWN:
                at, out = len(found), end
            why = item.why
            found.append(
                Airing(item.start, item.stop, media, why.slot, why.day, why, item.kind, lost)
            )
        return tuple(found)

    @cached_property
    def programmes(self) -> tuple[Airing, ...]:
        """Those of them that viewers take for programmes."""
        return tuple(airing for airing in self.shown if airing.kind in SHOWN)

    @cached_property
    def days(self) -> tuple[tuple[date, datetime, datetime], ...]:
        """The broadcast days of the window, each with its beginning and end."""
        return self._days(self.start)

    @cached_property
    def known_days(self) -> tuple[date, ...]:
        """Those, and the days before them of which everything is known."""
        return tuple(day for day, _, _ in self._days(self.since or self.start))

    def _days(self, start: datetime) -> tuple[tuple[date, datetime, datetime], ...]:
        first = self.calendar.day_of(start)
        last = self.calendar.day_of(self.stop - MILLISECOND)
        begin, count = self.calendar.begin, (last - first).days + 1
        days = [first + DAY * n for n in range(count)]
        return tuple((day, begin(day), begin(day + DAY)) for day in days)

    @cached_property
    def hours(self) -> tuple[datetime, ...]:
        """Where the clock hours of the window begin, and where the last one ends."""
        found, now = [], self.start
        while now < self.stop:
            found.append(now)
            now += self.calendar.until_multiple(now, HOUR) or HOUR
        return (*found, self.stop)

    @cached_property
    def pods(self) -> tuple[tuple[PlayoutItem, ...], ...]:
        """Runs of interstitials without anything else between."""
        return tuple(_pods(self.items))


def _pods(items: Sequence[PlayoutItem]) -> Iterator[tuple[PlayoutItem, ...]]:
    run: list[PlayoutItem] = []
    for item in items:
        if item.kind is Kind.INTERSTITIAL:
            run.append(item)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def called(media: Media) -> str:
    """A medium as a finding names it: ``Cheers S01E02``, ``Gilda``."""
    if media.show and media.kind is MediaKind.EPISODE:
        number = "" if media.episode is None else f"E{media.episode:02d}"
        season = "" if media.season is None else f"S{media.season:02d}"
        return f"{media.show} {season}{number}" if number else media.title or media.show
    return media.title or media.key


def identity(media: Media, same: str) -> str:
    """What two media share that are the same ``item``, ``title`` or ``show``."""
    match same:
        case "item":
            return media.name
        case "title":
            return f"{folded(media.show)}\x1f{folded(media.title)}"
        case _:
            return folded(media.show or media.title)
