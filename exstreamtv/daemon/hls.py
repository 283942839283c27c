"""Segments of the stream on the channel's absolute grid (RFC 8216). No I/O.

A segment's number is its place on the grid since the epoch: it survives a restart, and
every daemon that plays the channel gives it the same one.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from fractions import Fraction

from exstreamtv.daemon.splicer import Chunk
from exstreamtv.model.grid import Grid
from exstreamtv.model.time import instant_text

LENGTH_S = 2
LISTED = 6
KEPT = 2 * LISTED
"""Segments stay to be had after they have left the playlist (6.2.2)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Pictures from ``picture`` to before ``stop``, in whole groups."""

    number: int
    picture: int
    stop: int
    data: bytes


class Segments:
    """Cuts a channel whose key pictures are ``group`` pictures apart on the grid."""

    def __init__(self, grid: Grid, group: int) -> None:
        self._grid = grid
        self._length = group * max(1, round(LENGTH_S * grid.rate / group))
        self._done: deque[Segment] = deque(maxlen=KEPT)
        self._first = 0
        self._pieces: list[bytes] = []

    def put(self, chunk: Chunk) -> None:
        """The stream went on. What comes before the first key picture is in no segment."""
        if chunk.key is not None and self._pieces and self._number(chunk.key) != self._current:
            data = b"".join(self._pieces)
            self._done.append(Segment(self._current, self._first, chunk.key, data))
            self._pieces = []
        if chunk.key is not None and not self._pieces:
            self._first = chunk.key
        if self._pieces or chunk.key is not None:
            self._pieces.append(chunk.data)

    def segment(self, number: int) -> Segment | None:
        """The segment of this number, or None if it is gone or not yet there."""
        return next((each for each in self._done if each.number == number), None)

    def playlist(self, folder: str) -> str | None:
        """The media playlist of segments in ``folder``; None as long as there is no segment."""
        listed = list(self._done)[-LISTED:]
        if not listed:
            return None
        head = (
            "#EXTM3U",
            "#EXT-X-VERSION:6",
            f"#EXT-X-TARGETDURATION:{math.ceil(self._seconds(self._length))}",
            f"#EXT-X-MEDIA-SEQUENCE:{listed[0].number}",
            "#EXT-X-INDEPENDENT-SEGMENTS",
        )
        return "\n".join(
            (*head, *(line for each in listed for line in self._lines(each, folder)), "")
        )

    @property
    def _current(self) -> int:
        return self._number(self._first)

    def _number(self, picture: int) -> int:
        return picture // self._length

    def _seconds(self, pictures: int) -> Fraction:
        return pictures / self._grid.rate

    def _lines(self, segment: Segment, folder: str) -> tuple[str, ...]:
        micros = round(self._seconds(segment.stop - segment.picture) * 1_000_000)
        return (
            f"#EXT-X-PROGRAM-DATE-TIME:{instant_text(self._grid.picture_instant(segment.picture))}",
            f"#EXTINF:{micros // 1_000_000}.{micros % 1_000_000:06d},",
            f"{folder}/{segment.number}.ts",
        )
