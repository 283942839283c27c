"""A hundred channels that copy, one viewer each: what they take of the machine, all together.

`CROWD_S` and `CROWD_CHANNELS` say for how long (60 s) and how many (100).
"""

from __future__ import annotations

import os
import socket
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import httpx
from typer.testing import CliRunner

from bench.claims import Claim
from exstreamtv.cli.cache_path import cache_directory
from exstreamtv.cli.main import app
from tests.kit.ffmpeg import ffmpeg
from tests.kit.processes import Served, served

SECONDS = int(os.environ.get("CROWD_S", "60"))
CHANNELS = int(os.environ.get("CROWD_CHANNELS", "100"))
APART_S = 1.0
"""Between two that tune in: each encodes up to its first key picture."""

SETTLED_S = 15
LENGTHS = (411, 367, 449, 307, 503)
"""Seconds of the files: channels that play them in orders of their own cross their seams at
instants of their own."""

ANSWER_S = 60
"""How long to wait for an answer on a machine that is busy with something else, too."""

BUDGET = 50
FIRST = 1001
TICK_S = 0.25
COMMAND = "python -m bench crowd"
_TICKS = os.sysconf("SC_CLK_TCK")


def measure() -> Iterator[Claim]:
    """Everybody tunes in, it settles, and then the processor's time is read twice."""
    with (
        TemporaryDirectory() as folder,
        served(locked_station(Path(folder), CHANNELS)) as station,
        Crowd(station.base) as crowd,
    ):
        yield from _claims(station, crowd)


def _claims(station: Served, crowd: Crowd) -> Iterator[Claim]:
    time.sleep(SETTLED_S)
    before, received, begun = Used.by(station), crowd.received(), time.monotonic()
    time.sleep(SECONDS)
    passed = time.monotonic() - begun
    used, cores = Used.by(station).since(before), os.cpu_count() or 1
    got = [after - was for after, was in zip(crowd.received(), received, strict=True)]
    mbits = statistics.mean(got) * 8 / passed / 1e6
    share = (used.daemon + used.children + used.clients) * 100 / passed / cores
    each = 100 / passed / CHANNELS
    yield Claim(
        f"{CHANNELS} channels that copy, a viewer each, {mbits:.1f} Mbit/s, {SECONDS} s",
        f"{BUDGET} % of the machine",
        f"{share:.0f} % of {cores} cores; a channel takes {used.daemon * each:.2f} % of a core in "
        f"the daemon, {used.children * each:.2f} % in FFmpeg; clients {used.clients * each:.2f} %",
        share <= BUDGET,
        COMMAND,
    )
    incidents = httpx.get(f"{station.base}/health", timeout=ANSWER_S).json()["incidents"]
    slowest = min(got) / max(got)
    for incident in incidents:
        print(incident, file=sys.stderr)
    yield Claim(
        f"the same: viewers dropped, viewers starved, incidents in {SECONDS} s",
        "0, 0, 0",
        f"{crowd.dropped}, {sum(size < 0.5 * max(got) for size in got)}, {len(incidents)}; the "
        f"slowest got {slowest:.0%} of the fastest",
        not crowd.dropped and not incidents and slowest > 0.5,
        COMMAND,
    )


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of processor time: the daemon's own, its children's, and this program's."""

    daemon: float
    children: float
    clients: float

    @classmethod
    def by(cls, station: Served) -> Used:
        """Up to now; children that have ended are in the daemon's books."""
        own = _times(station.process.pid)
        living = [_times(pid) for pid in station.children()]
        children = own[2] + own[3] + sum(user + system for user, system, *_ in living)
        return cls((own[0] + own[1]) / _TICKS, children / _TICKS, time.process_time())

    def since(self, before: Used) -> Used:
        """Between two instants."""
        return Used(
            self.daemon - before.daemon,
            self.children - before.children,
            self.clients - before.clients,
        )


def _times(pid: int) -> Sequence[int]:
    """proc(5): utime, stime, cutime, cstime; nothing of one that has ended meanwhile."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0, 0, 0, 0
    return [int(word) for word in stat.rpartition(")")[2].split()[11:15]]


class Crowd:
    """A viewer of each channel, who takes what has come four times a second."""

    def __init__(self, base: str) -> None:
        self._address = urlsplit(base)
        self._sockets: list[socket.socket] = []
        self._received: list[int] = []
        self.dropped = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._drain, name="crowd")

    def __enter__(self) -> Crowd:
        self._thread.start()
        for number in range(FIRST, FIRST + CHANNELS):
            self._tune(number)
            time.sleep(APART_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        for each in self._sockets:
            each.close()

    def received(self) -> list[int]:
        """Bytes so far, by channel."""
        return list(self._received)

    def _tune(self, number: int) -> None:
        host, port = self._address.hostname or "", self._address.port or 0
        made = socket.create_connection((host, port))
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        made.sendall(f"GET /iptv/channel/{number}.ts HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        made.setblocking(False)
        self._received.append(0)
        self._sockets.append(made)

    def _drain(self) -> None:
        room = bytearray(1 << 20)
        while not self._over.wait(TICK_S):
            for place, each in enumerate(list(self._sockets)):
                self._take(place, each, room)

    def _take(self, place: int, each: socket.socket, room: bytearray) -> None:
        try:
            while size := each.recv_into(room):
                self._received[place] += size
                if size < len(room):
                    return
            self.dropped += 1
        except BlockingIOError:
            return


def locked_station(folder: Path, count: int) -> Path:
    """Channels that play the same files, each in an order of its own; locked."""
    directory = folder / "channels.d"
    directory.mkdir()
    channels = "".join(
        f'  c{n}: {{number: {n}, name: "C {n}", profile: copied, filler: films, '
        'schedule: {day: {at: "06:00", fill: films}}}\n'
        for n in range(FIRST, FIRST + count)
    )
    (directory / "station.yaml").write_text(
        "version: 1\n"
        f"station: {{name: Crowd, timezone: UTC, {_LIMITS}}}\n"
        f"sources: {{films: {{type: local, path: {_films()}, kind: clip}}}}\n"
        "collections: {films: {from: films, where: 'kind = clip', order: shuffle}}\n"
        "profiles: {copied: {size: 1280x720, rate: 25, copy: true}}\n"
        f"channels:\n{channels}"
    )
    locked = CliRunner().invoke(app, ["-C", str(directory), "lock"])
    assert locked.exit_code == 0, locked.output
    return directory


_LIMITS = "limits: {viewers: 1000, channels: 1000, per_channel: 1000, per_client: 1000}"


def _films() -> Path:
    """4 Mbit/s of H.264 and AAC with a key picture every two seconds, made once."""
    folder = cache_directory() / "bench" / "crowd"
    folder.mkdir(parents=True, exist_ok=True)
    longest = folder / f"film-{max(LENGTHS)}.mp4"
    if not longest.exists():
        _made(longest, *_DRAWN, "-t", str(max(LENGTHS)), *_ENCODED)
    for seconds in LENGTHS:
        if not (path := folder / f"film-{seconds}.mp4").exists():
            _made(path, "-i", str(longest), "-t", str(seconds), "-c", "copy")
    return folder


_DRAWN = (
    *("-f", "lavfi", "-i", "testsrc2=s=1280x720:r=25,noise=alls=30:allf=t,format=yuv420p"),
    *("-f", "lavfi", "-i", "anoisesrc=r=48000:a=0.1,aformat=channel_layouts=stereo"),
)
_ENCODED = (
    *("-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-bf", "2"),
    *("-b:v", "3870k", "-maxrate", "3870k", "-bufsize", "3870k", "-c:a", "aac", "-b:a", "128k"),
)


def _made(path: Path, *arguments: str) -> None:
    draft = path.with_suffix(".part.mp4")
    ffmpeg(*arguments, "-y", str(draft))
    draft.rename(path)
