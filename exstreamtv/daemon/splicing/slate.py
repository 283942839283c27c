"""The slate as units that fit any slot."""

from __future__ import annotations

from dataclasses import dataclass

from exstreamtv.daemon.transport.demux import Demux
from exstreamtv.daemon.transport.units import Kind, Unit
from exstreamtv.model.grid import Grid

_PRIMING = 1
"""Audio frames before the first one that is heard."""


@dataclass(frozen=True, slots=True)
class Slate:
    """Whole closed groups of pictures, and frames of sound: both go round.

    After ``turn`` pictures since the epoch, in whole groups, both begin anew. ``silence`` is for
    programmes whose sound is missing.
    """

    pictures: tuple[Unit, ...]
    sounds: tuple[Unit, ...]
    group: int
    turn: int
    silence: Unit

    def picture(self, slot: int, after_key: int) -> Unit:
        """What shows in a slot of the grid, so many pictures after a key picture of the slate."""
        within = (slot - slot % self.group) % self.turn % len(self.pictures)
        return self.pictures[within + after_key]

    def sound(self, slot: int, grid: Grid) -> Unit:
        """What is heard in a slot of the grid."""
        if len(self.sounds) == 1:
            return self.sounds[0]
        picture = int(grid.sound_time(slot) * grid.rate)
        begun = grid.sound_at_picture(picture - picture % self.turn)
        return self.sounds[min(max(0, slot - begun), len(self.sounds) - 1)]


def slate_from(data: bytes, grid: Grid, group: int, *, lasting: bool = False) -> Slate:
    """The slate in what `ffmpeg.slate` wrote; ValueError if there is not one whole group.

    Of its sound one frame from the middle is taken, unless it is ``lasting``.
    """
    demux = Demux()
    units = demux.feed(data) + demux.flush()
    pictures = [unit for unit in units if unit.kind is Kind.PICTURE]
    sounds = [unit for unit in units if unit.kind is Kind.SOUND]
    shown = len(pictures) // group * group
    if not shown or not pictures[0].key or len(sounds) <= _PRIMING:
        raise ValueError("the slate has no whole group of pictures, or no sound")
    middle = sounds[len(sounds) // 2]
    if not lasting:
        return Slate(tuple(pictures[:shown]), (middle,), group, shown, middle)
    heard = tuple(sounds[_PRIMING:])
    turn = _turn(len(heard), shown, grid, group)
    return Slate(tuple(pictures[:shown]), heard, group, turn, middle)


def _turn(heard: int, shown: int, grid: Grid, group: int) -> int:
    """As long as the sound, if a single group is shown; else as long as the pictures."""
    if shown > group:
        return shown
    return max(1, int(grid.sound_time(heard) * grid.rate) // group) * group
