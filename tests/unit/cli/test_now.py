from __future__ import annotations

import json
from pathlib import Path

import pytest

from exstreamtv.cli.options import Status
from tests.unit.cli.conftest import Exstreamtv


def test_it_says_what_is_on_and_what_is_next(exstreamtv: Exstreamtv, station: Path) -> None:
    lines = exstreamtv("now", "-C", station).out.splitlines()

    assert lines[0] == " 1  Channel One"
    assert lines[1].startswith("    19:00     Deep Country S01E")
    assert lines[1].endswith("15:00 of 1:00:00")
    assert " to go" in lines[2]
    assert lines[3].startswith("    20:00     Deep Country S01E")


def test_one_channel_has_its_command_line(exstreamtv: Exstreamtv, station: Path) -> None:
    last = exstreamtv("now", "one", "-C", station).out.splitlines()[-1]

    assert "ffmpeg" in last.split()[0]
    assert last.endswith("pipe:1")


def test_programs_get_positions(exstreamtv: Exstreamtv, station: Path) -> None:
    (one,) = json.loads(exstreamtv("now", "--format", "json", "-C", station).out)

    assert (one["channel"], one["now"]) == ("one", "2026-11-23T19:15:00.000Z")
    assert one["programme"]["start"] == "2026-11-23T19:00:00.000Z"
    assert one["next"]["start"] == "2026-11-23T20:00:00.000Z"
    assert one["position_ms"] + one["remaining_ms"] > 0


def test_an_ffmpeg_that_is_not_there_is_the_worlds_fault(
    exstreamtv: Exstreamtv, station: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXSTREAMTV_FFMPEG", "/nowhere/ffmpeg")
    ran = exstreamtv("now", "one", "-C", station)

    assert ran.code == Status.WORLD
    assert "/nowhere/ffmpeg" in ran.err
