from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exstreamtv.cli.memory import Memory
from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.planned import Wish, planned
from exstreamtv.cli.replan import replan
from exstreamtv.pipeline import Loaded
from tests.unit.cli.conftest import NOW, Exstreamtv
from tests.unit.cli.test_git import git

AT = datetime(2026, 11, 23, 19, 15, tzinfo=UTC)
FILM, NIGHT = "The Nine O'Clock Film", "Night Film"

Edited = Callable[[str, str], Path]


class Desk:
    """Somebody who saves, and what is planned each time."""

    def __init__(self, station: Path, against: str) -> None:
        self.options = Options(station, AT, verbosity=-1)
        self.against = against
        self.plans: list[str] = []
        self.times: list[datetime] = []

    def sit(self, *saves: Callable[[], object]) -> None:
        def saved() -> Iterator[object]:
            for save in saves:
                save()
                yield None

        clock = iter(AT + timedelta(minutes=n) for n in range(99))
        replan(self.options, self._show, lambda: next(clock), saved())

    def _show(self, options: Options, loaded: Loaded, memory: Memory) -> None:
        self.times.append(options.now)
        self.plans.append(planned(options, Wish(self.against), loaded, memory).text)

    def afresh(self, exstreamtv: Exstreamtv) -> str:
        """What a plan says that knows of no other; the rule above it is not its own."""
        words = ("plan", "-q", "--against", self.against, "-C", self.options.directory)
        return exstreamtv(*words).out.rpartition("─\n")[2]


@pytest.fixture
def committed(home: Path) -> None:
    git(home, "init", "-q")
    git(home, "add", ".")
    git(home, "commit", "-q", "-m", "one")


@pytest.mark.parametrize("against", ["none", "HEAD"])
@pytest.mark.usefixtures("committed")
def test_after_each_save_it_says_what_a_plan_afresh_would(
    exstreamtv: Exstreamtv, station: Path, edited: Edited, against: str
) -> None:
    desk, expected = Desk(station, against), [""]

    def save(old: str, new: str) -> Callable[[], object]:
        def saved() -> None:
            edited(old, new)
            expected.append(desk.afresh(exstreamtv))

        return saved

    desk.sit(save(FILM, NIGHT), save("length: 1h32m", "length: 1h12m"), save(NIGHT, FILM))

    assert desk.plans[1:] == expected[1:]
    assert len({*desk.plans}) >= 2
    assert desk.times == [AT, *(AT + timedelta(minutes=n) for n in (1, 2, 3))]


@pytest.mark.usefixtures("committed")
def test_a_commit_is_what_the_next_save_is_compared_with(station: Path, edited: Edited) -> None:
    desk = Desk(station, "HEAD")

    def commit() -> None:
        git(station, "commit", "-q", "-am", "two")

    desk.sit(lambda: edited(FILM, NIGHT), commit)

    assert "7 airings change" in desk.plans[1]
    assert "nothing changes" in desk.plans[2]


def test_what_is_broken_is_told_and_the_next_save_planned(
    station: Path, edited: Edited, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(station, "none")

    desk.sit(lambda: edited("channels:", "channels: ["), lambda: edited("channels: [", "channels:"))

    assert len(desk.plans) == 2
    assert desk.plans[0] == desk.plans[1]
    assert "error[E0" in capsys.readouterr().err


def test_a_world_that_fails_is_told_and_no_end(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(station, "HEAD")
    desk.options = replace(desk.options, verbosity=0)

    desk.sit(lambda: None)

    assert desk.plans == []
    assert capsys.readouterr().err.count("not in a git repository") == 2


def test_it_has_no_exit_code_to_ask_for(exstreamtv: Exstreamtv, station: Path) -> None:
    assert exstreamtv("plan", "--watch", "--exit-code", "-C", station).code == Status.USAGE


def test_a_save_shows_the_plan_anew_until_ctrl_c(station: Path, edited: Edited) -> None:
    words = ("--now", NOW, "plan", "--against", "none", "--watch", "-C", str(station))
    watching = subprocess.Popen(
        (sys.executable, "-m", "exstreamtv", *words),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    stop = threading.Timer(60, watching.kill)
    stop.start()
    try:
        assert watching.stderr
        waiting = (line for line in watching.stderr if "waiting for the next save" in line)
        next(waiting)
        edited(FILM, NIGHT)
        next(waiting)
        watching.send_signal(signal.SIGINT)
        out, _ = watching.communicate()
    finally:
        stop.cancel()
        watching.kill()
        watching.wait()

    assert watching.returncode == Status.DONE
    assert out.index(FILM) < out.index("──") < out.index(NIGHT)
