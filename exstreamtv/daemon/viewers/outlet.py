"""Where a channel's stream goes: to its viewers, through the ring, and into segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.hls.segments import Segments
from exstreamtv.daemon.splicing.splicer import LEAD, Chunk
from exstreamtv.daemon.transport.mux import CLOCK_LEAD
from exstreamtv.daemon.viewers.fanout import Guest, Viewer, ticks
from exstreamtv.daemon.viewers.ring import Ring
from exstreamtv.ffmpeg.encode import REORDER
from exstreamtv.model.grid import CLOCK, Grid, ticks_at
from exstreamtv.model.pacing import ADAPTIVE, Pacing

SLACK = CLOCK // 2
"""Ticks that are kept beyond what a viewer may begin with: the clock and the stream are no one."""


class Outlet:
    """One endless stream for everybody; its key pictures are ``group`` pictures apart.

    Where it ``copies`` media have others.

    ``dropped`` counts the viewers who were too slow.
    """

    def __init__(
        self,
        grid: Grid,
        group: int,
        clock: Clock,
        pacing: Pacing = ADAPTIVE,
        *,
        copies: bool = False,
    ) -> None:
        self._copies = copies
        self.pacing = pacing
        self.dropped = 0
        self._grid = grid
        self.group = group
        self._clock = clock
        self._viewers: dict[Viewer, None] = {}
        self.begin()

    @property
    def viewers(self) -> Sequence[Viewer]:
        """Who watches, the oldest first."""
        return list(self._viewers)

    def begin(self) -> None:
        """Another stream begins: nothing of the one before is kept."""
        self.segments = Segments(self._grid, self.group, copies=self._copies)
        self._ring = Ring(LEAD + SLACK + ticks(self.pacing.back))
        for viewer in self._viewers:
            if not viewer.closed:
                viewer.move(self._ring)

    def send(self, chunks: Sequence[Chunk], upto: int) -> None:
        """The stream went on, to what is shown at these ticks."""
        for chunk in chunks:
            self._put(chunk, upto)
        for viewer in self._viewers:
            viewer.look()
        slow = [viewer for viewer in self._viewers if viewer.dropped]
        self.dropped += len(slow)
        for viewer in slow:
            del self._viewers[viewer]

    @contextmanager
    def joined(self, guest: Guest) -> Iterator[Viewer]:
        """A viewer, from the newest group of pictures that is on the air, or before it."""
        early = CLOCK_LEAD + self._grid.picture_ticks(REORDER)
        viewer = Viewer(guest, self._ring, self.pacing, self._now, early)
        self._viewers[viewer] = None
        try:
            yield viewer
        finally:
            self._viewers.pop(viewer, None)

    def finish(self, picture: int) -> None:
        """The stream has come to its end, before this picture."""
        self.segments.end(picture)
        self.end()

    def end(self) -> None:
        """The stream ends, for everybody who watches."""
        for viewer in self._viewers:
            viewer.close()

    def _put(self, chunk: Chunk, upto: int) -> None:
        self.segments.put(chunk)
        key_at = None if chunk.key is None else self._grid.picture_ticks(chunk.key)
        self._ring.put(chunk.data, key_at, upto)
        if key_at is not None:
            places = [v.place for v in self._viewers if not v.closed and v.place is not None]
            self._ring.let_go(min(places, default=self._ring.stop))

    def _now(self) -> int:
        return ticks_at(self._clock.now())
