"""A channel's absolute grid of pictures and audio frames, in exact integers.

Picture ``n`` is shown at ``n / rate`` and audio frame ``m`` begins at ``m * 1024 / 48000`` seconds
since the Unix epoch. Both sides of a seam use the same function, so nothing is lost,
doubled or accumulated (docs/playout.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import gcd

from exstreamtv.model.time import EPOCH, MICROSECOND

CLOCK = 90_000
"""Ticks a second of MPEG-TS time stamps (ISO/IEC 13818-1 2.4.2)."""

SAMPLES = 1024
"""Samples in one AAC frame."""

SAMPLE_RATE = 48_000

_MICROSECONDS = 1_000_000


def ticks_at(instant: datetime) -> int:
    """90 kHz ticks from the epoch to ``instant``, rounded down."""
    return (instant - EPOCH) // MICROSECOND * CLOCK // _MICROSECONDS


@dataclass(frozen=True, slots=True)
class Grid:
    """Slots of a channel that shows ``rate`` pictures a second."""

    rate: Fraction

    def picture_at(self, instant: datetime) -> int:
        """The first picture shown at or after ``instant``."""
        micros = (instant - EPOCH) // MICROSECOND
        return -(-micros * self.rate.numerator // (_MICROSECONDS * self.rate.denominator))

    def sound_at_picture(self, picture: int) -> int:
        """The first audio frame that begins at or after the instant of ``picture``."""
        numerator = picture * self.rate.denominator * SAMPLE_RATE
        return -(-numerator // (self.rate.numerator * SAMPLES))

    def picture_ticks(self, picture: int) -> int:
        """When ``picture`` is shown, in 90 kHz ticks since the epoch, rounded to nearest."""
        double = 2 * picture * CLOCK * self.rate.denominator
        return (double + self.rate.numerator) // (2 * self.rate.numerator)

    def sound_ticks(self, sound: int) -> int:
        """When audio frame ``sound`` begins, in 90 kHz ticks since the epoch; exact."""
        return sound * SAMPLES * CLOCK // SAMPLE_RATE

    def picture_time(self, picture: int) -> Fraction:
        """When ``picture`` is shown, in exact seconds since the epoch."""
        return Fraction(picture * self.rate.denominator, self.rate.numerator)

    def sound_time(self, sound: int) -> Fraction:
        """When audio frame ``sound`` begins, in exact seconds since the epoch."""
        return Fraction(sound * SAMPLES, SAMPLE_RATE)

    def picture_instant(self, picture: int) -> datetime:
        """When ``picture`` is shown, rounded up to a microsecond."""
        micros = -(-picture * _MICROSECONDS * self.rate.denominator // self.rate.numerator)
        return EPOCH + timedelta(microseconds=micros)

    def pause(self, since: datetime, now: datetime) -> timedelta:
        """From the picture of ``since`` to that of ``now``, in whole pictures and microseconds.

        Where no single picture lasts whole microseconds it is up to two pictures longer.
        """
        micros = _MICROSECONDS * self.rate.denominator
        together = self.rate.numerator // gcd(self.rate.numerator, micros)
        pictures = self.picture_at(now) - self.picture_at(since)
        whole = -(-pictures // together) * together
        return timedelta(microseconds=whole * micros // self.rate.numerator)
