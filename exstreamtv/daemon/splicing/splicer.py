"""Slot by slot, from whichever process has it, into one endless stream. No I/O, no clock.

Never a slot twice, never one left out: what no process has in time is slate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.splicing.slate import Slate
from exstreamtv.daemon.transport.mux import Mux
from exstreamtv.daemon.transport.units import Kind, Unit
from exstreamtv.ffmpeg.encode import REORDER
from exstreamtv.model.grid import CLOCK, Grid

LEAD = 2 * CLOCK
"""Ticks that the stream is ahead of the wall clock. A fault that is mended within is not seen."""

FLOOR = CLOCK * 35 // 100
"""Ticks before its time at which a slot must be written, whatever it takes."""

PATIENCE = CLOCK
"""Ticks that a process which has just delivered may take for more, at the worst past `FLOOR`."""

START_PATIENCE = CLOCK * 5 // 2
"""The same for the very first picture, when nobody has seen anything yet."""

NEVER = 1 << 62
"""Ticks that no stream comes to."""

TARDY = 3 * CLOCK
"""Ticks behind the wall clock at which patience ends."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes of the stream. ``key`` is the key picture they begin with, tables first, or None.

    ``anew``: with it a decoder begins anew, by other parameters than it had.
    """

    data: bytes
    key: int | None = None
    anew: bool = False


class Splicer:
    """Writes the channel from ``picture`` on, an instant in ticks since the epoch being ``now``.

    It ends before picture ``until``, if that is said.
    """

    def __init__(
        self,
        grid: Grid,
        slate: Slate,
        mux: Mux,
        picture: int,
        now: int,
        until: int | None = None,
    ) -> None:
        self.picture = picture
        self.sound = grid.sound_at_picture(picture)
        self.feeds: Sequence[Feed] = ()
        self.source: Feed | None = None
        self.starving = True
        self.slated = 0
        self._grid = grid
        self.slate = slate
        self._shown = slate
        self._mux = mux
        self._after_key = 0
        self._parameters = b""
        self._anew = False
        self._patient_until = now + START_PATIENCE
        self._picture_due = grid.picture_ticks(picture)
        self._sound_due = grid.sound_ticks(self.sound)
        self._stop = NEVER if until is None else grid.picture_ticks(until)

    def skip(self, picture: int) -> None:
        """Begin with this picture instead; before anything is written."""
        self.picture, self.sound = picture, self._grid.sound_at_picture(picture)
        self._picture_due = self._grid.picture_ticks(picture)
        self._sound_due = self._grid.sound_ticks(self.sound)

    @property
    def due(self) -> int:
        """When the next slot is shown, in ticks since the epoch."""
        return min(self._picture_due, self._sound_due)

    @property
    def over(self) -> bool:
        """Is everything written?"""
        return self.due >= self._stop

    def splice(self, now: int) -> list[Chunk]:
        """All that is due until the lead is full, cut where decoding can begin."""
        chunks: list[Chunk] = []
        pieces: list[bytes] = []
        key: int | None = None
        anew = False
        self.starving = False
        limit = min(now + LEAD, self._stop - 1)
        while self.due <= limit:
            slot = self.picture
            written = self._write(now)
            if written is None:
                self.starving = True
                break
            data, begins = written
            if begins:
                _close(chunks, pieces, key, anew=anew)
                pieces, key, anew = [], slot, self._anew
            pieces.append(data)
        _close(chunks, pieces, key, anew=anew)
        return chunks

    def _write(self, now: int) -> tuple[bytes, bool] | None:
        """The next slot's bytes, and whether decoding can begin there; None if it must wait."""
        if self._picture_due <= self._sound_due:
            return self._write_picture(now)
        data = self._write_sound(now)
        return None if data is None else (data, False)

    def _write_picture(self, now: int) -> tuple[bytes, bool] | None:
        awaited, settled = False, False
        for feed in self.feeds:
            if unit := self._offered(feed):
                slot, picture = unit
                self._patient_until = now + PATIENCE
                return self._put(picture, slot), picture.key
            awaited = awaited or self._promises(feed)
            settled = settled or self._has_to_fill(feed) or self._begins_later(feed)
        due = self._picture_due
        # What is a hole now may be mended before it must be shown.
        if (awaited and self._may_wait(now, due)) or (not settled and due > now + FLOOR):
            return None
        return self._put_slate()

    def _offered(self, feed: Feed) -> tuple[int, Unit] | None:
        """The picture that this feed has for the slot; it is entered at a key picture only."""
        if feed is not self.source:
            _skip_to_key(feed, self.picture)
        head = feed.head(Kind.PICTURE)
        if head is None or (feed is not self.source and head[0] != self.picture):
            return None
        self.source = feed
        return head[0], feed.pop(Kind.PICTURE)

    def _promises(self, feed: Feed) -> bool:
        """May this feed have the slot yet?"""
        ours = self._has_to_fill(feed)
        return ours and not feed.over and feed.head(Kind.PICTURE) is None

    def _begins_later(self, feed: Feed) -> bool:
        """Has it pictures already, beyond the slot?"""
        return feed.stretch.picture > self.picture and feed.waiting

    def _has_to_fill(self, feed: Feed) -> bool:
        return feed.stretch.picture <= self.picture < feed.stretch.picture_stop

    def _may_wait(self, now: int, due: int) -> bool:
        return due > now + FLOOR or (now < self._patient_until and due > now - TARDY)

    def _put(self, unit: Unit, slot: int) -> bytes:
        ticks = self._grid.picture_ticks
        shown, decoded = ticks(slot), ticks(self.picture - REORDER)
        if unit.key:
            before, self._parameters = self._parameters, unit.parameters
            self._anew = bool(before) and before != unit.parameters
        self.picture += 1
        self._picture_due = ticks(self.picture)
        return self._mux.write(unit, shown, decoded)

    def _put_slate(self) -> tuple[bytes, bool]:
        """The slate's next picture; its group begins where the channel's does, too."""
        slate = self._slate_due()
        went_on = self.source is None and self.slated > 0 and slate is self._shown
        self._after_key = self._after_key + 1 if went_on and self.picture % slate.group else 0
        self.source, self._shown = None, slate
        self.slated += 1
        unit = slate.picture(self.picture, self._after_key)
        return self._put(unit, self.picture), unit.key

    def _slate_due(self) -> Slate:
        """That of a run that plans one here, else the one for what nobody planned."""
        planned = (each.slate for each in self.feeds if each.slate and self._has_to_fill(each))
        return next(planned, self.slate)

    def _write_sound(self, now: int) -> bytes | None:
        awaited = False
        for feed in self.feeds:
            while (head := feed.head(Kind.SOUND)) and head[0] < self.sound:
                feed.pop(Kind.SOUND)
            if head and head[0] == self.sound:
                return self._put_sound(feed.pop(Kind.SOUND))
            ours = feed.stretch.sound <= self.sound < feed.stretch.sound_stop
            awaited = awaited or (ours and not feed.deaf_at(self.sound))
        if awaited and self._may_wait(now, self._sound_due):
            return None
        return self._put_sound(self._sound_instead())

    def _sound_instead(self) -> Unit:
        """The slate's while that is shown; silence where a programme has none."""
        if self.source is None and self.slated:
            return self._slate_due().sound(self.sound, self._grid)
        return self.slate.silence

    def _put_sound(self, unit: Unit) -> bytes:
        ticks = self._sound_due
        self.sound += 1
        self._sound_due = self._grid.sound_ticks(self.sound)
        return self._mux.write(unit, ticks, ticks)


def _skip_to_key(feed: Feed, picture: int) -> None:
    """Drop what is late, and what cannot be decoded without it."""
    while (head := feed.head(Kind.PICTURE)) and (head[0] < picture or not head[1].key):
        feed.pop(Kind.PICTURE)


def _close(chunks: list[Chunk], pieces: list[bytes], key: int | None, *, anew: bool) -> None:
    if pieces:
        chunks.append(Chunk(b"".join(pieces), key, anew))
