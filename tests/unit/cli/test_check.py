from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from exstreamtv.cli.options import Status
from tests.unit.cli.conftest import Exstreamtv

Edited = Callable[[str, str], Path]


def test_a_sound_station_passes(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("check", "-C", station)

    assert (ran.code, ran.out) == (Status.DONE, "")
    assert ran.err == "nothing to find fault with: 1 channel in 4 files\n"


def test_quiet_says_nothing_of_success(exstreamtv: Exstreamtv, station: Path) -> None:
    assert exstreamtv("check", "-q", "-C", station).err == ""


def test_a_finding_has_its_place_and_fails(exstreamtv: Exstreamtv, edited: Edited) -> None:
    ran = exstreamtv("check", "-C", edited("fill: deep-country", "fill: deep-contry"))

    assert ran.code == Status.INPUT
    assert "10-first.yaml:" in ran.out
    assert "did you mean `deep-country`" in ran.out
    assert ran.err.startswith("1 error and ")


def test_findings_can_be_read_by_programs(exstreamtv: Exstreamtv, edited: Edited) -> None:
    broken = edited("fill: deep-country", "fill: deep-contry")
    found = json.loads(exstreamtv("check", "--format", "json", "-C", broken).out)

    assert "E201" in [each["code"] for each in found]


def test_warnings_fail_only_when_strict(exstreamtv: Exstreamtv, edited: Edited) -> None:
    warned = edited("\ncollections:", "\ncollections:\n  unused: {from: drawn}")

    assert exstreamtv("check", "-C", warned).code == Status.DONE
    assert exstreamtv("check", "--strict", "-C", warned).code == Status.INPUT


def test_nothing_to_read_is_a_finding(exstreamtv: Exstreamtv, tmp_path: Path) -> None:
    ran = exstreamtv("check", "-C", tmp_path)

    assert ran.code == Status.INPUT
    assert "error[" in ran.out


def test_an_overlap_of_the_year_ahead_is_a_finding(exstreamtv: Exstreamtv, edited: Edited) -> None:
    broken = edited('at: "19:00", fill', 'at: "19:00", until: "21:30", fill')
    found = json.loads(exstreamtv("check", "--format", "json", "-C", broken).out)

    assert [each["code"] for each in found] == ["E301"]


def test_a_collection_that_holds_nothing_is_a_finding(
    exstreamtv: Exstreamtv, edited: Edited
) -> None:
    broken = edited('show = "Deep Country"', 'show = "Deep Contry"')
    found = json.loads(exstreamtv("check", "--format", "json", "-C", broken).out)

    assert "E323" in [each["code"] for each in found]


def test_an_editor_can_ask_before_it_saves(
    exstreamtv: Exstreamtv, station: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = station / "10-first.yaml"
    unsaved = file.read_text().replace("fill: deep-country", "fill: deep-contry")
    monkeypatch.setattr("sys.stdin", StringIO(unsaved))
    ran = exstreamtv("check", "--format", "concise", "-C", station, "--stdin", file)

    assert ran.code == Status.INPUT
    assert "E201 no collection is called `deep-contry`" in ran.out
    assert exstreamtv("check", "-C", station).code == Status.DONE, "the file is as it was"


def test_an_editor_is_told_only_of_its_file(
    exstreamtv: Exstreamtv, edited: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = edited("fill: deep-country", "fill: deep-contry")
    monkeypatch.setattr("sys.stdin", StringIO("x-nothing: {}\n"))
    ran = exstreamtv("check", "-C", broken, "--stdin", broken / "not-yet.yaml")

    assert (ran.code, ran.out) == (Status.DONE, "")


def test_an_editor_gets_the_repaired_text(
    exstreamtv: Exstreamtv, station: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = station / "10-first.yaml"
    text = file.read_text()
    monkeypatch.setattr(
        "sys.stdin", StringIO(text.replace("fill: deep-country", "fill: dep-country"))
    )
    ran = exstreamtv("check", "--fix", "-C", station, "--stdin", file)

    assert (ran.code, ran.out) == (Status.DONE, text)


def test_a_file_elsewhere_is_no_part(exstreamtv: Exstreamtv, station: Path, tmp_path: Path) -> None:
    ran = exstreamtv("check", "-C", station, "--stdin", tmp_path / "x.yaml")

    assert ran.code == Status.USAGE
