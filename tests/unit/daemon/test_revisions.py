from __future__ import annotations

import json
import os
import resource
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exstreamtv.daemon.revisions import Revisions
from exstreamtv.model.failure import StateError
from exstreamtv.model.revision import Applied
from tests.kit.timelines import MONDAY

OLD = Applied("aaa", MONDAY, {"one": MONDAY})
NEW = Applied("bbb", MONDAY, {"one": MONDAY, "two": MONDAY.replace(microsecond=250)})
OLD_FILES, NEW_FILES = {"a.yaml": "version: 1\n"}, {"a.yaml": "version: 1 # ü\n", "lock/b": "{}"}

TOUCHES = ((os, "open"), (os, "fsync"), (os, "unlink"), (tempfile, "mkstemp"), (Path, "replace"))
"""What reaches the disk."""


@pytest.fixture
def kept(tmp_path: Path) -> Revisions:
    revisions = Revisions(tmp_path)
    revisions.add([OLD], OLD_FILES)
    return revisions


def in_another_process(work: Callable[[], object]) -> int:
    """How a copy of this process ends that does it."""
    if not (pid := os.fork()):
        try:
            work()
        except StateError:
            os._exit(9)
        except BaseException:  # noqa: BLE001 - whatever it is, the copy must not go on
            os._exit(99)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def dying_at(number: int, work: Callable[[], object]) -> int:
    """The same, killed just before it touches the disk for the so-manyth time."""
    count = iter(range(1000))

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def touch(*args: Any, **keys: Any) -> Any:
            if next(count) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **keys)

        return touch

    def run() -> None:
        for owner, name in TOUCHES:
            setattr(owner, name, watched(getattr(owner, name)))
        work()

    return in_another_process(run)


def test_what_is_added_is_there_again_after_a_restart(kept: Revisions, tmp_path: Path) -> None:
    kept.add([OLD, NEW], NEW_FILES)
    again = Revisions(tmp_path)

    assert again.history() == (OLD, NEW)
    assert (again.files("aaa"), again.files("bbb")) == (OLD_FILES, NEW_FILES)


def test_nothing_was_applied_in_an_empty_folder(tmp_path: Path) -> None:
    assert Revisions(tmp_path).history() == ()


def test_what_is_no_more_in_the_history_goes(kept: Revisions) -> None:
    kept.add([NEW], NEW_FILES)

    with pytest.raises(StateError, match="no revision `aaa`"):
        kept.files("aaa")


def test_killed_at_any_instant_it_holds_the_old_or_the_new(kept: Revisions, tmp_path: Path) -> None:
    seen = set()
    for number in range(100):
        ended = dying_at(number, lambda: kept.add([OLD, NEW], NEW_FILES))
        newest = Revisions(tmp_path).history()[-1]
        assert kept.files(newest.revision) == (NEW_FILES if newest == NEW else OLD_FILES)
        seen.add(newest.revision)
        kept.add([OLD], OLD_FILES)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL

    assert seen == {"aaa", "bbb"}
    assert number > 6


@pytest.mark.parametrize("room", [0, 10, 60, 120])
def test_a_full_disk_changes_nothing(kept: Revisions, tmp_path: Path, room: int) -> None:
    def add() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        kept.add([OLD, NEW], NEW_FILES)

    assert in_another_process(add) == 9
    assert Revisions(tmp_path).history() == (OLD,)
    assert kept.files("aaa") == OLD_FILES
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2}', '{"version": 1, "applied": [{}]}'])
def test_a_history_that_makes_no_sense_says_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "applied.json").write_text(text)

    with pytest.raises(StateError, match=r"applied\.json"):
        Revisions(tmp_path).history()


def test_a_name_is_never_a_path(kept: Revisions, tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text(json.dumps({"version": 1, "files": {}}))

    with pytest.raises(StateError, match="no revision"):
        kept.files("../secret")
