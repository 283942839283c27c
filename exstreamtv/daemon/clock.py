"""The one place where the program learns what time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Wall-clock time for what is on the air, steady time for how long something took."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...

    def steady_s(self) -> float:
        """Seconds that only ever grow, whatever happens to the wall clock."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This instant, from the system clock."""
        return datetime.now(UTC)

    def steady_s(self) -> float:
        """Seconds since some instant of this boot."""
        return time.monotonic()
