"""The compiled truth of one channel: what is on the air at every instant.

All instants are aware datetimes in UTC; all lengths are timedeltas. Both are
exact to the microsecond, so lengths add up and never drift.

Nobody changes an item or a programme. They are not frozen all the same: a station has a hundred
thousand of them a week, and a frozen dataclass takes five times as long to make.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from exstreamtv.model.media import Media
from exstreamtv.model.subtitles import Subtitles
from exstreamtv.model.time import ZERO


class Kind(StrEnum):
    """What an item is to the viewer."""

    PROGRAMME = "programme"
    INTERSTITIAL = "interstitial"
    FILLER = "filler"
    LIVE = "live"
    SLATE = "slate"


class TitleFrom(StrEnum):
    """What a programme's title was taken from, best first; the last three are warned of."""

    STEP = "step"
    MEDIA = "media"
    FILE = "file"
    URL = "url"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Why:
    """What put an item on the air: the slot's id, its broadcast day, and the step's path below it.

    ``path`` leads from the document's root to the step (``("blocks", "night", 2)``).
    It holds no file name: moving an entry between files changes no output.
    """

    slot: str
    day: date
    path: tuple[str | int, ...]
    collection: str = ""


@dataclass(slots=True, eq=False)
class Programme:
    """One entry of the guide; it covers its breaks. Equality is identity.

    ``stop`` of each is ``start`` of the next. ``media`` is the medium it is about, or None for
    a block under its own title or an off-air stretch. ``works`` are the media of an entry that
    is about several; ``categories`` stand for their genres. ``repeat`` says that it has aired
    before, ``premiere`` that it never has, ``last_chance`` that it never will again.
    """

    start: datetime
    stop: datetime
    title: str
    subtitle: str = ""
    description: str = ""
    media: Media | None = None
    title_from: TitleFrom = TitleFrom.MEDIA
    repeat: bool = False
    premiere: bool = False
    last_chance: bool = False
    works: tuple[Media, ...] = ()
    categories: tuple[str, ...] = ()

    @property
    def length(self) -> timedelta:
        """How long it is on the air, breaks included."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Standby:
    """A medium from its beginning for so long, where a live source is down; None is the slate."""

    media: Media | None
    length: timedelta


@dataclass(slots=True, eq=False)
class PlayoutItem:
    """One uninterrupted stretch of one medium. Equality is identity.

    ``start <= t < stop`` is when it is on the air; ``in_point`` is the media
    position shown at ``start``. ``media`` is None for a slate. ``audio`` are the
    languages wanted, best first; ``layers`` what lies over the picture, the lowest first.
    ``alternate`` is what airs in its place over the same time while a live source is down;
    ``subtitles`` which ones are drawn into the picture, None for none.
    """

    start: datetime
    stop: datetime
    kind: Kind
    media: Media | None
    why: Why
    in_point: timedelta = ZERO
    audio: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    alternate: tuple[Standby, ...] = ()
    subtitles: Subtitles | None = None

    @property
    def opens(self) -> bool:
        """Is this the beginning of the medium, not what follows a break in it?"""
        return self.in_point == (self.media.in_point if self.media else ZERO)

    @property
    def length(self) -> timedelta:
        """How long it is on the air."""
        return self.stop - self.start

    @property
    def out_point(self) -> timedelta:
        """The media position at which it leaves the air."""
        return self.in_point + self.length


@dataclass(frozen=True, slots=True)
class Cue:
    """Where to cut in: the item on the air, the media position, the time left."""

    item: PlayoutItem
    position: timedelta
    remaining: timedelta


@dataclass(frozen=True)
class Timeline:
    """A gapless run of items, in order, and the guide's programmes over the same span.

    Raises ValueError if the items leave a gap, overlap, or have no length: that
    is a bug in the expansion, never the author's mistake.
    """

    channel: str
    items: Sequence[PlayoutItem]
    programmes: Sequence[Programme] = ()

    def __post_init__(self) -> None:
        _must_close(self.channel, self.items)
        _must_close(self.channel, self.programmes)

    @cached_property
    def _starts(self) -> list[datetime]:
        return [item.start for item in self.items]

    @cached_property
    def _programme_starts(self) -> list[datetime]:
        return [programme.start for programme in self.programmes]

    def at(self, instant: datetime) -> Cue | None:
        """The cue for ``instant``, or None outside the compiled span."""
        index = bisect_right(self._starts, instant) - 1
        if index < 0 or instant >= self.items[index].stop:
            return None
        item = self.items[index]
        return Cue(item, item.in_point + (instant - item.start), item.stop - instant)

    def programme_at(self, instant: datetime) -> Programme | None:
        """What the guide shows at ``instant``, or None outside the compiled span."""
        index = bisect_right(self._programme_starts, instant) - 1
        if index < 0 or instant >= self.programmes[index].stop:
            return None
        return self.programmes[index]

    def between(self, start: datetime, stop: datetime) -> Iterator[PlayoutItem]:
        """Items on the air at any time in ``start <= t < stop``."""
        for item in self.items[max(0, bisect_right(self._starts, start) - 1) :]:
            if item.start >= stop:
                return
            if item.stop > start:
                yield item

    def programmes_between(self, start: datetime, stop: datetime) -> Iterator[Programme]:
        """Programmes on the air at any time in ``start <= t < stop``."""
        for programme in self.programmes[max(0, bisect_right(self._programme_starts, start) - 1) :]:
            if programme.start >= stop:
                return
            if programme.stop > start:
                yield programme

    def later(self, by: timedelta) -> Timeline:
        """The same, so much later on the air."""
        if not by:
            return self
        items = [replace(each, start=each.start + by, stop=each.stop + by) for each in self.items]
        guide = [
            replace(each, start=each.start + by, stop=each.stop + by) for each in self.programmes
        ]
        return Timeline(self.channel, items, guide)


class _Stretch(Protocol):
    @property
    def start(self) -> datetime: ...
    @property
    def stop(self) -> datetime: ...


def _must_close(channel: str, run: Sequence[_Stretch]) -> None:
    for entry in run:
        if entry.stop <= entry.start:
            raise ValueError(f"{channel}: an entry at {entry.start} has no length")
    for before, after in pairwise(run):
        if before.stop != after.start:
            raise ValueError(f"{channel}: seam at {before.stop} does not close")
