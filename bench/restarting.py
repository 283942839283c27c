"""How long a station is away when its daemon is killed: until a viewer has the first byte."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.claims import Claim
from tests.kit.capture import glance
from tests.kit.demo import copied
from tests.kit.many import FIRST, many
from tests.kit.processes import served

TIMES = 5
BUDGET_S = 2.0
COMMAND = "python -m bench restarting"


def measure() -> Iterator[Claim]:
    """The demo station, and one of a hundred channels, of which the last is asked for."""
    with tempfile.TemporaryDirectory() as root:
        yield _claim("the demo station", copied(Path(root) / "demo"), "1")
        yield _claim("100 channels", many(Path(root) / "many", 100), str(FIRST + 99))


def _claim(what: str, directory: Path, channel: str) -> Claim:
    addresses, byte = [], []
    with served(directory):
        pass  # the first start applies the station; from the second one on it is a restart
    for _ in range(TIMES):
        begun = time.monotonic()
        with served(directory) as running:
            addresses.append(time.monotonic() - begun)
            capture = glance(f"{running.base}/iptv/channel/{channel}.ts", 1)
            byte.append(addresses[-1] + capture.first_byte_s)
    shown = (
        f"{median(byte):.2f} s (median of {TIMES}, worst {max(byte):.2f} s; "
        f"serving after {median(addresses):.2f} s; load {os.getloadavg()[0]:.1f})"
    )
    what = f"restart after SIGKILL to a viewer's first byte, {what}"
    return Claim(what, f"{BUDGET_S:.0f} s", shown, median(byte) <= BUDGET_S, COMMAND)
