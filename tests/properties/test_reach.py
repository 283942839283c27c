"""While a slot's reach says the same, no edit of another slot moves a claim of it.

`EXAMPLES=4000` in the environment draws so many; the default sees the plain mistakes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.config.days import WEEKDAYS
from exstreamtv.config.station import Station
from exstreamtv.schedule.reach import Reach
from exstreamtv.schedule.setting import Inputs, rota_of
from exstreamtv.schedule.slots import Stretch
from tests.kit.catalogue import catalogue
from tests.kit.drawn_days import CALENDAR, recurring, times
from tests.kit.station import station

EXAMPLES = int(os.environ.get("EXAMPLES", "300"))
DAYS = [date(2026, 3, 26) + timedelta(days=number) for number in range(14)]

GROUPS = (("at",), ("days", "when", "except"), ("until", "for"), ("replaces",), ("priority",))

Written = dict[str, Any]

placings = st.sampled_from(
    [{}, {}, {}, {"replaces": "any"}, {"replaces": ["slot-0"]}, {"priority": "1"}]
)
ends = st.one_of(
    st.just({}),
    times.map(lambda at: {"until": at}),
    st.integers(15, 1500).map(lambda minutes: {"for": f"{minutes}m"}),
)
weekly = st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(lambda days: {"days": sorted(days)})
whens = st.one_of(weekly, weekly, recurring)
starts = times.map(lambda at: {"at": at})


@st.composite
def slots(draw: st.DrawFn) -> Written:
    said = {**draw(starts), **draw(whens), **draw(ends), **draw(placings)}
    return {"off_air": "true", **said}


@st.composite
def encores(draw: st.DrawFn) -> Written:
    """Shows again what the second slot has aired, some time after that began."""
    delay = f"{draw(st.integers(15, 3000))}m"
    return {"rerun_of": "slot-1", "delay": delay, **draw(ends), **draw(placings)}


@st.composite
def edits(draw: st.DrawFn) -> tuple[Station, Station]:
    """A channel, and the same with another slot than the first one edited, removed or added."""
    schedule = {f"slot-{n}": draw(slots()) for n in range(draw(st.integers(2, 4)))}
    if draw(st.booleans()):
        schedule["encore"] = draw(encores())
    other = draw(st.sampled_from([*schedule, "new"][1:]))
    return drawn(schedule), drawn({**schedule, other: draw(edited(schedule.get(other)))})


@st.composite
def edited(draw: st.DrawFn, slot: Written | None) -> Written:
    if slot is None:
        return draw(slots())
    if "rerun_of" in slot:
        return draw(encores())
    kept = [key for key in slot if key not in draw(st.sampled_from(GROUPS))]
    said = draw(st.sampled_from([starts, whens, ends, placings]).flatmap(lambda said: said))
    return {"at": "12:00", **{key: slot[key] for key in kept}, **said}


def drawn(schedule: Written) -> Station:
    for slot in schedule.values():
        if "until" in slot:
            slot.pop("for", None)
    return station(schedule, calendar=CALENDAR)


def stretches(made: Station) -> Iterator[Stretch]:
    """Those of the first slot, each day in turn."""
    diary = Inputs(made, catalogue(), {}).setting("one").diary
    return (each for day in DAYS for each in diary.stretches(day) if each.slot == "slot-0")


def reach(made: Station) -> object:
    return Reach(rota_of(made, "one")).of("slot-0")


def test_an_edit_that_moves_a_claim_of_another_slot_is_seen_in_its_reach() -> None:
    same: list[bool] = []

    @settings(max_examples=EXAMPLES)
    @given(edits())
    def each(pair: tuple[Station, Station]) -> None:
        before, after = pair
        same.append(reach(before) == reach(after))
        if same[-1]:
            assert [*stretches(before)] == [*stretches(after)]

    each()

    assert sum(same) > EXAMPLES // 4
    assert not all(same)
