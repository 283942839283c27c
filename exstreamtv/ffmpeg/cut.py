"""What one process must deliver, as exact numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Cut:
    """So many pictures and audio frames, each kind from its own exact media position in seconds.

    ``phase`` is the number of the first picture within its group of pictures on the
    channel's absolute grid, so that key pictures fall at the same instants whoever began when.
    """

    picture_position: Fraction
    pictures: int
    sound_position: Fraction
    sounds: int
    phase: int = 0

    @property
    def earliest(self) -> Fraction:
        """The first media position that is needed, the lead-in of the sound included; from 0."""
        return max(Fraction(0), min(self.picture_position, self.sound_position - ROLL))


FRAME = Fraction(1024, 48_000)
"""Seconds in one AAC frame."""

ROLL = FRAME
"""Real sound before and after a cut, so that the windows of both neighbours overlap there."""

SLACK = Fraction(3, 2000)
"""Jitter of a container's time stamps that moves no picture to the next slot."""


def decimal(seconds: Fraction) -> str:
    """Seconds as FFmpeg reads them, to the microsecond."""
    micros = round(seconds * 1_000_000)
    sign, micros = ("-", -micros) if micros < 0 else ("", micros)
    return f"{sign}{micros // 1_000_000}.{micros % 1_000_000:06d}"
