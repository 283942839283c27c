"""What holds of every timeline, whatever the station.

`EXAMPLES=500` in the environment asks each property of so many stations; `make soak` does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, islice, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exstreamtv.config.guide import ChannelGuide
from exstreamtv.config.station import Station
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem
from exstreamtv.schedule import anchor
from exstreamtv.schedule.compile import stand, timeline, walk
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import medium
from tests.kit.compiling import facts, inputs, listed, on_air
from tests.kit.drawn import media, stations
from tests.kit.drawn_days import CHANGES

DAY = timedelta(days=1)
CATALOGUE = media()

days = st.sampled_from(CHANGES)
channels = st.sampled_from(["one", "one", "one", "two", "later", "east", "twin"])
drawn = settings(
    max_examples=int(os.environ.get("EXAMPLES", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@drawn
@given(stations(), days, channels, st.integers(0, 86_399_999), st.integers(1, 200_000_000))
def test_every_window_is_covered_without_a_gap(
    station: Station, day: date, channel: str, offset_ms: int, length_ms: int
):
    given_ = inputs(station, CATALOGUE, day)
    start = given_.calendar.begin(day) + timedelta(milliseconds=offset_ms)
    stop = start + timedelta(milliseconds=length_ms)

    found = timeline(given_, channel, start, stop)

    for run in (found.items, found.programmes):
        assert run[0].start <= start
        assert run[-1].stop >= stop
        assert all(one.start < one.stop == other.start for one, other in pairwise(run))
    assert all(programme.title for programme in found.programmes)


@drawn
@given(stations(), days, channels)
def test_nothing_plays_beyond_its_end(station: Station, day: date, channel: str):
    for item in on_air(inputs(station, CATALOGUE, day), day, 3, channel).items:
        if item.media:
            assert item.media.in_point <= item.in_point
            assert item.out_point <= item.media.in_point + item.media.length


@drawn
@given(stations(), days, st.integers(1, 90))
def test_no_entry_of_the_guide_is_shorter_than_said(station: Station, day: date, minutes: int):
    least = timedelta(minutes=minutes)
    one = station.channels["one"].model_copy(
        update={"guide": ChannelGuide.model_construct(minimum=least)}
    )
    shaped = station.model_copy(update={"channels": {**station.channels, "one": one}})

    found = on_air(inputs(shaped, CATALOGUE, day), day, 3).programmes

    assert [entry for entry in found if entry.length < least] == []


@drawn
@given(stations(), days, channels, st.integers(1, 3))
def test_a_longer_window_begins_with_the_shorter_one(
    station: Station, day: date, channel: str, more: int
):
    given_ = inputs(station, CATALOGUE, day)
    short, long = on_air(given_, day, 2, channel), on_air(given_, day, 2 + more, channel)

    assert facts(long.items)[: len(short.items)] == facts(short.items)
    assert listed(long.programmes)[: len(short.programmes)] == listed(short.programmes)


@drawn
@given(stations(), days, channels, st.integers(0, 60 * 24 * 5))
def test_where_the_window_begins_changes_nothing(
    station: Station, day: date, channel: str, minutes: int
):
    given_ = inputs(station, CATALOGUE, day)
    begin, stop = given_.calendar.begin(day - DAY), given_.calendar.begin(day + 7 * DAY)
    early = timeline(given_, channel, begin, stop)
    late = timeline(given_, channel, begin + timedelta(minutes=minutes), stop)

    start = late.items[0].start
    assert facts(item for item in early.items if item.start >= start) == facts(late.items)
    start = late.programmes[0].start
    shown = [entry for entry in early.programmes if entry.start >= start]
    assert listed(shown) == listed(late.programmes)


@drawn
@given(stations(slides=False), days, st.sampled_from(["one", "two"]), st.integers(1, 8))
def test_a_cursor_taken_from_a_walk_goes_on_where_it_was(
    station: Station, day: date, channel: str, later: int
):
    walked, then = inputs(station, CATALOGUE, day), day + later * DAY
    cursors = {**walked.cursors, **stand(walked, "one", then), **stand(walked, "two", then)}
    anchored = Inputs(station, CATALOGUE, cursors)

    once, again = (islice(walk(which, channel, then), 2) for which in (walked, anchored))
    assert [facts(one.items) for one in once] == [facts(one.items) for one in again]


@drawn
@given(stations(slides=False), days, st.sampled_from(["one", "two"]), st.integers(0, 5))
def test_a_lock_that_is_written_anew_changes_nothing(
    station: Station, day: date, channel: str, later: int
):
    """Neither while its cursors are young, nor when they have grown old and are moved on."""
    before, then = inputs(station, CATALOGUE, day), day + later * DAY
    assert anchor.anchored(before, before, then) == before.cursors
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(anchor, "OLDEST", ZERO)
        after = Inputs(station, CATALOGUE, anchor.anchored(before, before, then))

    found = [on_air(which, then, 2, channel) for which in (before, after)]
    first, second = ([item for item in one.items if item.why.day >= then] for one in found)
    assert facts(first) == facts(second)


@drawn
@given(stations(), days, st.sampled_from(["one", "two"]))
def test_what_comes_later_changes_nothing_before_its_day(station: Station, day: date, channel: str):
    newcomers = [
        medium("cheers/S00E99", "21m", show="cheers", season=1, episode=3, since=day + 3 * DAY),
        medium("ad-new", "8s", kind="clip", tags=("ad",), since=day + 3 * DAY),
    ]
    known = CATALOGUE.sources["tv"]
    gone = tuple(replace(m, gone=day + 3 * DAY) if m.key == "Film 03" else m for m in known)
    before = inputs(station, CATALOGUE, day)
    after = Inputs(station, Catalogue({"tv": (*gone, *newcomers)}), before.cursors)

    found = [on_air(which, day, 5, channel) for which in (before, after)]
    border = before.calendar.begin(day + 3 * DAY)
    first, second = ([i for i in f.items if i.stop <= border] for f in found)
    assert facts(first) == facts(second)


@drawn
@given(stations(slides=False), days, channels)
def test_the_file_order_of_slots_and_media_means_nothing(station: Station, day: date, channel: str):
    one = station.channels["one"]
    turned = one.model_copy(update={"schedule": dict(reversed(one.schedule.items()))})
    backwards = dict(reversed(station.channels.items())) | {"one": turned}
    other = station.model_copy(update={"channels": backwards})

    assert facts(on_air(inputs(station, CATALOGUE, day), day, 2, channel).items) == facts(
        on_air(inputs(other, CATALOGUE, day), day, 2, channel).items
    )


@drawn
@given(stations(), days, channels)
def test_what_no_collection_asks_for_changes_nothing(station: Station, day: date, channel: str):
    more = [medium("stranger", "23m", tags=("other",)), medium("A b", "9s", kind="clip")]
    known = Catalogue({"tv": (*CATALOGUE.sources["tv"], *more)})

    assert facts(on_air(inputs(station, CATALOGUE, day), day, 3, channel).items) == facts(
        on_air(inputs(station, known, day), day, 3, channel).items
    )


@drawn
@given(stations(slides=False), days)
def test_what_a_slot_airs_lies_within_it(station: Station, day: date):
    given_ = inputs(station, CATALOGUE, day)
    diary = given_.setting("one").diary
    spans = [s for n in range(-1, 3) for s in diary.stretches(day + n * DAY)]
    bounds = {
        slot: (min(s.start for s in each), max(s.stop for s in each))
        for slot in {s.slot for s in spans}
        if (each := [s for s in spans if s.slot == slot])
    }

    for item in on_air(given_, day, 2).items:
        if item.why.slot:
            start, stop = bounds[item.why.slot]
            assert start <= item.start
            assert item.stop <= stop


def pods(items: list[PlayoutItem]) -> Iterator[list[PlayoutItem]]:
    """What stands between two parts of one programme."""
    before: PlayoutItem | None = None
    begun = {item.start: [(item.media, item.in_point)] for item in items}
    for brief, run in groupby(items, lambda item: item.kind is Kind.INTERSTITIAL):
        found = list(run)
        if not brief:
            before = found[-1]
        elif before and (before.media, before.out_point) in begun.get(found[-1].stop, ()):
            yield found


@drawn
@given(stations(), days)
def test_no_spot_comes_twice_in_a_break_nor_beside_a_competitor(station: Station, day: date):
    rules = station.collections["ads"]
    for pod in pods(list(on_air(inputs(station, CATALOGUE, day), day, 2).items)):
        spots = [i.media for i in pod if i.media and i.why.collection == "ads"]
        assert len(set(spots)) == len(spots)
        brands = [tag for spot in spots for tag in spot.tags if tag.startswith("brand:")]
        assert not rules.separate or len(set(brands)) == len(brands)


def held(found: list[PlayoutItem], slot: Any) -> None:
    """The rules of a `mix` or `random` hold between its items; filler begins a row anew."""
    row, last = 0, ""
    ended: dict[str, PlayoutItem] = {}
    for item in found:
        name = item.why.collection
        if item.kind is not Kind.PROGRAMME:
            row = 0
            continue
        if item.media and item.in_point != item.media.in_point:
            ended[name] = item
            continue
        row, last = (row + 1 if name == last else 1), name
        assert not slot.max_run or row <= slot.max_run
        if slot.cooldown and name in ended:
            assert ended[name].stop + slot.cooldown <= item.start
        ended[name] = item


@drawn
@given(stations(slides=False), days)
def test_rules_between_turns_hold_on_the_air(station: Station, day: date):
    one = station.channels["one"]
    spaced = {
        name: slot
        for name, slot in one.schedule.items()
        if (slot.mix or slot.random) and slot.filler_at == "end" and one.filler_at == "end"
    }
    items = on_air(inputs(station, CATALOGUE, day), day, 3).items if spaced else ()
    for name, slot in spaced.items():
        held([item for item in items if item.why.slot == name], slot)
