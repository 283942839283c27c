"""From one process into its feed: with back-pressure, and with an eye on whether it is stuck."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from exstreamtv.daemon.player.faults import SpoiltError
from exstreamtv.daemon.processes.machine import used_ms
from exstreamtv.daemon.processes.process import Process, running
from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ExstreamError

SILENT_S = 0.8
"""Without a byte for so long, and with nothing left to play, a process is stuck."""

OPENING_S = 8.0
"""The same before its first byte, and as long as it works: disks wake up, indexes are read."""

GATHER_S = 0.05
"""How long a process may fill its pipe before it is read again, when nothing is in a hurry."""

METERED = 50
"""Pictures between two looks at what the process has used."""


class Meter:
    """Tells what a process uses of the processor, in ms, for how many pictures, now and then."""

    def __init__(self, pid: int, picture: int, worked: Callable[[int, int], None]) -> None:
        self._pid = pid
        self._picture = picture
        self._used = 0
        self._worked = worked

    def read(self, picture: int) -> None:
        """All before this picture is made."""
        if picture - self._picture < METERED:
            return
        used = used_ms(self._pid)
        if used is not None:
            self._worked(used - self._used, picture - self._picture)
            self._used, self._picture = used, picture


class Filling:
    """A feed on its way from empty to complete."""

    def __init__(self, feed: Feed, worked: Callable[[int, int], None] = lambda *_: None) -> None:
        self.feed = feed
        self._worked = worked
        self._room = asyncio.Event()

    def go_on(self) -> None:
        """The stream has taken something: let the process write again, if there is room."""
        if self.feed.roomy:
            self._room.set()

    async def fill(
        self,
        command: Command,
        arrived: Callable[[Feed], bool],
        begins: Callable[[Feed], None] = lambda _: None,
    ) -> None:
        """Run the process to its end; ExstreamError unless it delivers everything.

        What it may be told is what `drain` may.
        """
        await self.drain(command, arrived, begins)
        if not self.feed.complete:
            raise SpoiltError("FFmpeg has left out pictures")

    async def drain(
        self,
        command: Command,
        arrived: Callable[[Feed], bool],
        begins: Callable[[Feed], None] = lambda _: None,
    ) -> None:
        """Run the process to its end; ExstreamError unless that is a good one.

        ``begins`` hears of the first byte before anything is made of it. ``arrived`` hears of
        each read, says whether more is wanted in a hurry, and may raise.
        """
        async with running(command) as process:
            first, meter = True, Meter(process.pid, self.feed.reached[0], self._worked)
            while data := await _read(process, self.feed):
                if first:
                    begins(self.feed)
                    first = False
                self._take_in(data)
                if not arrived(self.feed):
                    await asyncio.sleep(GATHER_S)
                meter.read(self.feed.reached[0])
                await self._have_room()
            await process.must_succeed()
        self.feed.end()

    def _take_in(self, data: bytes) -> None:
        try:
            self.feed.take_in(data)
        except ValueError as error:
            raise SpoiltError(str(error)) from error

    async def _have_room(self) -> None:
        while self.feed.full:
            self._room.clear()
            await self._room.wait()


async def _read(process: Process, feed: Feed) -> bytes:
    """The process's next bytes; ExstreamError if it was stopped, or is stuck and all is played."""
    silent = 0.0
    while True:
        try:
            async with asyncio.timeout(SILENT_S):
                return await process.read()
        except TimeoutError:
            silent += SILENT_S
        if process.is_stopped():
            raise ExstreamError("FFmpeg has been stopped")
        excused = silent < OPENING_S and (not feed.begun or process.has_worked())
        if not (feed.waiting or excused):
            raise ExstreamError(f"FFmpeg has been silent for {silent:.1f} s")
