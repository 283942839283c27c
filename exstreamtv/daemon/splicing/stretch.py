"""The slots that one process must deliver, and how they become a cut of its medium."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.model.grid import Grid
from exstreamtv.model.time import EPOCH, MICROSECOND
from exstreamtv.model.timeline import PlayoutItem


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pictures and audio frames of the channel's grid, each from first to before stop."""

    picture: int
    picture_stop: int
    sound: int
    sound_stop: int

    @property
    def pictures(self) -> int:
        """How many pictures."""
        return self.picture_stop - self.picture

    @property
    def sounds(self) -> int:
        """How many audio frames."""
        return self.sound_stop - self.sound


def cut(item: PlayoutItem, stretch: Stretch, grid: Grid, group: int) -> Cut:
    """The media positions of ``stretch`` within ``item``, exactly."""
    offset = _seconds(item.in_point) - _seconds(item.start - EPOCH)
    return Cut(
        grid.picture_time(stretch.picture) + offset,
        stretch.pictures,
        grid.sound_time(stretch.sound) + offset,
        stretch.sounds,
        phase=stretch.picture % group,
    )


def _seconds(length: timedelta) -> Fraction:
    return Fraction(length // MICROSECOND, 1_000_000)
