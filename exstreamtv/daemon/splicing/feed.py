"""One process's output on the channel's grid: units that wait for their slots. No I/O."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from exstreamtv.daemon.splicing.entry import Entry
from exstreamtv.daemon.splicing.placing import AsItIs, OnGrid, Placing
from exstreamtv.daemon.splicing.slate import Slate
from exstreamtv.daemon.splicing.stretch import Stretch
from exstreamtv.daemon.transport.demux import Demux
from exstreamtv.daemon.transport.units import Kind, Unit
from exstreamtv.model.grid import CLOCK, SAMPLE_RATE, SAMPLES, Grid

AHEAD_S = 6
"""Seconds of pictures that wait at most; then the process waits too."""

AHEAD_BYTES = 24_000_000

DEAF_S = 1.5
"""If pictures are this far ahead of a missing sound, it never comes (the muxer waits 1 s)."""


class Feed:
    """The units of one stretch, each with its slot, in decoding order.

    What is copied has key pictures only where its medium has them. Its ``stretch`` begins with the
    first of them, once that has come, and it ends where the next picture needs one behind the end.

    ``slate`` is what shows in its slots where nothing else is planned for them.
    """

    def __init__(self, stretch: Stretch, grid: Grid) -> None:
        self.stretch = stretch
        self.over = False
        self.slate: Slate | None = None
        self._grid = grid
        self._demux = Demux()
        self._placing: Placing = OnGrid(grid.rate)
        self._planned = stretch
        self._entry: Entry | None = None
        self._queues: tuple[deque[tuple[int, Unit]], ...] = (deque(), deque())
        self._bytes = 0
        self._whole = stretch.picture
        self._closed = stretch.picture
        self._sound = stretch.sound
        self._later = self._later_sounds = 0
        self._early: set[int] = set()
        self._ahead = int(AHEAD_S * grid.rate)

    def postpone(self, pictures: int) -> None:
        """Give what comes to slots so many pictures later; before anything has come."""
        assert self._whole == self.stretch.picture
        self._later = pictures
        self._later_sounds = round(pictures / self._grid.rate * SAMPLE_RATE / SAMPLES)
        self._whole = self._closed = self.stretch.picture + pictures

    def copied(self, placing: AsItIs, joined: Callable[[Stretch], None]) -> None:
        """What comes is copied; before anything has come. ``joined`` hears where it begins."""

        def begin(picture: int) -> None:
            sound = max(self.stretch.sound, self._grid.sound_at_picture(picture))
            self.stretch = replace(self.stretch, picture=picture, sound=sound)
            self._whole = self._closed = picture
            joined(self.stretch)

        stretch = self.stretch
        self._placing = placing
        self._entry = Entry(stretch.picture, stretch.picture_stop, self._grid, begin)

    @property
    def reached(self) -> tuple[int, int]:
        """The first picture and the first audio frame that have not come."""
        return self._whole, self._sound

    @property
    def complete(self) -> bool:
        """Have all pictures come?"""
        return self._whole == self.stretch.picture_stop

    @property
    def begun(self) -> bool:
        """Has anything come?"""
        return self._whole > self.stretch.picture + self._later or bool(self._early)

    @property
    def waiting(self) -> bool:
        """Is there a picture to be had?"""
        return self.head(Kind.PICTURE) is not None

    @property
    def full(self) -> bool:
        """Is so much waiting that the process should wait too?"""
        return len(self._queues[Kind.PICTURE]) >= self._ahead or self._bytes >= AHEAD_BYTES

    @property
    def roomy(self) -> bool:
        """Is so little waiting that the process should go on?"""
        return len(self._queues[Kind.PICTURE]) < self._ahead // 2 and self._bytes < AHEAD_BYTES // 2

    def take_in(self, data: bytes) -> None:
        """What the process wrote; ValueError if it is no transport stream."""
        self._place(self._demux.feed(data))

    def trim(self, picture: int, sound: int) -> None:
        """Have no more than what comes before these, where a group of pictures begins."""
        self.stretch = replace(self.stretch, picture_stop=picture, sound_stop=sound)
        for queue, stop in zip(self._queues, (picture, sound), strict=True):
            kept = [each for each in queue if each[0] < stop]
            queue.clear()
            queue.extend(kept)
        self._early = {slot for slot in self._early if slot < picture}
        self._whole, self._closed = min(self._whole, picture), min(self._closed, picture)
        self._sound = min(self._sound, sound)
        self._count()

    def end(self) -> None:
        """The process has ended, or is given up. What came whole is still to be had."""
        if self.over:
            return
        self.over = True
        last = self._demux.flush()
        # A process that was killed leaves its last picture in pieces.
        if self._whole + 1 + len(self._early) >= self.stretch.picture_stop:
            self._place(last)
        self._drop_incomplete()

    def head(self, kind: Kind) -> tuple[int, Unit] | None:
        """The next unit and its slot; None while a picture that is shown before it is missing."""
        queue = self._queues[kind]
        if not queue or (kind is Kind.PICTURE and queue[0][0] >= self._whole):
            return None
        return queue[0]

    def pop(self, kind: Kind) -> Unit:
        """Take the next unit away."""
        _, unit = self._queues[kind].popleft()
        self._bytes -= len(unit.data)
        return unit

    def deaf_at(self, sound: int) -> bool:
        """Will this audio frame never come?"""
        if self.over or self.complete or self._queues[Kind.SOUND]:
            return True
        ahead = self._grid.picture_ticks(self._whole) - self._grid.sound_ticks(sound)
        return ahead > DEAF_S * CLOCK

    def _place(self, units: list[Unit]) -> None:
        for unit in units:
            if unit.kind is Kind.PICTURE:
                self._place_picture(unit)
            else:
                self._place_sound(unit)

    def _place_picture(self, unit: Unit) -> None:
        slot = self._planned.picture + self._later + self._placing.picture(unit.pts)
        if self._entry:
            if not self._entry.takes(slot, unit, self._whole, self._early):
                return
        elif not self.stretch.picture <= slot < self.stretch.picture_stop:
            return
        self._keep(slot, unit)
        self._early.add(slot)
        while self._whole in self._early:
            self._early.remove(self._whole)
            self._whole += 1
        if not self._early:
            self._closed = self._whole

    def _place_sound(self, unit: Unit) -> None:
        slot = self._planned.sound + self._later_sounds + self._placing.sound(unit.pts)
        # The encoder's priming and the roll at both ends fall out here.
        if self.stretch.sound <= slot < self.stretch.sound_stop:
            self._keep(slot, unit)
            self._sound = max(self._sound, slot + 1)

    def _keep(self, slot: int, unit: Unit) -> None:
        self._queues[unit.kind].append((slot, unit))
        self._bytes += len(unit.data)

    def _drop_incomplete(self) -> None:
        """Pictures behind one that never came, and those that need one of these to be decoded."""
        self._whole = self._closed
        queue = self._queues[Kind.PICTURE]
        kept = [(slot, unit) for slot, unit in queue if slot < self._whole]
        queue.clear()
        queue.extend(kept)
        self._count()

    def _count(self) -> None:
        self._bytes = sum(len(unit.data) for _, unit in chain(*self._queues))
