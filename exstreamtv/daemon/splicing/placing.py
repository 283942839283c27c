"""From a time stamp to a slot, counted from the first one of a process's stretch. No I/O."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Protocol

from exstreamtv.daemon.transport.stamps import difference
from exstreamtv.ffmpeg.copying import Copy
from exstreamtv.ffmpeg.cut import SLACK
from exstreamtv.ffmpeg.encode import OFFSET_S, REORDER
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.grid import CLOCK, SAMPLE_RATE, SAMPLES

_BASE = OFFSET_S * CLOCK
_FRAME = SAMPLES * CLOCK // SAMPLE_RATE


class MisfitError(ExstreamError):
    """A medium that cannot be sent as it is, whatever was known of it."""


class Placing(Protocol):
    """Tells the slots of one process's units."""

    def picture(self, stamp: int) -> int:
        """Of the picture with this PTS; negative before the stretch."""
        ...

    def sound(self, stamp: int) -> int:
        """Of the audio frame with this PTS."""
        ...


class OnGrid:
    """What was made for the stretch: its first picture has the first stamp.

    The sound has one frame of roll before its first.
    """

    def __init__(self, rate: Fraction) -> None:
        self._rate = rate
        self._picture = _BASE + round(REORDER * CLOCK / rate)

    def picture(self, stamp: int) -> int:
        """The nearest slot."""
        return _nearest(difference(stamp, self._picture), self._rate)

    def sound(self, stamp: int) -> int:
        """The nearest slot."""
        return _nearest_frame(difference(stamp, _BASE)) - 1


class AsItIs:
    """What is copied: its first picture tells where the medium's pictures lie between the slots.

    Each is shown in the first slot that comes with or after it, as an encoded one would be, and
    all others keep their distance to the first; so does the sound, to the nearest slot.
    """

    def __init__(self, copy: Copy, rate: Fraction) -> None:
        self._rate = rate
        self._picture = _BASE + round(copy.picture * CLOCK)
        self._sound = None if copy.sound is None else _BASE + round(copy.sound * CLOCK)
        self._anchor: tuple[int, int] | None = None
        self._sound_anchor: tuple[int, int] | None = None

    def picture(self, stamp: int) -> int:
        """Its slot; MisfitError if it lies more than a quarter of a picture beside one."""
        if self._anchor is None:
            late = difference(stamp, self._picture)
            self._anchor = stamp, ceil((Fraction(late, CLOCK) - SLACK) * self._rate)
        begin, slot = self._anchor
        passed = difference(stamp, begin)
        pictures, unit = _nearest(passed, self._rate), CLOCK * self._rate.denominator
        if 4 * abs(passed * self._rate.numerator - pictures * unit) > unit:
            raise MisfitError("its pictures do not come at the channel's rate")
        return slot + pictures

    def sound(self, stamp: int) -> int:
        """The nearest slot, or as far from the first one as it is in the medium."""
        if self._sound is None:
            return _nearest_frame(difference(stamp, _BASE)) - 1
        if self._sound_anchor is None:
            self._sound_anchor = stamp, _nearest_frame(difference(stamp, self._sound))
        begin, slot = self._sound_anchor
        return slot + _nearest_frame(difference(stamp, begin))


def _nearest(ticks: int, rate: Fraction) -> int:
    return (2 * ticks * rate.numerator + CLOCK * rate.denominator) // (2 * CLOCK * rate.denominator)


def _nearest_frame(ticks: int) -> int:
    return (2 * ticks + _FRAME) // (2 * _FRAME)
