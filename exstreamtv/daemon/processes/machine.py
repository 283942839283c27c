"""How much processor there is for us, and how much of it a process has used."""

from __future__ import annotations

import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_QUOTA_1 = Path("/sys/fs/cgroup/cpu/cpu.cfs_quota_us")
_PERIOD_1 = Path("/sys/fs/cgroup/cpu/cpu.cfs_period_us")


def cores() -> int:
    """Thousandths of a core that we may use: by affinity, and by a container's quota."""
    try:
        held = len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        held = os.cpu_count() or 1
    return min(held * 1000, quota(_read(_QUOTA) or f"{_read(_QUOTA_1)} {_read(_PERIOD_1)}"))


def quota(text: str) -> int:
    """Thousandths of a core in `cpu.max` (cgroup v2): microseconds of a period, or `max`."""
    match text.split():
        case [quota, period] if quota.isdecimal() and period.isdecimal() and int(period):
            return int(quota) * 1000 // int(period)
        case _:
            return 1_000_000


def load() -> str:
    """The load of the last minute, as evidence; it decides nothing."""
    try:
        return f"load {os.getloadavg()[0]:.1f}"
    except OSError:
        return "load unknown"


def used_ms(pid: int) -> int | None:
    """Processor time that a process has used; None where nobody can tell."""
    stat = _read(Path(f"/proc/{pid}/stat"))
    if not stat:
        return None
    user, system = stat.rpartition(")")[2].split()[11:13]  # proc(5): utime, stime
    return (int(user) + int(system)) * 1000 // os.sysconf("SC_CLK_TCK")


def is_stopped(pid: int) -> bool:
    """Has somebody stopped this process? False where nobody can tell."""
    state = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()[:1]
    return state in (["T"], ["t"])


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace")
    except OSError:
        return ""
