"""What is not tried for a while, over the end of the program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from exstreamtv.cli.quarantine import quarantine
from exstreamtv.cli.state import state_directory
from exstreamtv.model.remedy import Patience
from tests.kit.catalogue import medium

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
BAD, GOOD = medium("bad"), medium("good")


def test_a_restart_does_not_let_anybody_out(tmp_path: Path) -> None:
    state_directory(tmp_path)
    made = quarantine(tmp_path)
    made.failed(BAD, "1 2 3", "", Patience(2), NOW)
    made.played(GOOD)
    made.failed(BAD, "1 2 3", "no moov atom", Patience(2), NOW)
    made.write_down()

    (found,) = quarantine(tmp_path).listed(NOW)

    assert found.as_json() == {
        "media": "tv:bad",
        "failures": 2,
        "why": "no moov atom",
        "until": "2026-11-24T20:00:00.000Z",
    }
    assert quarantine(tmp_path).held(BAD, "1 2 3", NOW + timedelta(hours=23))


def test_a_damaged_file_is_forgotten(tmp_path: Path) -> None:
    state = state_directory(tmp_path)
    (state / "quarantine.json").write_text('{"version": 1, "media": [{"media": "tv:bad"}]}')

    assert quarantine(tmp_path).listed(NOW) == []
