"""One program that was started: what it says, and its end as something to wait for.

Not by the loop's own means, for uvloop copies the daemon's page tables for each start: 30 to 55 ms
at 400 MB, in which nothing else happens. This takes half a millisecond.
"""

from __future__ import annotations

import asyncio
import os
import subprocess

from exstreamtv.daemon.processes.pipe import Pipe


class Child:
    """Leads a process group of its own. ``words`` is what it writes to standard error."""

    def __init__(self, argv: tuple[str, ...], output: int) -> None:
        """Start it, to write to the descriptor ``output``; OSError if that cannot be done."""
        self.words, said = Pipe.made()
        try:
            self._program = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=said,
                start_new_session=True,
            )
        except BaseException:
            self.words.close()
            raise
        finally:
            os.close(said)
        self.pid = self._program.pid
        self._over = asyncio.Event()
        self._watch()

    @property
    def status(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""
        return self._program.returncode

    async def wait(self) -> int:
        """Its exit status, once it has one."""
        await self._over.wait()
        return self._program.wait()

    def _watch(self) -> None:
        """Hear of its end: from the system (pidfd_open(2)), or from a thread that waits for it."""
        loop = asyncio.get_running_loop()
        try:
            end = os.pidfd_open(self.pid)
        except (AttributeError, OSError):  # not Linux
            waiting = loop.run_in_executor(None, self._program.wait)
            waiting.add_done_callback(lambda _: self._over.set())
        else:
            loop.add_reader(end, self._ended, end)

    def _ended(self, end: int) -> None:
        asyncio.get_running_loop().remove_reader(end)
        os.close(end)
        self._program.wait()
        self._over.set()
