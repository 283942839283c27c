"""The one place where the program learns what time it is.

The wall clock is the authority, and it may be set at any moment. What is on the air then follows
it at a slightly other speed, and only if it was set by more than a second in one cut.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from exstreamtv.model.time import MICROSECOND, ZERO

CUT = timedelta(seconds=1)
"""Beyond this distance from the wall clock nobody waits until it is caught up with."""

BEND = 20
"""One part in so many, 5 %, is what the stream is faster or slower meanwhile."""

NOTED = timedelta(milliseconds=100)
"""A clock that was set by less is no incident."""

SHARP = timedelta(milliseconds=1)
"""How far apart both clocks may be read; a busy machine may stop the program in between."""

_ATTEMPTS = 5


class Clock(Protocol):
    """Wall-clock time, in UTC, that goes steadily but for its cuts."""

    @property
    def cuts(self) -> int:
        """How often it has jumped."""
        ...

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What the machine's two clocks say: ``steady`` is since any instant, and is never set."""

    wall: datetime
    steady: timedelta


@dataclass(frozen=True, slots=True)
class Course:
    """The time that is ``shown`` as of the last reading, and how much the wall clock is ahead.

    It never goes back and keeps within 5 % of the steady clock's speed, but for its ``cuts``.
    ``was_set`` is by how much the wall clock was set before this reading.
    """

    shown: datetime
    steady: timedelta
    ahead: timedelta = ZERO
    was_set: timedelta = ZERO
    cuts: int = 0

    def after(self, reading: Reading) -> Course:
        """The course as of a later reading."""
        passed = max(ZERO, reading.steady - self.steady)
        ahead = reading.wall - self.shown - passed
        was_set = ahead - self.ahead
        if abs(ahead) > CUT:
            return Course(reading.wall, reading.steady, ZERO, was_set, self.cuts + 1)
        most = passed // BEND
        bend = max(-most, min(ahead, most))
        shown = self.shown + passed + bend
        return Course(shown, reading.steady, ahead - bend, was_set, self.cuts)


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody set the wall clock, by so much; ``cut`` says that the stream was cut for it."""

    at: datetime
    by: timedelta
    cut: bool

    @property
    def what(self) -> str:
        """For the incident."""
        seconds = abs(self.by) // (10 * MICROSECOND) / 100_000
        return f"the clock was set {'forward' if self.by > ZERO else 'back'} by {seconds:.2f} s"

    @property
    def remedy(self) -> str:
        """For the incident."""
        if self.cut:
            return "what is on the air was cut to what is due now"
        speed = "faster" if self.by > ZERO else "slower"
        return f"the stream is up to 5 % {speed} until it is there"


_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""It goes on while the machine sleeps, where the system has such a clock (clock_gettime(2))."""


def _since_boot() -> timedelta:
    return timedelta(microseconds=time.clock_gettime_ns(_STEADY) // 1000)


class SystemClock:
    """The machine's clock, smoothed. Any thread may ask it.

    ``told`` hears when somebody has set it, in the thread that asks.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        steady: Callable[[], timedelta] = _since_boot,
    ) -> None:
        self.told: Callable[[Step], None] = lambda _: None
        self._wall = wall
        self._steady = steady
        self._lock = threading.Lock()
        reading = self._read()
        self._course = Course(reading.wall, reading.steady)

    @property
    def cuts(self) -> int:
        """How often it was set by more than can be caught up with."""
        return self._course.cuts

    def now(self) -> datetime:
        """This instant."""
        with self._lock:
            before, self._course = self._course, self._course.after(self._read())
            course = self._course
        if abs(course.was_set) > NOTED:
            self.told(Step(course.shown, course.was_set, course.cuts > before.cuts))
        return course.shown

    def _read(self) -> Reading:
        """Both clocks at one moment, as nearly as can be."""
        for _ in range(_ATTEMPTS):
            begun, wall, ended = self._steady(), self._wall(), self._steady()
            if ended - begun < SHARP:
                break
        return Reading(wall, begun + (ended - begun) // 2)
