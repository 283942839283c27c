"""Segments of the stream on the channel's absolute grid (RFC 8216). No I/O.

A segment's number is its place on the grid since the epoch: it survives a restart, and
every daemon that plays the channel gives it the same one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cached_property

from exstreamtv.daemon.splicing.splicer import Chunk
from exstreamtv.daemon.transport.sealed import sealed
from exstreamtv.model.grid import Grid
from exstreamtv.model.time import instant_text

LENGTH_S = 2
LISTED = 6
KEPT = 2 * LISTED
"""Segments stay to be had after they have left the playlist (6.2.2)."""

COPIED_S = 10
"""How far apart the key pictures of media that are sent as they are may be."""

TYPE = "application/vnd.apple.mpegurl"


@dataclass(frozen=True, slots=True)
class Raster:
    """How a channel is cut whose key pictures are ``group`` pictures apart on the grid.

    Where it ``copies`` there are others, and not always these; then nothing is as long as it
    should be, and numbers are only near the grid's: each is one more than the one before.
    """

    grid: Grid
    group: int
    copies: bool = False

    @property
    def length(self) -> int:
        """Pictures in a whole segment: about two seconds, in whole groups."""
        return self.group * max(1, round(LENGTH_S * self.grid.rate / self.group))

    def number(self, picture: int) -> int:
        """The segment that this picture is in."""
        return picture // self.length

    def parts(self, first: int, stop: int) -> Iterator[Part]:
        """The pictures from ``first`` to before ``stop``, cut."""
        while first < stop:
            number = self.number(first)
            end = min(stop, (number + 1) * self.length)
            yield Part(number, first, end)
            first = end

    def whole(self, part: Part) -> bool:
        """Is it all of its segment, the same everywhere and for ever?"""
        return (
            not self.copies
            and part.picture == part.number * self.length
            and part.stop - part.picture == self.length
        )

    def head(self, first: int, changes: int = 0) -> tuple[str, ...]:
        """How a media playlist begins whose first segment is ``first``, after so many changes."""
        longest = COPIED_S if self.copies else max(1, round(self.length / self.grid.rate))
        return (
            "#EXTM3U",
            "#EXT-X-VERSION:6",
            f"#EXT-X-TARGETDURATION:{longest}",
            f"#EXT-X-MEDIA-SEQUENCE:{first}",
            *((f"#EXT-X-DISCONTINUITY-SEQUENCE:{changes}",) if self.copies else ()),
            "#EXT-X-INDEPENDENT-SEGMENTS",
        )

    def lines(self, parts: Iterable[Part], suffix: str = "ts") -> Iterator[str]:
        """The segments of a media playlist, in its folder."""
        for part in parts:
            if part.anew:
                yield "#EXT-X-DISCONTINUITY"
            yield f"#EXT-X-PROGRAM-DATE-TIME:{instant_text(self.instant(part.picture))}"
            yield f"#EXTINF:{_decimal((part.stop - part.picture) / self.grid.rate)},"
            # What is cut short has an address of its own: this one's segment is whole for ever.
            cut = "" if self.whole(part) else f"?from={part.picture}"
            yield f"{part.number}.{suffix}{cut}"

    def instant(self, picture: int) -> datetime:
        """When a picture is shown."""
        return self.grid.picture_instant(picture)


@dataclass(frozen=True, slots=True)
class Part:
    """Pictures from ``picture`` to before ``stop``, all of the segment of this number.

    ``anew``: a decoder begins anew with it (4.3.2.3).
    """

    number: int
    picture: int
    stop: int
    anew: bool = False


@dataclass(frozen=True)
class Segment:
    """A part of the stream as it was written; ``changes`` is its discontinuity sequence number."""

    part: Part
    pieces: tuple[bytes, ...]
    changes: int = 0

    @cached_property
    def data(self) -> bytes:
        """The file that players fetch. It is made when somebody does."""
        return sealed(b"".join(self.pieces))


class Segments:
    """The last segments of a stream."""

    def __init__(self, grid: Grid, group: int, *, copies: bool = False) -> None:
        self.raster = Raster(grid, group, copies)
        self._done: deque[Segment] = deque(maxlen=KEPT)
        self._next: Part | None = None
        self._changes = 0
        self._pieces: list[bytes] = []

    def put(self, chunk: Chunk) -> None:
        """The stream went on. What comes before the first key picture is in no segment."""
        # What is encoded here is alike to all players, the slate too, and stays on the grid.
        anew = chunk.anew and self.raster.copies
        if chunk.key is not None and self._begins(chunk.key, anew=anew):
            self.end(chunk.key)
            self._begin(chunk.key, anew=anew)
        if self._next:
            self._pieces.append(chunk.data)

    def end(self, picture: int) -> None:
        """What has come is all before this picture."""
        if self._next and self._pieces:
            part = replace(self._next, stop=picture)
            self._done.append(Segment(part, tuple(self._pieces), self._changes))
            self._pieces = []

    def segment(self, number: int, first: int | None = None) -> Segment | None:
        """The whole segment of this number, or what there is of it from picture ``first`` on.

        None if it is gone, or not yet there, or was never whole.
        """
        found = (each for each in self._done if each.part.number == number)
        return next((each for each in found if self._is(each.part, first)), None)

    @property
    def oldest(self) -> int | None:
        """The number of the oldest one that is still there."""
        return self._done[0].part.number if self._done else None

    def playlist(self, suffix: str = "ts") -> str | None:
        """The media playlist; None as long as there is less than a segment's length.

        Whoever began with less would stand still before the next one comes.
        """
        listed = [each.part for each in self._done][-LISTED:]
        if sum(part.stop - part.picture for part in listed) < self.raster.length:
            return None
        first = self._done[-len(listed)]
        head = self.raster.head(listed[0].number, first.changes - first.part.anew)
        return "\n".join((*head, *self.raster.lines(listed, suffix), ""))

    def _begins(self, key: int, *, anew: bool) -> bool:
        """Does another segment begin here? One that had to begin early has the next one's time."""
        if self._next is None or anew:
            return True
        number = self.raster.number(key)
        return number > self._next.number if self.raster.copies else number != self._next.number

    def _begin(self, key: int, *, anew: bool) -> None:
        number, before = self.raster.number(key), self._next
        if before and self.raster.copies:
            number = before.number + 1
        # Since the epoch, too: whoever comes back after a restart is never told less than before.
        self._changes = self._changes + anew if before else number
        self._next = Part(number, key, key, anew and before is not None)

    def _is(self, part: Part, first: int | None) -> bool:
        return self.raster.whole(part) if first is None else part.picture == first


def _decimal(seconds: Fraction) -> str:
    micros = round(seconds * 1_000_000)
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
