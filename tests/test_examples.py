"""The stations that people start from: each is without a finding and never goes dark."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from exstreamtv import pipeline
from exstreamtv.config.breaks import Breaks
from exstreamtv.config.channel import Slot
from exstreamtv.config.layers import LayerConfig
from exstreamtv.config.onair import RULES
from exstreamtv.config.section import Section, sections
from exstreamtv.config.station import CalendarEntry, Collection
from exstreamtv.config.steps import STEPS
from exstreamtv.config.types import Order
from exstreamtv.rules import expect
from exstreamtv.rules.verdict import court
from exstreamtv.rules.written import unwanted
from exstreamtv.sources.lock import FOLDER, lock_texts
from exstreamtv.syntax.layout import canonical

HOUSE = Path(__file__).parents[1]
STATIONS = [HOUSE / "channels.d", *sorted(path.parent for path in HOUSE.glob("examples/*/lock"))]
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
        assert not any(unwanted(loaded.station, item) for item in timeline.items), channel


def test_its_lock_is_as_the_program_writes_it(loaded):
    written = {path.name: text for path, text in loaded.texts.items() if path.parent.name == FOLDER}

    assert written == lock_texts(loaded.lock)


WRITTEN = {
    "a slot": Slot,
    "breaks": Breaks,
    "a collection": Collection,
    "a calendar entry": CalendarEntry,
    "a layer": LayerConfig,
}


def keys(kind: type[Section]) -> set[str]:
    return {field.alias or name for name, field in kind.model_fields.items()}


@pytest.fixture(scope="module")
def written() -> list[Section]:
    stations = (pipeline.open_station(path, START).station for path in STATIONS)
    return [section for station in stations for section in sections(station)]


@pytest.mark.parametrize("called", WRITTEN)
def test_every_key_has_its_place_in_an_example(called: str, written: list[Section]):
    kind = WRITTEN[called]
    used = {name for each in written if type(each) is kind for name in each.model_fields_set}

    assert keys(kind) - {kind.model_fields[name].alias or name for name in used} == set()


def test_every_step_order_and_rule_has_its_place_in_an_example(written: list[Section]):
    kinds = {type(each) for each in written}
    bodies = {name for each in written if isinstance(each, Slot) for name in each.model_fields_set}
    orders = {each.order for each in written if isinstance(each, Collection)}

    assert [name for name, kind in STEPS.items() if kind not in kinds and name not in bodies] == []
    assert [name for name, kind in RULES.items() if kind not in kinds] == []
    assert [name for name in get_args(Order) if name not in orders] == []


def test_every_example_is_in_the_list():
    text = (HOUSE / "examples" / "README.md").read_text()

    assert [
        path.name for path in STATIONS[1:] if f"[{path.name}]({path.name}/station.yaml)" not in text
    ] == []


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
