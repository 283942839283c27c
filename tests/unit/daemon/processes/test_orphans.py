from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exstreamtv.daemon.processes.orphans import MARK, end_orphans

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@pytest.fixture(autouse=True)
def unmarked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MARK, "")


def sleeper(state: Path | str) -> Iterator[subprocess.Popen[bytes]]:
    idle = (sys.executable, "-c", "import time; print(flush=True); time.sleep(600)")
    with subprocess.Popen(
        idle, env={**os.environ, MARK: str(state)}, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        process.kill()


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    yield from sleeper(tmp_path)


@pytest.fixture
def others(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    yield from sleeper(f"{tmp_path}-of-others")


def test_a_stopped_orphan_of_this_station_is_ended_and_no_other(
    tmp_path: Path, mine: subprocess.Popen[bytes], others: subprocess.Popen[bytes]
) -> None:
    mine.send_signal(signal.SIGSTOP)

    assert end_orphans(tmp_path) == 1
    assert mine.wait(10) == -signal.SIGKILL
    assert others.poll() is None


def test_what_is_started_afterwards_carries_the_mark(tmp_path: Path) -> None:
    end_orphans(tmp_path)

    assert subprocess.check_output(("printenv", MARK), text=True).strip() == str(tmp_path)


def test_where_nothing_can_be_asked_nothing_is_ended(tmp_path: Path) -> None:
    assert end_orphans(tmp_path, tmp_path / "nowhere") == 0
