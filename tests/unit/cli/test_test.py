from __future__ import annotations

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from exstreamtv.cli.options import Status
from tests.kit.golden import golden
from tests.unit.cli.conftest import Exstreamtv

KEPT = """
rules:
  air: {continuity: none}
  seams: {junctions: none}
tests:
  - {channel: one, at: "21:00", starts_within: 1m, airs: {kind: movie}}
  - {channel: one, from: 2026-11-01, days: 3, never: {kind: movie}}
"""

BROKEN = """
rules:
  kids: {watershed: {"06:00-20:00": TV-PG}}
  films: {rest: 3d, of: films, severity: warning}
tests:
  - {channel: one, at: "20:00", airs: {kind: movie}}
"""


@pytest.fixture
def ruled(station: Path):
    def write(text: str) -> Path:
        (station / "rules.yaml").write_text(text)
        return station

    return write


def test_what_holds_is_a_line_each(exstreamtv: Exstreamtv, ruled) -> None:
    ran = exstreamtv("test", "-C", ruled(KEPT))

    assert ran.code == Status.DONE
    assert ran.out.splitlines() == [
        "ok    rule air (continuity): 14 days",
        "ok    rule seams (junctions): 14 days",
        "ok    test one at 21:00 airs kind movie starts within 1m: 7 days",
        "over  test one never kind movie: its days are over",
    ]
    assert ran.err == "2 rules and 2 tests: all hold\n"


def test_what_is_broken_is_told_in_full(
    exstreamtv: Exstreamtv, ruled, snapshot: SnapshotAssertion
) -> None:
    station = ruled(BROKEN)
    ran = exstreamtv("test", "-C", station)

    assert ran.code == Status.INPUT
    assert ran.out.replace(str(station), "channels.d") == snapshot(extension_class=golden("txt"))
    assert ran.err.endswith("2 rules and 1 test: 2 broken\n")


def test_warnings_break_nothing(exstreamtv: Exstreamtv, ruled) -> None:
    ran = exstreamtv("test", "-C", ruled("rules: {films: {rest: 3d, severity: warning}}"))

    assert ran.code == Status.DONE
    assert ran.out.splitlines()[-1].startswith("warn  rule films (rest): ")


def test_programs_read_only_what_is_broken(exstreamtv: Exstreamtv, ruled) -> None:
    ran = exstreamtv("test", "--format", "json", "-C", ruled(BROKEN))

    assert {each["code"] for each in json.loads(ran.out)} == {"E505", "E507", "E516"}


def test_the_rules_look_at_so_many_days(exstreamtv: Exstreamtv, ruled) -> None:
    ran = exstreamtv("test", "--days", "3", "-C", ruled(KEPT))

    assert "ok    rule air (continuity): 3 days" in ran.out


def test_a_plan_fails_where_a_rule_is_broken(exstreamtv: Exstreamtv, ruled) -> None:
    broken = exstreamtv("plan", "-C", ruled(BROKEN))
    kept = exstreamtv("plan", "-C", ruled(KEPT))

    assert (broken.code, kept.code) == (Status.INPUT, Status.DONE)
    assert "error[E505]" in broken.err
    assert "Channel One" in broken.out
    assert broken.err.endswith("2 rules: 2 of them broken\n")
    assert kept.err == "2 rules: all kept\n"


def test_check_does_the_arithmetic(exstreamtv: Exstreamtv, ruled) -> None:
    ran = exstreamtv("check", "-C", ruled("rules: {films: {rest: 14d, of: corner-shop}}\n"))

    assert ran.code == Status.DONE
    assert "warning[W508]" in ran.out


def test_a_kind_of_rule_can_be_explained(exstreamtv: Exstreamtv) -> None:
    assert exstreamtv("explain", "watershed").out.startswith("E505: A rating is above")
