"""Where a channel's stream goes: to its viewers, into the ring for the next one, into segments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from exstreamtv.daemon.fanout import Viewer
from exstreamtv.daemon.hls import Segments
from exstreamtv.daemon.ring import Ring
from exstreamtv.daemon.splicer import Chunk
from exstreamtv.model.grid import Grid


class Outlet:
    """One endless stream for everybody; its key pictures are ``group`` pictures apart."""

    def __init__(self, grid: Grid, group: int) -> None:
        self._grid = grid
        self._group = group
        self._viewers: set[Viewer] = set()
        self.begin()

    def begin(self) -> None:
        """Another stream begins: nothing of the one before is kept."""
        self.segments = Segments(self._grid, self._group)
        self._ring = Ring()

    def send(self, chunk: Chunk) -> None:
        """The stream went on."""
        self._ring.put(chunk)
        self.segments.put(chunk)
        for viewer in self._viewers:
            viewer.put(chunk.data)

    @contextmanager
    def joined(self, picture: int) -> Iterator[Viewer]:
        """A viewer, from the newest key picture that is shown before ``picture``."""
        viewer = Viewer()
        viewer.put(b"".join(self._ring.since(picture)))
        self._viewers.add(viewer)
        try:
            yield viewer
        finally:
            self._viewers.discard(viewer)

    def end(self) -> None:
        """The stream ends, for everybody who watches."""
        for viewer in self._viewers:
            viewer.close()
