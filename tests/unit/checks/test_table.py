from __future__ import annotations

from pathlib import Path

from exstreamtv import checks
from exstreamtv.checks.table import CHECKS, DATED, LOCKED, MATCHED, run
from tests.kit.written import written

ROOM = Path(checks.__file__).parent
ALL = (*CHECKS, *DATED, *LOCKED, *MATCHED)


def test_every_module_that_has_codes_is_in_the_table():
    modules = {path.stem for path in ROOM.glob("*.py") if "\nCODES" in path.read_text("utf-8")}

    assert {check.__name__.rpartition(".")[2] for check in ALL} == modules  # type: ignore[attr-defined]


def test_no_two_checks_have_a_code_in_common():
    codes = [code for check in ALL for code in check.CODES]

    assert len(codes) == len(set(codes))


def test_a_good_station_passes_every_check():
    station = written(
        'channels: {one: {number: 1, name: One, schedule: {day: {at: "06:00", off_air: true}}}}'
    ).station

    assert station
    assert not run(station)
