"""The last airings of media that are about to go: what only a look at later days can tell."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.fold import Fold, Sketch

SOON = timedelta(days=14)
"""How long before a medium goes its last airing is told: no further does anybody look ahead."""


class Ahead:
    """Broadcast days in turn, of which some have been folded before they are due."""

    def __init__(self, fold: Fold, first: date) -> None:
        self._fold, self._next = fold, first
        self._folded: deque[Sketch] = deque()

    def pop(self) -> Sketch:
        """The next day."""
        if not self._folded:
            self._fold_one()
        return self._folded.popleft()

    def before(self, day: date) -> Iterator[Sketch]:
        """The days that follow, up to and without ``day``; they stay where they are."""
        while self._next < day:
            self._fold_one()
        return (sketch for sketch in self._folded if sketch.day < day)

    def _fold_one(self) -> None:
        self._folded.append(self._fold.day(self._next))
        self._next += DAY


def lasts(sketch: Sketch, ahead: Ahead) -> Mapping[str, datetime]:
    """When each medium that airs on this day for the last time begins, by its name."""
    leaving = {
        one.media.name: (one.start, one.media.gone)
        for one in sketch.tape.airings
        if one.media and one.media.gone and one.media.gone <= sketch.day + SOON
    }
    if not leaving:
        return {}
    for later in ahead.before(max(gone for _, gone in leaving.values())):
        for one in later.tape.airings:
            if one.media:
                leaving.pop(one.media.name, None)
    return {name: start for name, (start, _) in leaving.items()}
