"""The layers of an item as they lie over one cut of it: when, and with what words.

What "next" is, and where a programme begins, the timeline says; all is counted in pictures of the
channel's grid, so that a viewer who joins in the middle sees what all others see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from exstreamtv.daemon.splicing.stretch import Stretch
from exstreamtv.ffmpeg.layers import Line, Overlay
from exstreamtv.model.channel import Channel
from exstreamtv.model.grid import Grid
from exstreamtv.model.layer import PLACE, Field, Layer, Look
from exstreamtv.model.time import SECOND
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline

DAY_S = 86_400

LIVING = (Field.TIME, Field.LEFT)
"""Fields that change while they are shown."""

CLOCK = Layer("the time of day", Look.TEXT, ("{time}",), corner="centre", margin=0, size=24)


@dataclass(frozen=True, slots=True)
class Airing:
    """What is on: its first and last instant without what comes around it, and its words."""

    start: datetime
    stop: datetime
    words: Mapping[Field, str]


def overlays(
    channel: Channel,
    timeline: Timeline,
    item: PlayoutItem,
    stretch: Stretch,
    images: Mapping[str, str],
) -> tuple[Overlay, ...]:
    """What lies over ``stretch`` of ``item``, the lowest first.

    ``images`` are absolute paths by the names of layers; a logo that is not among them is left
    out, and so is a line whose fields have nothing to say.
    """
    if not item.layers:
        return ()
    declared = {layer.name: layer for layer in channel.layers}
    view = _View(channel, airing(channel, timeline, item), stretch)
    return tuple(
        overlay
        for name in item.layers
        if name in declared
        for overlay in view.overlays(declared[name], images.get(name, ""))
    )


def time_of_day(
    channel: Channel, timeline: Timeline, item: PlayoutItem, stretch: Stretch
) -> tuple[Overlay, ...]:
    """The time of day, large and in the middle, over one cut of an item."""
    telling = replace(channel, layers=(CLOCK,))
    return overlays(telling, timeline, replace(item, layers=(CLOCK.name,)), stretch, {})


def logos(channel: Channel, item: PlayoutItem) -> list[str]:
    """The layers of ``item`` that need an image."""
    return [layer.name for layer in channel.layers if layer.logo and layer.name in item.layers]


def airing(channel: Channel, timeline: Timeline, item: PlayoutItem) -> Airing:
    """The programme that an item belongs to. Without a guide it is the item alone."""
    zone = ZoneInfo(channel.timezone)
    words = {Field.CHANNEL: channel.name}
    programme = timeline.programme_at(item.start)
    if programme is None:
        words[Field.TITLE] = item.media.title if item.media else ""
        return Airing(item.start, item.stop, words)
    words |= {Field.TITLE: programme.title, Field.SUBTITLE: programme.subtitle}
    following = timeline.programme_at(programme.stop)
    if following:
        words[Field.NEXT] = following.title
        words[Field.NEXT_AT] = f"{following.start.astimezone(zone):%H:%M}"
    own = [
        one
        for one in timeline.between(programme.start, programme.stop)
        if one.kind in (Kind.PROGRAMME, Kind.LIVE)
    ]
    start = max(own[0].start, programme.start) if own else programme.start
    stop = min(own[-1].stop, programme.stop) if own else programme.stop
    return Airing(start, stop, words)


@dataclass(frozen=True, slots=True)
class _View:
    """One cut of a programme on a channel."""

    channel: Channel
    airing: Airing
    stretch: Stretch

    def overlays(self, layer: Layer, image: str) -> Iterator[Overlay]:
        """The layer over this cut: none, one, or two where the clocks change within it."""
        lines = tuple(line for line in map(self._line, layer.lines) if line)
        if layer.look is Look.LOGO and not image:
            return
        if layer.look in (Look.TEXT, Look.CARD) and not lines:
            return
        windows = self._windows(layer)
        start, stop = self._picture(self.airing.start), self._picture(self.airing.stop)
        living = any(Field.TIME in line for line in lines)
        for part, clock in self._clocks() if living else [(None, Fraction(0))]:
            shown = _both(windows, part)
            if shown is None or shown:
                yield Overlay(layer, shown, lines, image, clock, -start, max(1, stop - start))

    @property
    def _grid(self) -> Grid:
        return Grid(self.channel.profile.rate)

    def _picture(self, instant: datetime) -> int:
        """The first picture at or after an instant, counted from the cut's first."""
        return self._grid.picture_at(instant) - self.stretch.picture

    def _line(self, template: str) -> Line:
        """The template's pieces with the words put in; empty where one of these is."""
        pieces: list[str | Field] = []
        for place, text in enumerate(PLACE.split(template)):
            if place % 2 == 0:
                pieces.append(text)
            elif (field := Field(text)) in LIVING:
                pieces.append(field)
            elif word := self.airing.words.get(field, ""):
                pieces.append(word)
            else:
                return ()
        return tuple(piece for piece in pieces if piece)

    def _windows(self, layer: Layer) -> tuple[tuple[int, int], ...] | None:
        """When it is shown, in pictures of the cut; None for always."""
        if not (layer.first or layer.last or layer.every):
            return None
        spans = ((self._picture(a), self._picture(b)) for a, b in self._spans(layer))
        cut = ((max(0, a), min(b, self.stretch.pictures)) for a, b in spans)
        return tuple(sorted({(a, b) for a, b in cut if a < b}))

    def _spans(self, layer: Layer) -> Iterator[tuple[datetime, datetime]]:
        start, stop = self.airing.start, self.airing.stop
        if layer.first:
            yield start, min(stop, start + layer.first)
        if layer.last:
            yield max(start, stop - layer.last), stop
        if layer.every and layer.lasting:
            times = (stop - start) // layer.every
            begins = (start + layer.every * n for n in range(1, times + 1))
            yield from ((begin, min(stop, begin + layer.lasting)) for begin in begins)

    def _clocks(self) -> list[tuple[tuple[int, int], Fraction]]:
        """Parts of the cut with one offset from UTC each, and the local time of picture 0."""
        grid, stretch = self._grid, self.stretch
        begin, end = (grid.picture_instant(n) for n in (stretch.picture, stretch.picture_stop))
        first = grid.picture_time(stretch.picture)
        one, other = self._offset(begin), self._offset(end)
        change = stretch.pictures if one == other else self._picture(self._change(begin, end))
        parts = [((0, change), one), ((change, stretch.pictures), other)]
        return [(part, (first + offset) % DAY_S) for part, offset in parts if part[0] < part[1]]

    def _offset(self, instant: datetime) -> int:
        offset = instant.astimezone(ZoneInfo(self.channel.timezone)).utcoffset()
        return (offset or timedelta(0)) // SECOND

    def _change(self, begin: datetime, end: datetime) -> datetime:
        """The first whole second with the other offset."""
        low, high = begin.replace(microsecond=0), end.replace(microsecond=0) + SECOND
        before = self._offset(low)
        while high - low > SECOND:
            middle = low + (high - low) // SECOND // 2 * SECOND
            low, high = (middle, high) if self._offset(middle) == before else (low, middle)
        return high


def _both(
    windows: tuple[tuple[int, int], ...] | None, part: tuple[int, int] | None
) -> tuple[tuple[int, int], ...] | None:
    if part is None:
        return windows
    if windows is None:
        return (part,)
    cut = ((max(a, part[0]), min(b, part[1])) for a, b in windows)
    return tuple((a, b) for a, b in cut if a < b)
