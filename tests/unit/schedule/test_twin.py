"""Channels that show another one again: later, at once, by the clock of another zone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exstreamtv.config.station import Station
from exstreamtv.model.timeline import Kind, Timeline
from exstreamtv.schedule.compile import timeline
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips, episodes
from tests.kit.compiling import MONDAY, facts, inputs, listed, on_air
from tests.kit.drawn import media, stations
from tests.kit.drawn_days import CHANGES, ZONES
from tests.kit.station import station

DAY = timedelta(days=1)
HOURS = {f"s{hour:02d}": {"at": f"{hour:02d}:00", "play": "cheers"} for hour in range(24)}
COLLECTIONS = {
    "cheers": {"from": "tv", "where": 'show = "cheers"'},
    "spots": {"from": "tv", "where": 'tag = "spot"'},
}


def twins(zone: str, other: str) -> Inputs:
    """A channel with an episode of an hour every hour, and its twin by another zone's clock."""
    made = station(
        HOURS,
        collections=COLLECTIONS,
        channel={"filler": "spots"},
        more={"twin": {"number": "2", "name": "Two", "delay_of": "one", "zone": other}},
        zone=zone,
    )
    shown = [*episodes("cheers", 99, "1h"), *clips("spot", ["30s", "20s"])]
    return inputs(made, catalogue(*shown), date(2026, 1, 5))


def starts(shown: Timeline, zone: str) -> list[str]:
    """What airs, by a zone's clock: ``01:00 E05``."""
    clock = ZoneInfo(zone)
    return [
        f"{i.start.astimezone(clock):%H:%M} {i.media.key[-3:] if i.media else '-'}"
        for i in shown.items
        if i.kind is Kind.PROGRAMME
    ]


def night(zone: str, other: str, day: date) -> tuple[list[str], list[str]]:
    """The hours from midnight to six of both, each by its own clock."""
    it = twins(zone, other)
    both = (("one", zone), ("twin", other))
    found = []
    for channel, clock in both:
        begin, shown = it.calendar.begin(day - DAY), ZoneInfo(clock)
        items = timeline(it, channel, begin - DAY, begin + 3 * DAY).items
        kept = [i for i in items if i.start.astimezone(shown).date() == day]
        kept = [i for i in kept if i.start.astimezone(shown).hour < 5]
        found.append(starts(Timeline(channel, kept), clock))
    return found[0], found[1]


def test_what_is_on_at_eight_here_is_on_at_eight_there():
    here, there = night("Europe/Berlin", "America/New_York", date(2026, 6, 10))

    assert here == there
    assert len(here) == 5


def test_an_hour_that_is_skipped_here_is_filled_there():
    here, there = night("Europe/Berlin", "America/New_York", date(2026, 3, 29))

    assert [each[:5] for each in here] == ["00:00", "01:00", "03:00", "04:00"]
    assert there == here


def test_an_hour_that_comes_twice_here_is_shown_once_there():
    here, there = night("Europe/Berlin", "Asia/Tokyo", date(2026, 10, 25))

    assert [each[:5] for each in here] == ["00:00", "01:00", "02:00", "03:00", "04:00"]
    assert there == here


def test_an_hour_that_is_skipped_there_does_not_air():
    here, there = night("Europe/Berlin", "America/New_York", date(2026, 3, 8))

    assert there == [each for each in here if not each.startswith("02:00")]


def test_an_hour_that_comes_twice_there_is_shown_once_and_then_filled():
    here, there = night("Asia/Tokyo", "America/New_York", date(2026, 11, 1))

    assert there == here


def test_a_hole_goes_by_the_name_of_the_twin_in_the_guide():
    it = twins("Asia/Tokyo", "America/New_York")
    begin = it.calendar.begin(date(2026, 11, 1))
    guide = timeline(it, "twin", begin, begin + DAY).programmes

    (hole,) = [each for each in guide if each.title == "Two"]
    assert hole.length == timedelta(hours=1)


def test_what_runs_on_is_never_cut_and_its_successor_joined_in_progress():
    made = station(
        {
            "late": {"at": "00:30", "play": "long"},
            "night": {"at": "03:30", "play": "long"},
        },
        collections={"long": {"from": "tv"}},
        more={"twin": {"number": "2", "name": "Two", "delay_of": "one", "zone": "Asia/Tokyo"}},
    )
    it = inputs(made, catalogue(*episodes("long", 9, "4h")), date(2026, 10, 20))
    shown = on_air(it, date(2026, 10, 24), 2, "twin")
    clock = ZoneInfo("Asia/Tokyo")

    found = [
        (f"{i.start.astimezone(clock):%d %H:%M}", i.length, i.in_point)
        for i in shown.items
        if i.media and i.start.astimezone(clock).day == 25
    ]
    assert found[:2] == [
        ("25 00:30", timedelta(hours=4), timedelta()),
        ("25 04:30", timedelta(hours=3), timedelta(hours=1)),
    ]


def test_a_mirror_shows_the_same_under_its_own_name():
    made = station(
        HOURS,
        collections=COLLECTIONS,
        more={"two": {"number": "2", "name": "Two", "mirror_of": "one"}},
    )
    it = inputs(made, catalogue(*episodes("cheers", 30, "50m")))
    one, two = on_air(it), on_air(it, channel="two")

    assert facts(two.items) == facts(one.items)
    assert two.channel == "two"
    assert {p.title for p in two.programmes} == {"cheers"} | (
        {"Two"} if "One" in {p.title for p in one.programmes} else set()
    )


def copied(by: dict[str, str], **more: Any) -> Inputs:
    """An original under a bug, of which an episode is new, and its copy."""
    made = station(
        {"day": {"at": "06:00", "fill": "cheers"}, "late": {"at": "22:00", "off_air": "true"}},
        collections=COLLECTIONS,
        channel={"layers": ["bug"], "filler": "spots"},
        layers={"bug": {"text": "one"}, "two": {"text": "two"}},
        more={"two": {"number": "2", "name": "Two", **by, **more}},
    )
    new = replace(episodes("cheers", 30, "50m")[4], since=MONDAY + DAY)
    shown = [one for one in episodes("cheers", 30, "50m") if one.key != new.key]
    return inputs(made, catalogue(*shown, new))


COPIES = [{"mirror_of": "one"}, {"delay_of": "one", "by": "1h"}]


@pytest.mark.parametrize("by", COPIES)
def test_a_copy_shows_its_own_layers_if_it_says_any(by: dict[str, str]):
    def layers(**more: Any) -> set[tuple[Kind, tuple[str, ...]]]:
        items = on_air(copied(by, **more), channel="two").items
        return {(item.kind, item.layers) for item in items}

    assert layers() == {(Kind.PROGRAMME, ("bug",)), (Kind.SLATE, ())}
    assert layers(layers=["two"]) == {(Kind.PROGRAMME, ("two",)), (Kind.SLATE, ())}
    assert layers(layers=[]) == {(Kind.PROGRAMME, ()), (Kind.SLATE, ())}


def test_what_a_delayed_channel_shows_has_been_shown_and_a_mirror_says_what_its_original_says():
    def marked(it: Inputs, channel: str) -> list[tuple[bool, bool]]:
        guide = on_air(it, MONDAY + DAY, 2, channel).programmes
        return [(one.premiere, one.repeat) for one in guide if one.media]

    mirror, delayed = (copied(by) for by in COPIES)
    original = marked(mirror, "one")

    assert (True, False) in original
    assert marked(mirror, "two") == original
    assert set(marked(delayed, "two")) == {(False, True)}


drawn = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
others = st.sampled_from([*ZONES, "Pacific/Kiritimati", "Pacific/Niue", "Africa/Casablanca"])


def with_twin(made: Station, zone: str) -> Station:
    said: dict[str, Any] = {"number": "2", "name": "Two", "delay_of": "one", "zone": zone}
    kind = type(made.channels["one"])
    twin = kind.model_validate(said)
    return made.model_copy(update={"channels": {**made.channels, "twin": twin}})


@drawn
@given(stations(), others, st.sampled_from(CHANGES), st.integers(0, 86_399))
def test_a_twin_covers_every_window_and_where_it_begins_changes_nothing(
    made: Station, zone: str, day: date, offset: int
):
    it = inputs(with_twin(made, zone), media(), day - 5 * DAY)
    begin = it.calendar.begin(day) - DAY
    inner = begin + timedelta(seconds=offset)
    whole = timeline(it, "twin", begin, begin + 4 * DAY)
    part = timeline(it, "twin", inner, begin + 3 * DAY)

    assert whole.items[0].start <= begin
    assert whole.items[-1].stop >= begin + 4 * DAY
    kept = [i for i in whole.items if i.stop > inner and i.start < begin + 3 * DAY]
    assert facts(kept) == facts(part.items)
    entries = [p for p in whole.programmes if p.stop > inner and p.start < begin + 3 * DAY]
    assert listed(entries) == listed(part.programmes)


@drawn
@given(stations(), others, st.sampled_from(CHANGES))
def test_a_twin_shows_nothing_twice(made: Station, zone: str, day: date):
    it = inputs(with_twin(made, zone), media(), day - 5 * DAY)
    begin = it.calendar.begin(day) - DAY
    shown = timeline(it, "twin", begin, begin + 3 * DAY).items
    original = timeline(it, "one", begin - 4 * DAY, begin + 7 * DAY).items

    own = ("channels", "twin")
    both = ([i for i in shown if i.why.path != own], original)
    aired, known = (
        Counter((i.why, i.media, i.out_point) for i in each if i.media) for each in both
    )
    assert not aired - known
    assert all(i.media is None or i.out_point <= i.media.in_point + i.media.length for i in shown)


@pytest.mark.parametrize(
    "said", ["delay_of: one", "mirror_of: one, by: 1h", "delay_of: one, by: 1h, zone: Asia/Tokyo"]
)
def test_a_copy_says_one_thing(said: str):
    keys = dict(each.split(": ") for each in said.split(", "))
    with pytest.raises(ValueError, match=r"exclude|means nothing"):
        station({}, more={"two": {"number": "2", "name": "Two", **keys}})
