"""Bad manners on a real socket: cut short, refused, or ignored, and nobody else waits for it."""

from __future__ import annotations

import asyncio
import json
import random
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from exstreamtv.daemon.web import control
from exstreamtv.daemon.web.server import listening, server
from tests.kit.applied import TOKEN, AppliedStation, applied

SOON_S = 5
BOUND_S = 1.0
"""What the bounds of 10 and 30 seconds are in these tests."""


@dataclass(frozen=True)
class Socketed:
    """The station on a real socket; ``port`` is its port on 127.0.0.1."""

    port: int
    made: AppliedStation

    def asked(self, method: str, path: str, **request: object) -> httpx.Response:
        url = f"http://127.0.0.1:{self.port}{path}"
        return httpx.request(method, url, timeout=30, trust_env=False, **request)  # type: ignore[arg-type]

    def opened(self) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self.port), timeout=SOON_S)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def said(self, raw: bytes) -> bytes:
        """What comes back for these bytes, until the end or a while later."""
        with closing(self.opened()) as talk:
            talk.sendall(raw)
            talk.settimeout(BOUND_S)
            return talk.recv(4096)

    def must_answer(self) -> None:
        begun = time.monotonic()
        assert self.asked("GET", "/health").status_code == 200
        assert time.monotonic() - begun < SOON_S


@contextmanager
def on_a_socket(made: AppliedStation) -> Iterator[Socketed]:
    listener = listening("127.0.0.1", 0)
    web = server(made.application)

    async def serve() -> None:
        await made.station.open()
        await web.serve(sockets=[listener])

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="web")
    thread.start()
    try:
        yield Socketed(listener.getsockname()[1], made)
    finally:
        web.should_exit = True
        thread.join(30)
        listener.close()


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Socketed]:
    with on_a_socket(applied(tmp_path_factory.mktemp("abuse") / "tv")) as made:
        yield made


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exstreamtv.daemon.web.server.HEAD_S", BOUND_S)
    monkeypatch.setattr(control, "ARRIVAL_S", BOUND_S)


def head(length: int, *more: str) -> bytes:
    lines = [
        "POST /api/revisions HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {TOKEN}",
        'If-Match: "zero"',
        f"Content-Length: {length}",
        *more,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def drips(talk: socket.socket, byte: bytes) -> float:
    """How many seconds the other side bears a byte every twentieth of a second."""
    begun = time.monotonic()
    talk.settimeout(0.05)
    try:
        while time.monotonic() - begun < 10 * BOUND_S:
            talk.sendall(byte)
            try:
                if not talk.recv(4096):
                    break
            except TimeoutError:
                pass
    except ConnectionError:
        pass
    return time.monotonic() - begun


def test_a_head_that_drips_is_cut_short(station: Socketed) -> None:
    with closing(station.opened()) as talk:
        talk.sendall(b"GET /health HTTP/1.1\r\nX: ")

        assert BOUND_S * 0.5 < drips(talk, b"x") < 4 * BOUND_S


def test_a_connection_that_says_nothing_is_cut_short(station: Socketed) -> None:
    with closing(station.opened()) as talk:
        begun = time.monotonic()

        assert talk.recv(1) == b""
        assert time.monotonic() - begun < 4 * BOUND_S


def test_a_body_that_drips_is_answered_and_cut_short(station: Socketed) -> None:
    with closing(station.opened()) as talk:
        talk.sendall(head(1000))
        begun = time.monotonic()
        for _ in range(6):
            talk.sendall(b" ")
            time.sleep(BOUND_S / 20)
        answer = talk.recv(4096)

        assert answer.startswith(b"HTTP/1.1 408")
        assert time.monotonic() - begun < 4 * BOUND_S
        assert drips(talk, b" ") < 4 * BOUND_S


def test_a_body_that_is_too_long_is_refused_before_it_comes(station: Socketed) -> None:
    assert station.said(head(control.MOST_BYTES + 1)).startswith(b"HTTP/1.1 413")


def test_a_body_without_end_is_refused_where_it_is_too_long(station: Socketed) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(65):
            yield b" " * 1024 * 1024

    headers = {"Authorization": f"Bearer {TOKEN}", "If-Match": '"zero"'}
    before = _resident_bytes()
    with httpx.Client(trust_env=False, timeout=30) as client:
        url = f"http://127.0.0.1:{station.port}/api/revisions"
        try:
            status = client.post(url, headers=headers, content=chunks()).status_code
        except httpx.WriteError:  # it is still being sent when the answer has closed the door
            status = 413

    assert status in (408, 413)
    assert _resident_bytes() - before < 3 * control.MOST_BYTES
    station.must_answer()


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


NOISE: list[bytes] = [
    head(2, "Content-Length: 3") + b"{}",
    head(2, "Transfer-Encoding: chunked") + b"zz\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    b"GET /health\r\n\r\n",
    b"\0" * 64 + b"\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nA: b\r\n c\r\n\x00: d\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
]


@pytest.mark.parametrize("raw", NOISE, ids=range(len(NOISE)))
def test_what_is_no_http_is_refused(station: Socketed, raw: bytes) -> None:
    try:
        answer = station.said(raw)
    except ConnectionError:
        answer = b""

    assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), answer[:80]
    station.must_answer()


@pytest.mark.parametrize(
    "line", ["GET /health HTTP/9.9", "GET /health HTTP/1.1\r\nX: " + "x" * 99_999]
)
def test_what_is_odd_is_borne(station: Socketed, line: str) -> None:
    assert not station.said(f"{line}\r\nHost: 127.0.0.1\r\n\r\n".encode()).startswith(b"HTTP/1.1 5")


def test_noise_on_the_line_hurts_nobody(station: Socketed) -> None:
    chance = random.Random(4)
    for _ in range(40):
        raw = chance.randbytes(chance.randrange(1, 2000))
        try:
            answer = station.said(raw + b"\r\n\r\n")
        except (ConnectionError, TimeoutError):
            continue
        assert not answer.startswith(b"HTTP/1.1 5")
    station.must_answer()


def test_many_who_say_nothing_keep_nobody_waiting(
    station: Socketed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exstreamtv.daemon.web.server.MOST_SILENT", 40)
    crowd = [station.opened() for _ in range(80)]
    try:
        station.must_answer()
        gone = [talk for talk in crowd if _ended(talk)]
        assert len(gone) >= 30
    finally:
        for talk in crowd:
            talk.close()


def _ended(talk: socket.socket) -> bool:
    talk.settimeout(0.01)
    try:
        return talk.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_wrong_tokens_wait_and_those_who_know_it_do_not(station: Socketed) -> None:
    def guessed(number: int) -> int:
        wrong = {"Authorization": f"Bearer {number}"}
        return station.asked("GET", "/api/status", headers=wrong).status_code

    with ThreadPoolExecutor(2 * control.MOST_REFUSALS) as guessers:
        found = guessers.map(guessed, range(4 * control.MOST_REFUSALS))
        right = station.asked("GET", "/api/status", headers={"Authorization": f"Bearer {TOKEN}"})
        assert right.status_code == 200
        statuses = set(found)

    assert 401 in statuses
    assert statuses <= {401, 429}


def test_of_twenty_at_once_one_wins(station: Socketed) -> None:
    base = station.made.programmes.revision
    headers = {"Authorization": f"Bearer {TOKEN}", "If-Match": f'"{base}"'}

    def applied_by(number: int) -> int:
        files = {**station.made.files, "note.yaml": f"x-note: {number}\n"}
        wish = json.dumps({"files": files})
        return station.asked("POST", "/api/revisions", headers=headers, content=wish).status_code

    with ThreadPoolExecutor(20) as crowd:
        found = sorted(crowd.map(applied_by, range(20)))

    assert found.count(201) == 1
    assert set(found) <= {201, 412, 429}
    assert len(station.made.programmes.history) == 2
