from __future__ import annotations

import asyncio
import os
import resource
import signal
import sys
from contextlib import suppress

import pytest

from exstreamtv.daemon.processes.process import DATA_BYTES, Process, output_of, running
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ExstreamError, ToolError


def script(text: str) -> Command:
    return Command((sys.executable, "-c", text))


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pid_after(command: Command) -> int:
    async def story() -> int:
        async with running(command) as process:
            await process.read()
            return process.pid

    return asyncio.run(story())


def test_a_program_gives_all_that_it_writes() -> None:
    command = script("import sys; sys.stdout.write('x' * 1_000_000)")

    assert asyncio.run(output_of(command, 60)) == b"x" * 1_000_000


def test_a_failure_has_the_status_and_the_last_words() -> None:
    command = script("import sys; sys.exit('x' * 100_000 + ' the disk is gone')")

    with pytest.raises(ToolError, match=r"status 1: x+ the disk is gone$") as failure:
        asyncio.run(output_of(command, 60))

    assert len(failure.value.tail) <= 2000


def test_a_program_that_is_not_there_says_so() -> None:
    with pytest.raises(ToolError, match="could not be started: No such file"):
        asyncio.run(output_of(Command(("/nowhere/ffmpeg",)), 60))


def test_a_program_that_never_ends_is_ended() -> None:
    with pytest.raises(ExstreamError, match="still runs"):
        asyncio.run(output_of(script("import time; time.sleep(600)"), 0.2))


def test_nothing_outlives_its_block() -> None:
    assert not is_alive(pid_after(script("import time; print(1, flush=True); time.sleep(600)")))


def test_nor_does_what_ignores_the_request() -> None:
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)"

    assert not is_alive(pid_after(script(f"{deaf}; time.sleep(600)")))


def test_nor_does_what_was_stopped() -> None:
    async def story() -> Process:
        async with running(script("import time; time.sleep(600)")) as process:
            os.kill(process.pid, signal.SIGSTOP)
            return process

    assert not is_alive(asyncio.run(story()).pid)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="has no prlimit(2)")
def test_a_program_has_no_more_memory_than_it_may_nor_leaves_it_on_the_disk() -> None:
    tell = "import resource as r, time; time.sleep(0.3)"
    ask = "print(r.getrlimit(r.RLIMIT_DATA)[0], r.getrlimit(r.RLIMIT_CORE)[1])"

    data, core = map(int, asyncio.run(output_of(script(f"{tell}; {ask}"), 60)).split())

    assert 0 < data <= DATA_BYTES
    assert core == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc")
def test_work_and_idleness_are_told_apart() -> None:
    async def story() -> tuple[bool, bool]:
        busy = "print(1, flush=True)\nwhile True: pass"
        async with running(script(busy)) as process:
            await process.read()
            await asyncio.sleep(0.3)
            working = process.has_worked()
            os.kill(process.pid, signal.SIGSTOP)
            process.has_worked()
            await asyncio.sleep(0.1)
            return working, process.has_worked()

    assert asyncio.run(story()) == (True, False)


def test_one_that_is_stopped_is_killed_even_if_its_end_is_asked_for_twice() -> None:
    async def story() -> int:
        started = asyncio.get_running_loop().create_future()

        async def play() -> None:
            async with running(script("import time; print(flush=True); time.sleep(600)")) as it:
                await it.read()
                os.kill(it.pid, signal.SIGSTOP)
                started.set_result(it.pid)
                await asyncio.sleep(600)

        playing = asyncio.create_task(play())
        pid: int = await started
        playing.cancel()
        await asyncio.sleep(0.05)
        playing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await playing
        return pid

    assert not is_alive(asyncio.run(story()))


def test_without_descriptors_it_cannot_be_started() -> None:
    most, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = max(map(int, os.listdir("/proc/self/fd")))  # noqa: PTH208 - names are all it takes

    async def story() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (used + 4, hard))
        taken = []
        with suppress(OSError):
            while True:
                taken.append(os.dup(0))
        try:
            async with running(Command((sys.executable, "-c", ""))):
                pass
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            for each in taken:
                os.close(each)

    with pytest.raises(ToolError, match="could not be started: Too many open files"):
        asyncio.run(story())
