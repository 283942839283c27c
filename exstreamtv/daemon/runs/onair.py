"""What goes out now: told to the as-run log; a slate that nobody planned is an incident."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from exstreamtv.daemon.incidents import went_out
from exstreamtv.daemon.player.dialogue import (
    Run,
)
from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.splicing.splicer import Splicer
from exstreamtv.daemon.splicing.stretch import Stretch
from exstreamtv.model.grid import Grid
from exstreamtv.model.timeline import PlayoutItem


class OnAir:
    """Hears of the stream each time that more of it is written."""

    def __init__(
        self,
        channel: str,
        grid: Grid,
        report: Callable[[str, str], None],
        tell: Callable[[datetime, str, str, int], None] = went_out,
    ) -> None:
        self._channel = channel
        self._grid = grid
        self._report = report
        self._tell = tell
        self.begin()

    def begin(self) -> None:
        """Another stream begins."""
        # A feed, True for the slate, False before the first picture.
        self._shown: Feed | bool = False
        self._item: PlayoutItem | None = None

    def note(self, splicer: Splicer, runs: Mapping[Feed, Run]) -> bool | None:
        """So much of the stream is written, from these runs.

        Has something else begun, and is it a slate that nobody planned? None if nothing has.
        """
        shown = splicer.source or splicer.slated > 0
        if shown is self._shown:
            return None
        slated, self._shown = not isinstance(self._shown, Feed), shown
        if isinstance(shown, Feed):
            item = runs[shown].item
            # What is copied and what is encoded of an item are one to whoever watches.
            if slated or item is not self._item:
                self._went_out(item, shown.stretch)
            self._item = item
            return False
        if not shown or _off_air(runs.values(), splicer.picture - 1):
            return None
        self._report("no process has the picture that is due", "slate")
        return True

    def _went_out(self, item: PlayoutItem, stretch: Stretch) -> None:
        if item.media is None:
            return
        start = self._grid.picture_instant(stretch.picture)
        position = (start - item.start + item.in_point) // timedelta(milliseconds=1)
        self._tell(start, self._channel, item.media.name, position)


def _off_air(runs: Iterable[Run], picture: int) -> bool:
    """Is nothing but the slate planned for this picture?"""
    due = (run for run in runs if run.stretch.picture <= picture < run.stretch.picture_stop)
    return any(run.item.media is None for run in due)
