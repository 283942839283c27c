"""Minutes or hours of viewers who zap and processes that die: nothing fails, nothing grows.

`DURATION=1800` in the environment asks for so many seconds.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

import httpx
import pytest

from tests.kit.capture import complaints, received
from tests.kit.many import FIRST, descriptors, many, resident_mb
from tests.kit.processes import Served, children, served, until
from tests.kit.transport import examine

DURATION_S = float(os.environ.get("DURATION", "180"))
CHANNELS, VIEWERS = 5, 4
SAMPLE_S, FAULT_S = 2.0, 15.0
LONGEST_STAY_S = 12.0
GROWTH_MB, GROWTH_FILES = 6.0, 8
IDLE_S = 20
"""Much longer than a channel goes on without viewers."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the daemon has; its memory is without its children's."""

    at_s: float
    megabytes: float
    files: int
    threads: int
    children: int
    zombies: int


def sample(running: Served, begun: float) -> Sample:
    pid = running.process.pid
    threads = len(list(Path(f"/proc/{pid}/task").iterdir()))
    return Sample(
        time.monotonic() - begun,
        resident_mb(running),
        descriptors(running),
        threads,
        len(running.children()),
        zombies(pid),
    )


def zombies(parent: int) -> int:
    """Processes that ended and that nobody has asked about."""
    found = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, above = stat.read_text().rpartition(")")[2].split()[:2]
            found += int(above) == parent and state == "Z"
    return found


class Crowd:
    """Viewers who zap, and somebody who kills processes, until it is ``over``."""

    def __init__(self, running: Served) -> None:
        self.running = running
        self.over = threading.Event()
        self.tunes = 0
        self.failed: list[str] = []
        self.blows = 0

    def watch(self, seed: int) -> None:
        """One channel after the other; a stream that is broken is a failure."""
        chance = random.Random(seed)
        while not self.over.is_set():
            number = FIRST + chance.randrange(CHANNELS)
            stay = chance.choice((0.5, 2, 4, LONGEST_STAY_S))
            self.tunes += 1
            try:
                self._tune(f"{self.running.base}/iptv/channel/{number}.ts", stay)
            except (AssertionError, httpx.HTTPError) as error:
                self.failed.append(f"{number} for {stay} s: {error!r}")

    def _tune(self, url: str, stay: float) -> None:
        end = time.monotonic() + stay
        capture = received(url, lambda _: time.monotonic() > end)
        if stay == LONGEST_STAY_S:
            assert examine(capture.data).faults == []
            assert complaints(capture) == ""

    def strike(self) -> None:
        """Kill or stop one process now and then."""
        chance = random.Random(0)
        while not self.over.wait(FAULT_S):
            for pid in children(self.running.process.pid)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(pid, chance.choice((signal.SIGKILL, signal.SIGSTOP)))
                    self.blows += 1


@pytest.mark.soak
def test_nothing_fails_and_nothing_grows(tmp_path: Path) -> None:
    samples: list[Sample] = []
    with served(many(tmp_path, CHANNELS)) as running, ThreadPoolExecutor(VIEWERS + 1) as people:
        crowd, begun = Crowd(running), time.monotonic()
        doing = [people.submit(crowd.watch, seed) for seed in range(VIEWERS)]
        doing.append(people.submit(crowd.strike))
        while time.monotonic() - begun < DURATION_S:
            time.sleep(SAMPLE_S)
            samples.append(sample(running, begun))
        crowd.over.set()
        for each in doing:
            each.result()
        assert until(lambda: not running.children(), IDLE_S)
        after = sample(running, begun)

    third = len(samples) // 3
    warm, late = samples[third : 2 * third], samples[2 * third :]
    slope = linear_regression(
        [each.at_s for each in samples[third:]], [each.megabytes for each in samples[third:]]
    ).slope
    print(
        f"{DURATION_S:.0f} s: {crowd.tunes} tunes, {len(crowd.failed)} failed, "
        f"{crowd.blows} blows; "
        f"{median(s.megabytes for s in late):.1f} MB, {slope * 3600:+.1f} MB an hour; "
        f"files {max(s.files for s in late)}, then {after.files}; threads {after.threads}; "
        f"load {os.getloadavg()[0]:.1f}"
    )
    assert crowd.failed == []
    assert crowd.tunes > DURATION_S * VIEWERS / LONGEST_STAY_S / 2
    assert median(s.megabytes for s in late) - median(s.megabytes for s in warm) < GROWTH_MB
    assert max(s.files for s in late) - max(s.files for s in warm) < GROWTH_FILES
    assert max(s.children for s in late) <= 2 * CHANNELS + 1
    assert max(s.zombies for s in late) <= 1, "one may just have ended"
    assert (after.children, after.zombies) == (0, 0)
