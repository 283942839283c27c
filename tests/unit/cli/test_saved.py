from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from exstreamtv.cli.options import Status
from exstreamtv.cli.saved import Saved, doubt, saved
from exstreamtv.emit.view import View
from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.model.revision import Applied
from tests.kit.timelines import MONDAY
from tests.kit.weeks import WEEK_END, station
from tests.unit.cli.conftest import Exstreamtv
from tests.unit.cli.test_git import git

PLANNED = {"version": 1, "revision": "849b019ad5ff", "base": "9c1e2a40b7d1"}
PAGE = View(station(), {}, MONDAY, WEEK_END)


FILE = Path("plan.json")


def written(**changed: object) -> str:
    return json.dumps({**PLANNED, **changed})


def applied(*revisions: str) -> list[Applied]:
    """An hour after the other; the newest first, as the daemon tells them."""
    found = (
        Applied(each, MONDAY + timedelta(hours=hour), {}) for hour, each in enumerate(revisions)
    )
    return [*found][::-1]


def test_a_plan_says_what_it_is_of_and_what_it_is_a_difference_to() -> None:
    assert saved(FILE, written()) == Saved(FILE, "849b019ad5ff", "9c1e2a40b7d1")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"version": 2}, "is no plan of this version"),
        ({"revision": 3}, "does not say what it is a plan of"),
        ({"revision": ""}, "does not say what it is a plan of"),
        ({"base": None}, "does not say what it is a plan of"),
        ({"base": ""}, "was not compared with the daemon"),
    ],
)
def test_what_is_no_plan_of_the_air_is_refused(changed: dict[str, object], why: str) -> None:
    found = saved(FILE, written(**changed))

    assert isinstance(found, Diagnostic)
    assert found.code == "E409"
    assert found.message.endswith(why)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "[" * 100_000])
def test_what_is_no_plan_at_all_is_refused(
    exstreamtv: Exstreamtv, station: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text)

    ran = exstreamtv("apply", file, "-C", station)

    assert ran.code == Status.USAGE
    assert "error[E409]" in ran.err
    assert "exstreamtv plan --against daemon --out plan.json" in ran.err


def test_a_plan_of_the_guide_is_none_of_the_air(
    exstreamtv: Exstreamtv, station: Path, tmp_path: Path
) -> None:
    exstreamtv("plan", "--out", tmp_path / "plan.json", "-C", station)

    assert exstreamtv("apply", tmp_path / "plan.json", "-C", station).code == Status.USAGE


def test_a_plan_and_a_revision_are_too_much(
    exstreamtv: Exstreamtv, station: Path, tmp_path: Path
) -> None:
    file = tmp_path / "plan.json"
    file.write_text(written())

    ran = exstreamtv("apply", file, "--revision", "9c1e2a40b7d1", "-C", station)

    assert ran.code == Status.USAGE


def test_a_plan_of_what_is_there_may_be_applied() -> None:
    plan = Saved(FILE, "849b019ad5ff", "9c1e2a40b7d1")

    assert doubt(plan, "849b019ad5ff", applied("000000000000", "9c1e2a40b7d1"), PAGE) is None


def test_a_station_that_was_edited_since_is_not_the_one_that_was_planned() -> None:
    plan = Saved(FILE, "849b019ad5ff", "9c1e2a40b7d1")

    found = doubt(plan, "000000000000", applied("9c1e2a40b7d1"), PAGE)

    assert found
    assert found.code == "E407"
    assert found.hint == "plan again: `exstreamtv plan --out plan.json`"


def test_what_was_applied_meanwhile_is_told_by_the_stations_clock() -> None:
    plan = Saved(FILE, "849b019ad5ff", "9c1e2a40b7d1")
    history = applied("9c1e2a40b7d1", "111111111111", "222222222222")

    found = doubt(plan, "849b019ad5ff", history, PAGE)

    assert found
    assert found.code == "E408"
    assert found.note == (
        "applied meanwhile: `111111111111` mon 23 nov 07:00, `222222222222` mon 23 nov 08:00"
    )


def test_a_plan_tells_no_address_and_no_secret(
    exstreamtv: Exstreamtv, station: Path, tmp_path: Path
) -> None:
    home, plan = station.parent, tmp_path / "plan.json"
    git(home, "init", "-q")
    git(home, "add", ".")
    git(home, "commit", "-q", "-m", "one")
    (station / "live.yaml").write_text(
        'sources: {cam: {type: live, url: "https://example.org/a.m3u8?token=hunter2"}}\n'
        "channels:\n"
        "  two:\n"
        "    number: 2\n"
        "    name: Two\n"
        "    fallback: card\n"
        '    schedule: {all: {at: "06:00", live: cam}}\n'
    )
    assert exstreamtv("lock", "-C", station).code == Status.DONE

    ran = exstreamtv("plan", "--out", plan, "-C", station)

    assert ran.code == Status.DONE, ran.err
    assert '"media": "cam:' in plan.read_text()
    assert "hunter2" not in plan.read_text()
    assert "example.org" not in plan.read_text()
