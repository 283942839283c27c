"""The time of a stream that somebody sees again. No clock, no I/O.

It waits for what is written: a machine that is slow makes such a stream stand still, and nothing in
it is ever late.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from exstreamtv.daemon.splicing.splicer import LEAD
from exstreamtv.model.grid import CLOCK
from exstreamtv.model.time import SECOND

STRIDE = SECOND
"""How much more may be written at a time."""

_LEAD = LEAD // CLOCK * SECOND


class PastClock:
    """Stands at ``start`` until it follows a stream. It never jumps."""

    cuts = 0

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._written: Callable[[], datetime | None] = lambda: None
        self._limit: Callable[[], datetime] = lambda: start

    def follow(self, written: Callable[[], datetime | None], limit: Callable[[], datetime]) -> None:
        """Run on as more is ``written`` (None before it begins), no further than ``limit``."""
        self._written, self._limit = written, limit

    def now(self) -> datetime:
        """The instant of the past that it is; never earlier than before."""
        written = self._written()
        if written is not None:
            self._now = max(self._now, min(self._limit(), written - _LEAD + STRIDE))
        return self._now


def before(instant: datetime) -> datetime:
    """Just before this: where to stand so that the picture of the instant is the next one.

    Instants of pictures are rounded up, which would put a clock behind the picture.
    """
    return instant - timedelta(microseconds=1)
