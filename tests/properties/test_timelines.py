"""What holds of every timeline, whatever the station."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exstreamtv.config.guide import ChannelGuide
from exstreamtv.config.station import Station
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.schedule.compile import stand, timeline, walk
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import medium
from tests.kit.compiling import facts, inputs, listed, on_air
from tests.kit.drawn import CHANGES, media, stations

DAY = timedelta(days=1)
CATALOGUE = media()

days = st.sampled_from(CHANGES)
drawn = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@drawn
@given(stations(), days, st.integers(0, 86_399_999), st.integers(1, 200_000_000))
def test_every_window_is_covered_without_a_gap(
    station: Station, day: date, offset_ms: int, length_ms: int
):
    given_ = inputs(station, CATALOGUE, day)
    start = given_.calendar.begin(day) + timedelta(milliseconds=offset_ms)
    stop = start + timedelta(milliseconds=length_ms)

    found = timeline(given_, "one", start, stop)

    assert found.items[0].start <= start
    assert found.items[-1].stop >= stop
    assert found.programmes[0].start <= start
    assert found.programmes[-1].stop >= stop


@drawn
@given(stations(), days)
def test_nothing_plays_beyond_its_end(station: Station, day: date):
    for item in on_air(inputs(station, CATALOGUE, day), day, 3).items:
        assert item.media is None or item.out_point <= item.media.length


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
@given(stations(), days, st.integers(1, 3))
def test_a_longer_window_begins_with_the_shorter_one(station: Station, day: date, more: int):
    given_ = inputs(station, CATALOGUE, day)
    short, long = on_air(given_, day, 2), on_air(given_, day, 2 + more)

    assert facts(long.items)[: len(short.items)] == facts(short.items)
    assert listed(long.programmes)[: len(short.programmes)] == listed(short.programmes)


@drawn
@given(stations(), days)
def test_where_the_window_begins_changes_nothing(station: Station, day: date):
    given_ = inputs(station, CATALOGUE, day)
    early, late = on_air(given_, day - DAY, 4), on_air(given_, day + DAY, 2)

    start = late.items[0].start
    assert facts(item for item in early.items if item.start >= start) == facts(late.items)


@drawn
@given(stations(slides=False), days)
def test_a_cursor_taken_from_a_walk_goes_on_where_it_was(station: Station, day: date):
    walked = inputs(station, CATALOGUE, day)
    anchored = Inputs(station, CATALOGUE, {**walked.cursors, **stand(walked, "one", day + 2 * DAY)})

    once, again = (islice(walk(which, "one", day + 2 * DAY), 2) for which in (walked, anchored))
    assert [facts(one.items) for one in once] == [facts(one.items) for one in again]


@drawn
@given(stations(), days)
def test_what_comes_later_changes_nothing_before_its_day(station: Station, day: date):
    newcomers = [
        medium("cheers/S00E99", "21m", show="cheers", season=1, episode=3, since=day + 3 * DAY),
        medium("ad-new", "8s", kind="clip", tags=("ad",), since=day + 3 * DAY),
    ]
    known = CATALOGUE.sources["tv"]
    gone = tuple(replace(m, gone=day + 3 * DAY) if m.key == "Film 03" else m for m in known)
    before = inputs(station, CATALOGUE, day)
    after = Inputs(station, Catalogue({"tv": (*gone, *newcomers)}), before.cursors)

    found = [on_air(which, day, 5) for which in (before, after)]
    border = before.calendar.begin(day + 3 * DAY)
    first, second = ([i for i in f.items if i.stop <= border] for f in found)
    assert facts(first) == facts(second)


@drawn
@given(stations(slides=False), days)
def test_the_file_order_of_slots_and_media_means_nothing(station: Station, day: date):
    one = station.channels["one"]
    turned = one.model_copy(update={"schedule": dict(reversed(one.schedule.items()))})
    other = station.model_copy(update={"channels": {"one": turned}})

    assert facts(on_air(inputs(station, CATALOGUE, day), day, 2).items) == facts(
        on_air(inputs(other, CATALOGUE, day), day, 2).items
    )
