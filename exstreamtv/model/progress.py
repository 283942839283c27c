"""How far a channel that waits for its viewers lies behind what was planned. No clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from exstreamtv.model.grid import Grid
from exstreamtv.model.time import EPOCH, MILLISECOND, ZERO


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything airs ``behind`` later than planned; ``since`` is when it stopped, if it stands."""

    behind: timedelta = ZERO
    since: datetime | None = None

    def stopped(self, instant: datetime) -> Progress:
        """It stands from this instant on, in whole milliseconds, unless it stands already."""
        if self.since:
            return self
        return replace(self, since=EPOCH + (instant - EPOCH) // MILLISECOND * MILLISECOND)

    def resumed(self, now: datetime, grid: Grid) -> Progress:
        """It goes on with the picture due when it stopped, as the first one due at ``now``.

        A picture or two before that one are shown again where only several pictures together
        last whole microseconds (all rates but 25 and 50 a second).
        """
        if self.since is None:
            return self
        return Progress(self.behind + grid.pause(self.since, now))

    def shown(self, now: datetime) -> datetime:
        """The planned instant that is, or would be, on the air at ``now``."""
        return (self.since or now) - self.behind

    def lag(self, now: datetime) -> timedelta:
        """How much later than planned it airs if somebody watches from ``now`` on."""
        return now - self.shown(now)
