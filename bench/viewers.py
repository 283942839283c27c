"""Many viewers of one channel: what each costs, and that none is dropped and nothing is lost.

`VIEWERS_S` and `VIEWERS` say for how long (60 s; half an hour is 1800) and how many (500).
"""

from __future__ import annotations

import os
import select
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import httpx

from bench.claims import Claim
from bench.crowd import FIRST, Used, locked_station
from tests.kit.capture import tune
from tests.kit.processes import Served, served, until
from tests.kit.transport import examine

SECONDS = int(os.environ.get("VIEWERS_S", "60"))
VIEWERS = int(os.environ.get("VIEWERS", "500"))
APART_S = 0.01
PATIENCE_S = 120
SETTLED_S = 10
WATCHED_S = 20
STRICT = 3
"""Viewers more, who keep all they get for so long and examine it by packet."""

COMMAND = "python -m bench viewers"


def measure() -> Iterator[Claim]:
    """Everybody tunes in, it settles, and then the processor's time is read twice."""
    with (
        TemporaryDirectory() as folder,
        served(locked_station(Path(folder), 1)) as serving,
        Drain(f"{serving.base}/iptv/channel/{FIRST}.ts") as drain,
    ):
        assert until(lambda: _state(serving)["viewers"] == VIEWERS, PATIENCE_S)
        time.sleep(SETTLED_S)
        yield from _claims(serving, drain, f"{serving.base}/iptv/channel/{FIRST}.ts")


def _claims(serving: Served, drain: Drain, url: str) -> Iterator[Claim]:
    before, received, begun = Used.by(serving), drain.received(), time.monotonic()
    with ThreadPoolExecutor(STRICT) as strict:
        captures = list(strict.map(tune, [url] * STRICT, [min(WATCHED_S, SECONDS)] * STRICT))
    time.sleep(max(0.0, begun + SECONDS - time.monotonic()))
    passed, used = time.monotonic() - begun, Used.by(serving).since(before)
    got = [after - was for after, was in zip(drain.received(), received, strict=True)]
    share, cores = used.daemon * 100 / passed, os.cpu_count() or 1
    mbits = sum(got) * 8 / passed / 1e6
    yield Claim(
        f"{VIEWERS} viewers of one channel, {mbits / VIEWERS:.1f} Mbit/s each, {SECONDS} s",
        "one core for the daemon",
        f"{share:.0f} % of a core ({cores} cores; {share / VIEWERS:.3f} % a viewer, {mbits:.0f} "
        f"Mbit/s in all); clients {used.clients * 100 / passed:.0f} %",
        share <= 100,
        COMMAND,
    )
    faults = [fault for each in captures for fault in examine(each.data).faults]
    lost = drain.ended + _state(serving)["dropped"]
    yield Claim(
        f"the same: viewers dropped; least and most received; faults that {STRICT} more found",
        "0; within 5 %; 0",
        f"{lost}; {min(got) / max(got):.1%}; {len(faults)}",
        not (lost or faults) and min(got) > 0.95 * max(got),
        COMMAND,
    )


def _state(serving: Served) -> dict[str, int]:
    (state,) = httpx.get(f"{serving.base}/health", timeout=PATIENCE_S).json()["channels"]
    found: dict[str, int] = state
    return found


class Drain:
    """So many connections, all of them read and thrown away where they arrive."""

    def __init__(self, url: str) -> None:
        self.ended = 0
        self._url = urlsplit(url)
        self._received: dict[int, int] = {}
        self._sockets: dict[int, socket.socket] = {}
        self._poll = select.epoll()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read, name="drain")

    def __enter__(self) -> Drain:
        self._thread.start()
        for _ in range(VIEWERS):
            self._tune()
            time.sleep(APART_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        for each in self._sockets.values():
            each.close()
        self._poll.close()

    def received(self) -> list[int]:
        """Bytes so far, by viewer."""
        return list(self._received.values())

    def _tune(self) -> None:
        host = self._url.hostname or ""
        made = socket.create_connection((host, self._url.port or 0))
        made.sendall(f"GET {self._url.path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        made.setblocking(False)
        self._received[made.fileno()] = 0
        self._sockets[made.fileno()] = made
        self._poll.register(made, select.EPOLLIN)

    def _read(self) -> None:
        room = bytearray(1 << 20)
        while not self._over.is_set():
            for number, _ in self._poll.poll(0.2):
                self._take(number, room)
            time.sleep(0.05)  # more at once, so that reading costs little

    def _take(self, number: int, room: bytearray) -> None:
        try:
            # Linux throws TCP's bytes away uncopied (tcp(7)).
            size = self._sockets[number].recv_into(room, len(room), socket.MSG_TRUNC)
        except BlockingIOError:
            return
        except ConnectionError:
            size = 0
        self._received[number] += size
        if not size:
            self.ended += 1
            self._poll.unregister(number)
