"""When a channel's planned timeline airs: by the clock, or only while somebody watches.

Pure decisions, no clock: the channel says what happened and when.
"""

from __future__ import annotations

from datetime import datetime

from exstreamtv.model.grid import Grid
from exstreamtv.model.progress import Progress
from exstreamtv.model.timeline import Timeline


class Pace:
    """The planned timeline, and the same as it airs; ``progress`` is None by the clock."""

    def __init__(self, planned: Timeline, grid: Grid, progress: Progress | None) -> None:
        self.progress = progress
        self.grid = grid
        self._went_on: datetime | None = None
        self.extend(planned)

    def extend(self, planned: Timeline) -> None:
        """Go on by this one, which has in it what is on the air too."""
        self.planned = planned
        self.timeline = planned.later(self.progress.behind) if self.progress else planned

    def shown(self, now: datetime) -> datetime:
        """The instant of `timeline` that is, or would be, on the air at ``now``."""
        return self.progress.since or now if self.progress else now

    def due(self, now: datetime) -> datetime:
        """The same as an instant of `planned`."""
        return self.progress.shown(now) if self.progress else now

    def stop(self, instant: datetime) -> None:
        """Nobody watches since then."""
        if self.progress:
            self.progress = self.progress.stopped(max(instant, self._went_on or instant))

    def go_on(self, now: datetime) -> None:
        """Somebody watches from now on."""
        if self.progress and self.progress.since:
            self.progress, self._went_on = self.progress.resumed(now, self.grid), now
            self.extend(self.planned)
