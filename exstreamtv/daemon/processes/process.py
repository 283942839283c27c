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

from exstreamtv.daemon.processes.machine import is_stopped, used_ms
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ExstreamError, ToolError

PIPE_BYTES = 1 << 18
"""What may wait in a pipe; the kernel's own 64 KiB hold less than one key picture sometimes."""

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

_SET_PIPE_SIZE = 1031  # fcntl.F_SETPIPE_SZ, which only Linux has


class Pipe:
    """The reading end of a pipe. Nothing is taken out but what is asked for: the writer waits.

    One copy, and no waking up for each little write, which a stream reader would do.
    """

    def __init__(self, end: int) -> None:
        self._end = end
        os.set_blocking(end, False)

    async def read(self) -> bytes:
        """All that is there, as soon as anything is; empty at the end."""
        await asyncio.sleep(0)  # whoever writes as fast as this reads must not stop all others
        while True:
            try:
                return os.read(self._end, PIPE_BYTES)
            except BlockingIOError:
                await self._filled()

    def close(self) -> None:
        """The writer gets an error from now on."""
        os.close(self._end)

    async def _filled(self) -> None:
        loop, filled = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._end, filled.set)
        try:
            await filled.wait()
        finally:
            loop.remove_reader(self._end)


class Process:
    """A running program: its output, its last words, its status."""

    def __init__(self, command: Command, child: asyncio.subprocess.Process, output: Pipe) -> None:
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
        return ToolError(argv, self._child.returncode, said)

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
        if self._child.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    async def _listen(self) -> None:
        assert self._child.stderr is not None
        while said := await self._child.stderr.read(4096):
            self._tail = (self._tail + said)[-TAIL_BYTES:]


@asynccontextmanager
async def running(command: Command) -> AsyncIterator[Process]:
    """The program, started in a process group of its own; ToolError if it cannot be started."""
    read_end, write_end = _pipe(command)
    _enlarge(read_end)
    output = Pipe(read_end)
    try:
        process = Process(command, await _spawned(command, write_end), output)
    except BaseException:
        output.close()
        raise
    try:
        yield process
    finally:
        output.close()
        await _to_its_end(process.end())


def _pipe(command: Command) -> tuple[int, int]:
    try:
        return os.pipe()
    except OSError as error:  # no more descriptors: that is the machine's state, not our bug
        raise ToolError(command.argv, None, error.strerror or str(error)) from error


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


async def _spawned(command: Command, write_end: int) -> asyncio.subprocess.Process:
    try:
        child = await asyncio.create_subprocess_exec(
            *command.argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=write_end,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise ToolError(command.argv, None, error.strerror or str(error)) from error
    finally:
        os.close(write_end)
    _bound(child.pid)
    return child


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


def _enlarge(pipe: int) -> None:
    try:
        import fcntl

        fcntl.fcntl(pipe, _SET_PIPE_SIZE, PIPE_BYTES)
    except (ImportError, OSError):
        return  # not Linux, or the user's share of pipe memory is used up: it works all the same
