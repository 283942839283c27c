"""The reading end of a pipe."""

from __future__ import annotations

import asyncio
import os

PIPE_BYTES = 1 << 18
"""What may wait in a pipe; the kernel's own 64 KiB hold less than one key picture sometimes."""

_SET_PIPE_SIZE = 1031  # fcntl.F_SETPIPE_SZ, which only Linux has


class Pipe:
    """Nothing is taken out but what is asked for: the writer waits.

    One copy, and no waking up for each little write, which a stream reader would do.
    """

    def __init__(self, end: int) -> None:
        self._end = end
        os.set_blocking(end, False)

    @classmethod
    def made(cls) -> tuple[Pipe, int]:
        """A new one, and the end to write to; OSError if there are no descriptors left."""
        read_end, write_end = os.pipe()
        return cls(read_end), write_end

    def enlarge(self) -> None:
        """Let `PIPE_BYTES` wait in it, where the system allows that."""
        try:
            import fcntl

            fcntl.fcntl(self._end, _SET_PIPE_SIZE, PIPE_BYTES)
        except (ImportError, OSError):
            return  # not Linux, or the user's share is used up: it works all the same

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
