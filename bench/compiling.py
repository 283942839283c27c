"""How long `check` and `plan` take on 100 channels, and whether they say the same everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import big
from bench.claims import Claim, seconds

COMMAND = (str(Path(sys.executable).with_name("exstreamtv")),)


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
        yield _identical(directory)
    with tempfile.TemporaryDirectory() as root:
        yield _against_a_commit(Path(root))


def _against_a_commit(root: Path) -> Claim:
    """An edit on one channel and media that a new season brings to all, against what was."""
    directory = big.write(root, channels=20)
    _run(directory, "lock", "--upgrade")
    who = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "as it was")):
        subprocess.run(("git", *who, *words), cwd=root, check=True)
    edited, sources = directory / "001.yaml", directory / "sources.yaml"
    edited.write_text(edited.read_text("utf-8").replace('"23:00"', '"23:30"'), "utf-8")
    sources.write_text(sources.read_text("utf-8").replace("seasons: 7", "seasons: 8", 50), "utf-8")
    _run(directory, "lock", "--upgrade")
    what = "`plan --against HEAD`, 20 channels x 7 days, cold"
    return _timed(what, 2.0, directory, "plan", "--against", "HEAD")


def _run(directory: Path, *arguments: str, **environment: str) -> bytes:
    argv = (*COMMAND, "-C", str(directory), "--now", big.NOW, *arguments)
    done = subprocess.run(argv, capture_output=True, check=False, env={**os.environ, **environment})
    if done.returncode:
        raise SystemExit(f"{' '.join(argv)}: {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return done.stdout


def _timed(what: str, budget: float, directory: Path, *arguments: str) -> Claim:
    median, worst = seconds(lambda: _run(directory, *arguments), 5)
    shown = f"{median:.2f} s (worst {worst:.2f} s)"
    return Claim(
        what, f"{budget:.0f} s", shown, median <= budget, f"exstreamtv {' '.join(arguments)}"
    )


def _identical(directory: Path) -> Claim:
    export = ("export", "timelines", "--days", "7")
    worlds = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Chatham"},
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns"},
    ]
    first = {hashlib.sha256(_run(directory, *export, **world)).hexdigest() for world in worlds}
    for file in sorted(directory.glob("0*.yaml")):
        file.rename(file.with_name(f"z{999 - int(file.stem):03d}.yaml"))
    again = hashlib.sha256(_run(directory, *export)).hexdigest()
    same = first == {again}
    return Claim(
        "timelines byte-identical: 2 hash seeds, 2 time zones, files renamed",
        "identical",
        f"sha256 {again[:12]}" if same else "different",
        same,
        "exstreamtv export timelines",
    )
