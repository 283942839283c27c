"""How long `check` and `plan` take on 100 channels, and whether they say the same everywhere."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import big
from bench.claims import Claim, seconds

COMMAND = (str(Path(sys.executable).with_name("exstreamtv")),)

EXPORT = ("export", "timelines", "--days", "7")

HOME = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""Where commands run: as installed, with byte code beside the source, whatever the shell says."""

WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Chatham"},
    {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns"},
)


def measure() -> Iterator[Claim]:
    """Cold processes, median of five."""
    with tempfile.TemporaryDirectory() as root:
        directory = big.write(Path(root))
        _run(directory, "lock", "--upgrade")
        yield _timed("`check`, 100 channels, 20,000 items", 1.0, directory, "check")
        plan = ("plan", "--against", "none", "--days", "7")
        yield _timed("`plan --against none`, 100 channels x 7 days, cold", 3.0, directory, *plan)
        rules = directory / "rules.yaml"
        rules.write_text(big.RULES, encoding="utf-8")
        yield _timed("the same with all 14 kinds of rules", 4.0, directory, *plan)
        rules.unlink()
        yield _year(directory)
        yield _memory(directory)
        yield from _linear(directory)
        yield _identical(directory)
        yield _examples(Path(root))
    with tempfile.TemporaryDirectory() as root:
        yield from _against_a_commit(Path(root))
    with tempfile.TemporaryDirectory() as root:
        yield _after_a_save(Path(root))


def _against_a_commit(root: Path) -> Iterator[Claim]:
    """An edit of one line, and with it media that a new season brings to all, against what was."""
    directory = big.write(root, channels=20)
    _run(directory, "lock", "--upgrade")
    who = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "as it was")):
        subprocess.run(("git", *who, *words), cwd=root, check=True)
    plan, what = ("plan", "--against", "HEAD"), "`plan --against HEAD`, 20 channels x 7 days, cold"
    edited, sources = directory / "001.yaml", directory / "sources.yaml"
    edited.write_text(edited.read_text("utf-8").replace('"23:00"', '"23:30"', 1), "utf-8")
    _run(directory, "lock")
    yield _timed(f"{what}: one line edited", 2.0, directory, *plan)
    sources.write_text(sources.read_text("utf-8").replace("seasons: 7", "seasons: 8", 50), "utf-8")
    _run(directory, "lock", "--upgrade")
    yield _timed(f"{what}: and new seasons on all", 2.0, directory, *plan)


def _after_a_save(root: Path) -> Claim:
    """From the end of a save to the plan: the worst of five, an edit of one channel of ten."""
    directory = big.write(root, channels=10)
    _run(directory, "lock", "--upgrade")
    argv = (*COMMAND, "-C", str(directory), "--now", big.NOW, "plan", "--watch")
    watching = subprocess.Popen(
        argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=root
    )
    assert watching.stderr
    waiting = (line for line in watching.stderr if "waiting for the next save" in line)
    edited, took = directory / "001.yaml", []
    written = edited.read_text("utf-8")
    try:
        next(waiting)
        for turn in range(5):
            edited.write_text(written.replace("name: ", f"name: {turn} "), "utf-8")
            saved = time.monotonic()
            next(waiting)
            took.append(time.monotonic() - saved)
    finally:
        watching.send_signal(signal.SIGINT)
        watching.communicate()
    shown = f"{max(took) * 1000:.0f} ms (median {statistics.median(took) * 1000:.0f} ms)"
    what = "`plan --watch`, 10 channels x 7 days over 20,000 items, after a save"
    return Claim(what, "300 ms", shown, max(took) <= 0.3, "exstreamtv plan --watch")


def _run(directory: Path, *arguments: str, **environment: str) -> bytes:
    argv = (*COMMAND, "-C", str(directory), "--now", big.NOW, *arguments)
    done = subprocess.run(argv, capture_output=True, check=False, env={**HOME, **environment})
    if done.returncode:
        raise SystemExit(f"{' '.join(argv)}: {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return done.stdout


def _timed(what: str, budget: float, directory: Path, *arguments: str) -> Claim:
    median, worst = seconds(lambda: _run(directory, *arguments), 5)
    shown = f"{median:.2f} s (worst {worst:.2f} s)"
    return Claim(
        what, f"{budget:.0f} s", shown, median <= budget, f"exstreamtv {' '.join(arguments)}"
    )


def _year(directory: Path) -> Claim:
    year = ("plan", "--against", "none", "--days", "365", "--channel", "1")
    return _timed("`plan --against none`, one channel x 365 days, cold", 3.0, directory, *year)


def _memory(directory: Path) -> Claim:
    """The most that any process of the week's plan has held at once."""
    peak = _peak(directory, 100, 7)
    command = "exstreamtv plan --days 7"
    return Claim(
        "memory of a process, 100 channels x 7 days", "500 MB", f"{peak} MB", peak <= 500, command
    )


def _linear(directory: Path) -> Iterator[Claim]:
    """What twice as many channels, or days, cost more than twice as much, start aside."""
    base = _cost(directory, 1, 1)
    for what, grown in (
        ("channels, 25 to 50 to 100, 7 days", [(25, 7), (50, 7), (100, 7)]),
        ("days, 7 to 14 to 28, 25 channels", [(25, 7), (25, 14), (25, 28)]),
    ):
        spent = [_cost(directory, *size) - base for size in grown]
        held = [_peak(directory, *size) for size in grown]
        times = spent[2] / spent[0]
        shown = ", ".join(
            f"{cost:.2f} s and {peak} MB" for cost, peak in zip(spent, held, strict=True)
        )
        yield Claim(
            f"four times the {what}: time",
            "4.8 times",
            f"{times:.1f} times ({shown})",
            times <= 4.8,
            "exstreamtv plan",
        )


def _cost(directory: Path, channels: int, days: int) -> float:
    """Seconds of processor time of the cheapest of three plans, on all cores together."""
    costs = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _run(directory, *_plan(channels, days))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(costs)


def _peak(directory: Path, channels: int, days: int) -> int:
    """Megabytes that the largest process of a plan has held; measured by a process of its own."""
    argv = [*COMMAND, "-C", str(directory), "--now", big.NOW, *_plan(channels, days)]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, *argv],
        capture_output=True,
        check=True,
        text=True,
        env=HOME,
    )
    return int(done.stdout) // 1024


_MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _plan(channels: int, days: int) -> tuple[str, ...]:
    named = (word for n in range(1, channels + 1) for word in ("--channel", str(n)))
    return ("plan", "--against", "none", "--days", str(days), *named)


def _identical(directory: Path) -> Claim:
    first = {hashlib.sha256(_run(directory, *EXPORT, **world)).hexdigest() for world in WORLDS}
    for file in sorted(directory.glob("0*.yaml")):
        file.rename(file.with_name(f"z{999 - int(file.stem):03d}.yaml"))
    again = hashlib.sha256(_run(directory, *EXPORT)).hexdigest()
    same = first == {again}
    return Claim(
        "timelines byte-identical: 2 hash seeds, 2 time zones, files renamed",
        "identical",
        f"sha256 {again[:12]}" if same else "different",
        same,
        "exstreamtv export timelines",
    )


def _examples(root: Path) -> Claim:
    """The same of every example, which between them use most of the language."""
    found = sorted(path.parent for path in Path("examples").glob("*/station.yaml"))
    different = [path.name for path in found if not _same(path, root / path.name)]
    return Claim(
        f"the same for {len(found)} examples: shares, marathons, pods, reruns, layers, rules",
        "identical",
        f"different: {', '.join(different)}" if different else "identical",
        not different,
        "exstreamtv export timelines",
    )


def _same(example: Path, copy: Path) -> bool:
    shutil.copytree(example, copy)
    written = {_run(copy, *EXPORT, **world) for world in WORLDS}
    (copy / "station.yaml").rename(copy / "z.yaml")
    return written == {_run(copy, *EXPORT)}
