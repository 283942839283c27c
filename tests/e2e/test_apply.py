"""A change comes on the air while people watch: nobody loses a picture."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exstreamtv.cli.main import app
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
