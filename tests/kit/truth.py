"""What should be on the air, and in how far a capture shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from exstreamtv.ffmpeg.cut import SLACK
from exstreamtv.model.grid import CLOCK, Grid
from exstreamtv.model.media import Media
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import PlayoutItem, Timeline
from tests.kit.capture import Shown

MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a medium whose pictures are marked.

    ``begins`` is the media position of its first picture, in seconds; ``held`` how many pictures
    one may stay on; ``readable`` is False for a file with a hole in it; ``sound_from`` is the
    media position, in seconds, where sound begins, None if it never does.
    """

    code: int
    rate: Fraction
    begins: Fraction = Fraction(0)
    held: int = 1
    readable: bool = True
    sound_from: int | None = 0


Contents: TypeAlias = Callable[[Media], Content]


@dataclass(slots=True)
class Verdict:
    """Counts of pictures; each of the lists names slots of the channel's grid."""

    pictures: int = 0
    exact: int = 0
    missing: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    black: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    off_grid: list[int] = field(default_factory=list)

    @property
    def flawless(self) -> bool:
        """Every slot there, each once, with the right picture."""
        lists = (self.missing, self.repeated, self.black, self.wrong, self.off_grid)
        return bool(self.pictures) and not any(lists)


def verdict(shown: Iterable[Shown], timeline: Timeline, grid: Grid, contents: Contents) -> Verdict:
    """Compare what was seen with what should have been, slot by slot."""
    found, slots = Verdict(), list[int]()
    for picture in shown:
        slot = slot_of(picture.ticks, grid)
        slots.append(slot)
        found.pictures += 1
        if abs(grid.picture_ticks(slot) - picture.ticks) > 1:
            found.off_grid.append(slot)
        if picture.black:
            found.black.append(slot)
        _compare(found, picture, slot, timeline, grid, contents)
    for before, after in pairwise(slots):
        found.missing += range(before + 1, after)
        found.repeated += [after] if after <= before else []
    return found


def slot_of(ticks: int, grid: Grid) -> int:
    """The slot of the grid that is nearest to an instant."""
    return round(ticks * grid.rate / CLOCK)


def position(item: PlayoutItem, slot: int, grid: Grid) -> Fraction:
    """The media position, in exact seconds, that is due in a slot."""
    return grid.picture_time(slot) - _seconds(item.start - EPOCH) + _seconds(item.in_point)


def _seconds(length: timedelta) -> Fraction:
    return Fraction(length // MICROSECOND, 1_000_000)


def _compare(
    found: Verdict,
    picture: Shown,
    slot: int,
    timeline: Timeline,
    grid: Grid,
    contents: Contents,
) -> None:
    cue = timeline.at(grid.picture_instant(slot))
    if cue is None:
        found.wrong.append(f"{slot}: nothing is planned")
        return
    if cue.item.media is None:
        found.exact += picture.mark is None
        found.wrong += [f"{slot}: {picture.mark} instead of a slate"] if picture.mark else []
        return
    content = contents(cue.item.media)
    if not content.readable:
        return
    due = max(0, (position(cue.item, slot, grid) - content.begins + SLACK) * content.rate)
    mark = picture.mark
    if mark is None or mark.code != content.code:
        found.wrong.append(f"{slot}: {mark} instead of {cue.item.media.key} {float(due):.2f}")
    elif 0 <= due - mark.picture < content.held:
        found.exact += 1
    elif not -1 <= due - mark.picture <= content.held + 1:
        found.wrong.append(f"{slot}: {mark.picture} instead of {float(due):.2f}")
