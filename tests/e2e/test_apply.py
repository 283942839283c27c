"""A change comes on the air while people watch: nobody loses a picture."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exstreamtv.cli.main import app
from exstreamtv.cli.options import Status
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.grid import Grid
from tests.kit.capture import Capture, pictures, tune
from tests.kit.demo import compiled, copied
from tests.kit.processes import served
from tests.kit.transport import examine
from tests.kit.truth import verdict

WATCHED_S = 14
APPLICATIONS = 5


def apply(directory: Path, *words: str) -> str:
    """What `exstreamtv apply` says."""
    ran = CliRunner().invoke(app, ["-C", str(directory), "apply", *words])
    assert ran.exit_code == 0, ran.output
    return ran.output


@pytest.mark.alone
def test_nobody_who_watches_notices_that_something_is_applied(tmp_path: Path) -> None:
    directory = copied(tmp_path)
    now = datetime.now(UTC)
    demo = compiled(directory, now - timedelta(minutes=1), now + timedelta(hours=1))
    channel = next(each for each in demo.lineup.channels if each.number == "4")
    note = directory / "note.yaml"

    with served(directory) as running:
        captured: list[Capture] = []
        url = f"{running.base}/iptv/channel/4.ts"
        viewer = threading.Thread(target=lambda: captured.append(tune(url, WATCHED_S)))
        viewer.start()
        for number in range(APPLICATIONS):
            note.write_text(f"x-note: {number}\n")
            assert "is applied" in apply(directory, "--yes")
        viewer.join()

    seen = [each for each in pictures(captured[0]) if each.mark]
    found = verdict(seen, demo.timelines["pulse"], Grid(channel.profile.rate), demo.content)
    assert found.flawless, found
    assert found.pictures > WATCHED_S * 25 - 50
    assert examine(captured[0].data).faults == []


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small station that is on the air; its directory."""
    home = tmp_path_factory.mktemp("station") / "tv"
    assert CliRunner().invoke(app, ["init", str(home)]).exit_code == 0
    with served(home / "channels.d"):
        yield home / "channels.d"


def edited(directory: Path) -> Path:
    """The station with another title for its film; each call another one."""
    file = directory / "10-first.yaml"
    text = file.read_text()
    file.write_text(text.replace("Nine O'Clock", "Very Nine O'Clock"))
    return directory


def revision(directory: Path) -> str:
    ran = CliRunner().invoke(app, ["-C", str(directory), "--format", "json", "status"])
    assert ran.exit_code == 0, ran.output
    return str(json.loads(ran.stdout)["revision"])


@pytest.mark.parametrize("answer", ["no\n", "y\n", "YES\n", "\n", ""])
def test_only_yes_applies(running: Path, answer: str) -> None:
    before = revision(running)

    ran = CliRunner().invoke(app, ["-C", str(edited(running)), "apply"], input=answer)

    assert ran.exit_code == Status.REFUSED
    assert "nothing is applied" in ran.output
    assert "change on 1 of 1 channel" in ran.output
    assert revision(running) == before


def test_yes_applies_and_one_can_go_back(running: Path) -> None:
    before = revision(running)

    ran = CliRunner().invoke(app, ["-C", str(edited(running)), "apply"], input="yes\n")

    assert ran.exit_code == Status.DONE, ran.output
    after = revision(running)
    assert after != before
    assert "is in force already" in apply(running)
    assert "is applied" in apply(running, "--yes", "--revision", before)
    assert revision(running) == before


def test_a_base_that_is_not_expected_is_refused(running: Path) -> None:
    words = ["-C", str(edited(running)), "apply", "--yes", "--expect", "0123456789ab"]

    ran = CliRunner().invoke(app, words)

    assert ran.exit_code == Status.REFUSED
    assert "is in force, not `0123456789ab`" in ran.output


def test_what_does_not_compile_is_not_even_sent(running: Path) -> None:
    before = revision(running)
    broken = running / "broken.yaml"
    broken.write_text("channels: [\n")
    try:
        ran = CliRunner().invoke(app, ["-C", str(running), "apply", "--yes"])
    finally:
        broken.unlink()

    assert ran.exit_code == Status.INPUT
    assert revision(running) == before


def test_the_plan_is_what_the_daemon_would_show(running: Path) -> None:
    words = ["-C", str(edited(running)), "plan", "--against", "daemon"]

    ran = CliRunner().invoke(app, words)

    assert ran.exit_code == Status.DONE
    assert "frozen: nothing changes before" in ran.stdout


def test_nothing_is_applied_where_nothing_is_served(tmp_path: Path) -> None:
    with pytest.raises(ExstreamError, match="exstreamtv serve"):
        CliRunner().invoke(app, ["-C", str(tmp_path), "apply"], catch_exceptions=False)


def test_a_plan_that_was_kept_is_applied_as_long_as_nothing_else_was(
    running: Path, tmp_path: Path
) -> None:
    plan, before = tmp_path / "plan.json", revision(running)
    kept = CliRunner().invoke(app, ["-C", str(edited(running)), "plan", "--out", str(plan)])
    assert kept.exit_code == Status.DONE, kept.output
    planned = json.loads(plan.read_text())

    assert planned["base"] == before
    assert f"`{planned['revision']}` is applied" in apply(running, str(plan), "--yes")
    assert "is in force already" in apply(running, str(plan), "--yes")

    assert "is applied" in apply(edited(running), "--yes")
    ran = CliRunner().invoke(app, ["-C", str(running), "apply", str(plan), "--yes"])
    assert ran.exit_code == Status.REFUSED
    assert "error[E407]" in ran.output


def test_a_plan_whose_base_has_moved_is_refused(running: Path, tmp_path: Path) -> None:
    plan, file = tmp_path / "plan.json", running / "10-first.yaml"
    wanted = edited(running) / "10-first.yaml"
    text = wanted.read_text()
    ran = CliRunner().invoke(app, ["-C", str(running), "plan", "--out", str(plan)])
    assert ran.exit_code == Status.DONE, ran.output
    assert "is applied" in apply(edited(running), "--yes")
    meanwhile = revision(running)
    file.write_text(text)

    ran = CliRunner().invoke(app, ["-C", str(running), "apply", str(plan), "--yes"])

    assert ran.exit_code == Status.REFUSED
    assert "error[E408]" in ran.output
    assert f"applied meanwhile: `{meanwhile}`" in ran.output
    assert revision(running) == meanwhile


def test_what_is_applied_and_not_on_the_air_yet_is_not_what_plays(running: Path) -> None:
    """Whoever goes back before the new cursors count changes only what would have come."""
    apply(running, "--yes")
    first = revision(running)
    held = {path: path.read_text() for path in running.rglob("*") if path.is_file()}
    file = running / "10-first.yaml"
    file.write_text(file.read_text().replace("order: shuffle", "order: title"))
    assert CliRunner().invoke(app, ["-C", str(running), "lock"]).exit_code == 0
    said = apply(running, "--yes")
    shown = CliRunner().invoke(app, ["-C", str(running), "--format", "json", "status"])
    takes_over = json.loads(shown.stdout)["takes_over"]["one"]
    for path, text in held.items():
        path.write_text(text)

    ran = CliRunner().invoke(app, ["-C", str(running), "--format", "json", "plan"])

    assert ran.exit_code == Status.DONE, ran.output
    changed = json.loads(ran.stdout)["channels"][0]["airings"]
    sides = [each["before"] or each["after"] for each in changed]
    assert sides
    assert min(side["start"] for side in sides) >= takes_over
    assert said.splitlines()[-2] in apply(running, "--yes", "--revision", first)


def test_who_goes_back_to_what_never_was_is_told_what_there_is(running: Path) -> None:
    ran = CliRunner().invoke(app, ["-C", str(running), "apply", "--revision", "000000000000"])

    assert ran.exit_code == Status.USAGE
    assert revision(running) in ran.output
