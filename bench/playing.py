"""How fast a channel comes, and how exact it is. Everything is measured at the viewer's socket."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.claims import Claim
from exstreamtv.model.channel import Profile
from exstreamtv.model.grid import Grid
from exstreamtv.model.limits import Warm
from tests.kit.capture import Capture, complaints, glance, pictures, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, write
from tests.kit.demo import Demo, Settable, compiled, copied, demo_on_air
from tests.kit.evening import captured
from tests.kit.on_air import OnAir
from tests.kit.transport import examine
from tests.kit.truth import verdict

TIMES = 20
WARM = 2
"""As many as two cores encode besides everything else."""

QUIET_S = 8.0
"""Longer than a channel goes on when nobody watches."""

PICTURE = b"\0\0\1\xe0"
"""How the PES packet of a picture begins."""

COMMAND = "python -m bench playing"


def measure() -> Iterator[Claim]:
    """Cold and warm tune-ins of the demo, then fifty seams of mixed files."""
    with tempfile.TemporaryDirectory() as folder:
        with _demo(Path(folder)) as station:
            yield from _cold(station)
            yield from _second(station)
        with _demo(Path(folder) / "warm", WARM) as station:
            yield from _warm(station)
        yield from _seams(Path(folder))


@contextmanager
def _demo(folder: Path, warm: int = 0) -> Iterator[OnAir]:
    now = datetime.now(UTC)
    demo: Demo = compiled(copied(folder), now, now + timedelta(hours=6))
    ids = tuple(channel.id for channel in demo.lineup.channels[:warm])
    demo = replace(demo, lineup=replace(demo.lineup, warm=Warm(ids)))
    with demo_on_air(demo, Settable()) as station:
        yield station


def _cold(station: OnAir) -> Iterator[Claim]:
    byte, picture = [], []
    for number in range(TIMES):
        time.sleep(QUIET_S)
        capture = glance(f"{station.base}/iptv/channel/{number % 4 + 1}.ts")
        byte.append(capture.first_byte_s)
        picture.append(capture.arrival_s(_end_of_first_picture(capture)))
    yield _claim("cold tune-in, 1280x720 software: first byte", 300, byte)
    yield _claim("cold tune-in, 1280x720 software: first whole picture", 800, picture)


def _warm(station: OnAir) -> Iterator[Claim]:
    """Zapping between two channels that nobody watches, both warm."""
    time.sleep(QUIET_S)
    byte, picture = [], []
    for number in range(TIMES):
        capture = glance(f"{station.base}/iptv/channel/{number % WARM + 1}.ts", 2)
        byte.append(capture.first_byte_s)
        picture.append(capture.arrival_s(_end_of_first_picture(capture)))
        time.sleep(0.5)
    yield _claim("warm tune-in, 1280x720 software: first byte", 30, byte)
    yield _claim("warm tune-in, 1280x720 software: first whole picture", 150, picture)


def _second(station: OnAir) -> Iterator[Claim]:
    url = f"{station.base}/iptv/channel/1.ts"
    first = threading.Thread(target=tune, args=(url, TIMES + 5.0))
    first.start()
    time.sleep(4)
    byte, picture = [], []
    for _ in range(TIMES):
        capture = glance(url, 2)
        byte.append(capture.first_byte_s)
        picture.append(capture.arrival_s(_end_of_first_picture(capture)))
        time.sleep(0.4)
    first.join()
    yield _claim("second viewer: first byte", 30, byte)
    yield _claim("second viewer: first whole key picture", 30, picture)


def _end_of_first_picture(capture: Capture) -> int:
    """Bytes after which the second picture begins, so that the first is whole."""
    return capture.data.index(PICTURE, capture.data.index(PICTURE) + 4)


def _claim(what: str, budget_ms: int, took_s: list[float]) -> Claim:
    median, worst = statistics.median(took_s) * 1000, max(took_s) * 1000
    shown = f"{median:.0f} ms (median of {len(took_s)}, worst {worst:.0f} ms)"
    return Claim(what, f"{budget_ms} ms", shown, median <= budget_ms, COMMAND)


def _seams(folder: Path) -> Iterator[Claim]:
    profile = Profile()
    for clip in CLIPS:
        write(clip, folder, 11)
    evening = captured(folder, 10, profile, 50)
    grid = Grid(profile.rate)
    found = verdict(
        pictures(evening.capture), evening.timeline, grid, lambda m: evening.contents[m.key]
    )
    faults = examine(evening.capture.data).faults
    silent = steps(sound_stamps(evening.capture)) == {1920}
    said = complaints(evening.capture)
    shown = (
        f"{found.pictures} pictures, {found.exact} exact, {len(found.missing)} missing, "
        f"{len(found.repeated)} repeated, {len(found.black)} black, {len(found.wrong)} wrong; "
        f"{len(faults)} transport faults; sound {'gapless' if silent else 'with gaps'}; "
        f"decoder {'silent' if not said else 'complains'}"
    )
    kept = found.flawless and not faults and silent and not said
    yield Claim("50 seams of 10 s, mixed media", "0 of anything", shown, kept, COMMAND)
