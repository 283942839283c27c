from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exstreamtv.cli.options import Status
from exstreamtv.emit.ledger import dump
from exstreamtv.model.progress import Progress
from tests.kit.ffmpeg import ffmpeg
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


def waiting(exstreamtv: Exstreamtv, edited: Callable[[str, str], Path], form: str) -> str:
    """What is on, an hour and a half after the channel was left at 17:50."""
    station = edited("    schedule:", "    progress: watched\n    schedule:")
    state = station.parent / ".exstreamtv"
    state.mkdir()
    left = Progress(timedelta(0), datetime(2026, 11, 23, 17, 50, tzinfo=UTC))
    (state / "progress.json").write_text(
        dump({"one": left}, datetime(2026, 11, 23, 18, tzinfo=UTC))
    )
    return exstreamtv("now", "-C", station, "--format", form).out


def test_a_channel_that_waits_stands_where_it_was_left(
    exstreamtv: Exstreamtv, edited: Callable[[str, str], Path]
) -> None:
    (one,) = json.loads(waiting(exstreamtv, edited, "json"))

    assert one["waits_since"] == "2026-11-23T17:50:00.000Z"
    assert one["programme"]["start"] == "2026-11-23T18:55:00.000Z"
    assert one["next"]["start"] == "2026-11-23T19:25:00.000Z"


def test_since_when_a_channel_waits_is_said(
    exstreamtv: Exstreamtv, edited: Callable[[str, str], Path]
) -> None:
    lines = waiting(exstreamtv, edited, "text").splitlines()

    assert lines[1].endswith("20:00 of 30:00")
    assert lines[4].strip() == "waits for you since mon 23 nov 17:50"


def test_a_ledger_that_is_none_is_the_worlds_fault(
    exstreamtv: Exstreamtv, edited: Callable[[str, str], Path]
) -> None:
    station = edited("    schedule:", "    progress: watched\n    schedule:")
    (station.parent / ".exstreamtv").mkdir()
    (station.parent / ".exstreamtv" / "progress.json").write_text("{")
    ran = exstreamtv("now", "-C", station)

    assert ran.code == Status.WORLD
    assert "this is no ledger" in ran.err


def test_a_channel_that_copies_shows_the_copy_and_what_encodes_its_ends(
    exstreamtv: Exstreamtv, tmp_path: Path
) -> None:
    directory = tmp_path / "channels.d"
    directory.mkdir()
    (tmp_path / "films").mkdir()
    drawn = ("-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1,format=yuv420p")
    ffmpeg(*drawn, "-c:v", "libx264", str(tmp_path / "films" / "a.mp4"))
    (directory / "a.yaml").write_text(
        "version: 1\nstation: {name: Copied, timezone: UTC}\n"
        "sources: {films: {type: local, path: films, kind: movie}}\n"
        "collections: {all: {from: films}}\n"
        "profiles: {as-is: {size: 320x180, rate: 25, copy: true}}\n"
        "channels: {one: {number: 1, name: One, profile: as-is, filler: all, "
        'schedule: {day: {at: "06:00", fill: all}}}}\n'
    )
    assert exstreamtv("lock", "-C", directory).code == 0

    copied, encoded = [
        line for line in exstreamtv("now", "one", "-C", directory).out.splitlines() if "-i " in line
    ]

    assert "-c:v copy" in copied
    assert "-c:v libx264" in encoded
