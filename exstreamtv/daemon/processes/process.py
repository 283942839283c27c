"""The only door to other programs. Nothing started here outlives its `running` block.

Nor does it outlive a daemon that is killed: what a process writes goes into a pipe whose reader
is gone then, and FFmpeg ends at its next write. What never writes is found by its mark at the
next start (`daemon/processes/orphans.py`).
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress

from exstreamtv.daemon.processes.child import Child
from exstreamtv.daemon.processes.machine import is_stopped, used_ms
from exstreamtv.daemon.processes.pipe import Pipe
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ExstreamError, ToolError

TAIL_BYTES = 2_000

DATA_BYTES = 8 << 30
"""What a program may have for itself: a broken file must not take the whole machine.

4K in ten bits made into 720p takes 0.6 GB, 4K into 4K by 32 threads 7.4 GB. Not the address
space, which drivers reserve by the hundred GB; and no bound of its processor time, for a live
channel encodes for days and everything else is bounded by the clock.
"""
LOWEST = 19
"""The priority of what may wait (setpriority(2))."""

GRACE_S = 0.2
"""From the request to end until the kill."""


class Process:
    """A running program: its output, its last words, its status."""

    def __init__(self, command: Command, child: Child, output: Pipe) -> None:
        self.pid = child.pid
        self._command = command
        self._child = child
        self._output = output
        self._tail = b""
        self._used = 0
        self._words = asyncio.create_task(self._listen(), name=f"stderr of {child.pid}")

    async def read(self) -> bytes:
        """What it wrote next; empty at its end."""
        return await self._output.read()

    async def must_succeed(self) -> None:
        """Wait for its end; ToolError unless that is a success."""
        await self._words
        if await self._child.wait():
            raise self.failure()

    def failure(self) -> ToolError:
        """How it ended, with its last words."""
        said = self._command.told(self._tail.decode(errors="replace").strip())
        argv = tuple(self._command.told(word) for word in self._command.argv)
        return ToolError(argv, self._child.status, said)

    def has_worked(self) -> bool:
        """Has it used the processor since the last question? False where nobody can tell."""
        before, self._used = self._used, used_ms(self.pid) or 0
        return self._used > before

    def is_stopped(self) -> bool:
        """Does it stand still until somebody lets it go on (SIGSTOP)?"""
        return is_stopped(self.pid)

    def humble(self) -> None:
        """Let it work only when nobody else wants to."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, LOWEST)

    async def end(self) -> None:
        """Ask it to end, then make it; return when it is gone."""
        self._signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(GRACE_S):
                await self._child.wait()
        except TimeoutError:
            self._signal(signal.SIGKILL)
            await self._child.wait()
        await self._words

    def _signal(self, number: signal.Signals) -> None:
        if self._child.status is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    async def _listen(self) -> None:
        try:
            while said := await self._child.words.read():
                self._tail = (self._tail + said)[-TAIL_BYTES:]
        finally:
            self._child.words.close()


@asynccontextmanager
async def running(command: Command) -> AsyncIterator[Process]:
    """The program, started in a process group of its own; ToolError if it cannot be started."""
    child, output = _started(command)
    process = Process(command, child, output)
    try:
        yield process
    finally:
        output.close()
        await _to_its_end(process.end())


def _started(command: Command) -> tuple[Child, Pipe]:
    try:
        output, written = Pipe.made()
    except OSError as error:  # no more descriptors: that is the machine's state, not our bug
        raise ToolError(command.argv, None, error.strerror or str(error)) from error
    output.enlarge()
    try:
        child = Child(command.argv, written)
    except OSError as error:
        output.close()
        raise ToolError(command.argv, None, error.strerror or str(error)) from error
    finally:
        os.close(written)
    _bound(child.pid)
    return child, output


async def output_of(
    command: Command, limit_s: float, most: int = 1 << 26, *, humble: bool = False
) -> bytes:
    """All that a short program writes, at most so many bytes.

    ToolError if it fails, ExstreamError if it takes longer or writes more than that. A ``humble``
    one lets all others go first.
    """
    async with running(command) as process:
        if humble:
            process.humble()
        try:
            async with asyncio.timeout(limit_s):
                written = b"".join([data async for data in _all(process, most)])
                await process.must_succeed()
        except TimeoutError:
            raise ExstreamError(f"`{command}` still runs after {limit_s} s") from None
    return written


async def _all(process: Process, most: int) -> AsyncIterator[bytes]:
    while data := await process.read():
        if (most := most - len(data)) < 0:
            raise ExstreamError("it writes more than it may")
        yield data


async def _to_its_end(work: Coroutine[None, None, None]) -> None:
    """Finish this before being cancelled, however often: a stopped process needs the kill."""
    task, cancelled = asyncio.create_task(work), None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled
    task.result()


def _bound(pid: int) -> None:
    """No more memory than that, nor than the machine has; and no picture of it on the disk."""
    try:
        from resource import RLIMIT_CORE, RLIMIT_DATA, prlimit
    except ImportError:
        return  # not Linux
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for what, most in ((RLIMIT_DATA, min(DATA_BYTES, memory)), (RLIMIT_CORE, 0)):
        # It may have ended already, or be bounded more tightly by whoever runs the daemon.
        with suppress(ProcessLookupError, PermissionError, ValueError):
            prlimit(pid, what, (most, most))
