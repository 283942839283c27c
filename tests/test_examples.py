"""The stations that people start from: each is without a finding and never goes dark."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exstreamtv import pipeline
from exstreamtv.model.timeline import Kind
from exstreamtv.rules import expect
from exstreamtv.rules.verdict import court
from exstreamtv.sources.lock import FOLDER, lock_texts
from exstreamtv.syntax.layout import canonical

HOUSE = Path(__file__).parents[1]
STATIONS = [HOUSE / "channels.d", *sorted((HOUSE / "examples").iterdir())]
START = datetime(2026, 11, 24, 5, tzinfo=UTC)
FORTNIGHT = timedelta(days=14)


@pytest.fixture(params=STATIONS, ids=lambda path: path.name)
def loaded(request: pytest.FixtureRequest) -> pipeline.Loaded:
    return pipeline.open_station(request.param, START)


def test_it_has_no_finding(loaded):
    assert loaded.found == ()


def test_two_weeks_of_it_are_covered_without_a_slate_that_nobody_asked_for(loaded):
    timelines, found = pipeline.timelines(loaded, START, START + FORTNIGHT)

    assert not found
    for channel, timeline in timelines.items():
        assert timeline.items[0].start <= START
        assert timeline.items[-1].stop >= START + FORTNIGHT
        slates = {item.why.slot for item in timeline.items if item.kind is Kind.SLATE}
        schedule = loaded.station.channels[channel].schedule
        assert all(schedule[slot].off_air for slot in slates), channel


def test_its_lock_is_as_the_program_writes_it(loaded):
    written = {path.name: text for path, text in loaded.texts.items() if path.parent.name == FOLDER}

    assert written == lock_texts(loaded.lock)


SHOWN = sorted(
    path
    for folder in ("examples", "channels.d", "exstreamtv/cli/starters")
    for path in (HOUSE / folder).rglob("*.yaml")
)


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_what_people_copy_from_is_in_the_one_layout(path: Path):
    text = path.read_text("utf-8")

    assert canonical(text) == text, f"run `exstreamtv fmt {path.relative_to(HOUSE)}`"


def test_its_rules_and_tests_hold_for_two_weeks(loaded):
    clock = loaded.inputs.calendar
    today = clock.day_of(START)
    window = clock.begin(today), clock.begin(today + FORTNIGHT)
    timelines, _ = pipeline.timelines(loaded, *window)
    judges = court(loaded.inputs)
    verdicts = judges.verdicts([judges.heard(timelines, *window)])
    tested = (
        expect.tested(loaded.inputs, test, timelines[test.channel], today)
        for test in loaded.station.tests
    )

    assert [found.message for each in (*verdicts, *tested) for found in each.found] == []
