"""How long the lock takes over 5,000 real files: the first time, and when nothing changed."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import big
from bench.claims import Claim
from bench.compiling import COMMAND

FILES = 5000
BUDGETS = (("first", 20.0), ("unchanged", 1.0))

_STATION = """\
version: 1
station: {name: Files, timezone: UTC}
sources:
  files: {type: local, path: media, kind: show}
"""


def measure() -> Iterator[Claim]:
    """`lock --upgrade` twice, as cold processes with one cache."""
    with tempfile.TemporaryDirectory() as root:
        directory = _station(Path(root))
        for what, budget in BUDGETS:
            took = _upgrade(directory, Path(root, "cache"))
            yield Claim(
                f"`lock --upgrade` of {FILES} files, {what}",
                f"{budget:.0f} s",
                f"{took:.2f} s",
                took <= budget,
                "exstreamtv lock --upgrade",
            )


def _station(root: Path) -> Path:
    directory = root / "channels.d"
    directory.mkdir()
    (directory / "station.yaml").write_text(_STATION, encoding="utf-8")
    specimen = _clip(root / "specimen.mkv").read_bytes()
    for number in range(FILES):
        folder = (
            root / "media" / f"Show {number // 100:02d}" / f"Season {number % 100 // 10 + 1:02d}"
        )
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"S{number % 100 // 10 + 1:02d}E{number % 10 + 1:02d}.mkv").write_bytes(specimen)
    return directory


def _clip(path: Path) -> Path:
    from imageio_ffmpeg import get_ffmpeg_exe

    picture = "testsrc2=s=320x180:r=25:d=4"
    sound = "sine=d=4"
    inputs = ("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound)
    argv = (get_ffmpeg_exe(), "-v", "error", "-nostdin", *inputs, "-c:a", "aac", str(path))
    subprocess.run(argv, check=True)
    return path


def _upgrade(directory: Path, cache: Path) -> float:
    argv = (*COMMAND, "-C", str(directory), "--now", big.NOW, "lock", "--upgrade")
    begun = time.perf_counter()
    environment = {"XDG_CACHE_HOME": str(cache), "PATH": "/usr/bin:/bin"}
    subprocess.run(argv, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begun
