"""The real program is killed, started twice, and applied to by two at once."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from exstreamtv.cli.main import app
from exstreamtv.cli.options import Status
from exstreamtv.cli.revision import name_of
from exstreamtv.daemon.web.server import DRAIN_S
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.grid import Grid
from tests.kit.capture import Shown, epoch_ticks, glance, pictures, received, sound_stamps, tune
from tests.kit.demo import compiled, copied
from tests.kit.many import Applicant, many
from tests.kit.processes import Served, served, until
from tests.kit.transport import CLOCK, examine
from tests.kit.truth import verdict

ANSWER_S = 3.0


@pytest.mark.alone
@pytest.mark.parametrize("rounds", [3, pytest.param(40, marks=pytest.mark.soak)])
def test_after_a_kill_in_an_application_the_old_or_the_new_one_plays(
    tmp_path: Path, rounds: int
) -> None:
    directory, chance, known = many(tmp_path, 1), random.Random(7), set[str]()

    for number in range(rounds):
        with served(directory) as running:
            begun = time.monotonic()
            applicant = Applicant.of(directory)
            base = applicant.revision
            assert time.monotonic() - begun < ANSWER_S
            assert not known or base in known, "neither the old nor the new one"
            assert httpx.get(f"{running.base}/api/channels/101/now").json()["item"]["media"]
            answered: list[str] = []
            act = threading.Thread(target=_applied, args=(applicant, number, base, answered))
            act.start()
            time.sleep(chance.random() * 0.5)
            running.process.kill()
            act.join()
        files = {**applicant.files, "note.yaml": f"x-note: {number}\n"}
        known = {*answered} or {base, name_of(files)}


def _applied(applicant: Applicant, note: int, base: str, answered: list[str]) -> None:
    with suppress(ExstreamError, httpx.HTTPError):
        answered.append(applicant.apply(note, base))


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    directory = many(tmp_path_factory.mktemp("served"), 1)
    with served(directory):
        yield directory


def test_a_second_daemon_is_refused(station: Path) -> None:
    ran = subprocess.run(
        (sys.executable, "-m", "exstreamtv", "-C", str(station), "serve", "--port", "0"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ran.returncode == Status.WORLD
    assert "this station is served already, by process" in ran.stderr
    status = CliRunner().invoke(app, ["-C", str(station), "--format", "json", "status"])
    assert json.loads(status.stdout)["revision"]


@pytest.mark.parametrize("rounds", [3, pytest.param(100, marks=pytest.mark.soak)])
def test_of_two_commands_at_once_exactly_one_wins(station: Path, rounds: int) -> None:
    applicant = Applicant.of(station)
    homes = []
    for who in "ab":
        home = station.parent / f"{who}{rounds}" / "channels.d"
        home.mkdir(parents=True)
        for path, text in applicant.files.items():
            (home / path).parent.mkdir(exist_ok=True)
            (home / path).write_text(text)
        homes.append(home)

    for number in range(rounds):
        base = applicant.revision
        ends = sorted(_both(homes, number, base, applicant))

        assert ends == [Status.DONE, Status.REFUSED], number
        assert applicant.revision != base


def _both(homes: list[Path], number: int, base: str, applicant: Applicant) -> list[int]:
    """How both commands end."""
    running = []
    for home in homes:
        (home / "note.yaml").write_text(f"x-note: {home.parent.name} {number}\n")
        words = ("apply", "--yes", "--expect", base, "--daemon", applicant.there.address)
        command = (sys.executable, "-m", "exstreamtv", "-C", str(home), *words)
        environment = {**os.environ, "EXSTREAMTV_TOKEN": applicant.there.token}
        running.append(
            subprocess.Popen(
                command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        )
    return [each.wait(60) for each in running]


@pytest.mark.alone
def test_after_a_kill_the_same_is_on_the_air_and_nothing_else_runs(tmp_path: Path) -> None:
    directory = copied(tmp_path)
    now = datetime.now(UTC)
    demo = compiled(directory, now - timedelta(minutes=1), now + timedelta(hours=1))
    channel = demo.lineup.channels[3]
    timeline, grid = demo.timelines[channel.id], Grid(channel.profile.rate)

    def watched(running: Served) -> list[Shown]:
        capture = glance(f"{running.base}/iptv/channel/{channel.number}.ts", 100)
        assert examine(capture.data).faults == []
        return [each for each in pictures(capture) if each.mark]

    with served(directory) as running:
        before, guide = watched(running), httpx.get(f"{running.base}/iptv/xmltv.xml", timeout=30)
        url = f"{running.base}/iptv/channel/{channel.number}.ts"
        watching = threading.Thread(target=_until_the_end, args=(url,))
        watching.start()
        assert until(lambda: bool(running.children()))
        # What is stopped writes nothing, and is never told that nobody reads it any more.
        stuck = running.children()
        for pid in stuck:
            os.kill(pid, signal.SIGSTOP)
        running.process.kill()
        running.process.wait()
        watching.join()
        assert all(is_there(pid) for pid in stuck)
    with served(directory) as running:
        assert until(lambda: not any(is_there(pid) for pid in stuck), 5)
        after, again = watched(running), httpx.get(f"{running.base}/iptv/xmltv.xml", timeout=30)

    for shown in (before, after):
        assert verdict(shown, timeline, grid, demo.content).flawless
    assert again.content == guide.content


@pytest.mark.alone
def test_at_the_end_viewers_get_what_waits_for_them(tmp_path: Path) -> None:
    with served(many(tmp_path, 1)) as running, ThreadPoolExecutor(1) as beside:
        # Nothing ends this but the daemon, and an end without the last chunk is an error.
        url = f"{running.base}/iptv/channel/101.ts"
        watching = beside.submit(received, url, lambda _: False)
        assert until(lambda: bool(running.children()))
        time.sleep(4)
        told = time.time()
        running.process.send_signal(signal.SIGTERM)
        status = running.process.wait(10)
        took = time.time() - told
        capture = watching.result()

    last = max(epoch_ticks(stamp, told) for stamp in sound_stamps(capture)) / CLOCK
    assert status == 0
    assert took < DRAIN_S + 2
    assert last > told + 1, "not all of the two seconds that the stream is ahead"
    assert examine(capture.data).faults == []


@pytest.mark.alone
def test_a_viewer_who_takes_nothing_delays_the_end_by_seconds_and_a_second_request_ends_it(
    tmp_path: Path,
) -> None:
    directory = copied(tmp_path)
    for requests, status in ((1, 0), (2, -signal.SIGTERM)):
        with served(directory) as running, idle_viewer(running.base, 4):
            assert until(lambda running=running: bool(running.children()))
            time.sleep(4)
            begun = time.monotonic()
            for _ in range(requests):
                running.process.send_signal(signal.SIGTERM)
                time.sleep(0.3)

            assert running.process.wait(10) == status
            assert time.monotonic() - begun < (DRAIN_S + 2 if requests == 1 else 1)


@contextmanager
def idle_viewer(base: str, channel: int) -> Iterator[None]:
    """Somebody who asks for a stream and reads none of it."""
    host, port = base.removeprefix("http://").split(":")
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect((host, int(port)))
        connection.sendall(
            f"GET /iptv/channel/{channel}.ts HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        )
        yield


def _until_the_end(url: str) -> None:
    with suppress(httpx.HTTPError):
        tune(url, 30)


def is_there(pid: int) -> bool:
    """Is the process there, and not only its name?"""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
