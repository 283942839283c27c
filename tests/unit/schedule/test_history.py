"""Slots that show another one again, and slots that wait for its premieres."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exstreamtv.model.media import Chapter, MediaKind
from exstreamtv.model.timeline import Kind
from exstreamtv.schedule.anchor import anchored, cursors_needed
from exstreamtv.schedule.compile import compiled, stand, timeline, walk
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips, episodes, medium
from tests.kit.compiling import MONDAY, facts, inputs, listed, on_air
from tests.kit.drawn_days import CHANGES, ZONES
from tests.kit.station import station

DAY = timedelta(days=1)
COLLECTIONS = {
    "cheers": {"from": "tv", "where": 'show = "cheers"'},
    "wings": {"from": "tv", "where": 'show = "wings"'},
    "ads": {"from": "tv", "where": 'tag = "ad"', "order": "shuffle"},
}
MEDIA = catalogue(
    *episodes("cheers", 40, "25m"), *episodes("wings", 20, "50m"), *clips("ad", ["30s", "20s"])
)
PRIME = {"at": "20:00", "for": "1h", "days": "mon-fri", "fill": "cheers"}


def made(schedule: dict[str, Any], day: date = MONDAY, **said: Any) -> Inputs:
    channel = {"filler": "ads", **said.pop("channel", {})}
    given_ = station(schedule, collections=COLLECTIONS, channel=channel, **said)
    return inputs(given_, MEDIA, day)


def week(it: Inputs, days: int = 7, first: date = MONDAY, channel: str = "one") -> list[str]:
    """What airs, as ``mon 20:00 E01``."""
    zone = ZoneInfo(it.calendar.zone)
    return [
        f"{i.start.astimezone(zone):%a %H:%M}".lower() + f" {i.media.key[-3:]}"
        for i in on_air(it, first, days, channel).items
        if i.kind is Kind.PROGRAMME and i.media
    ]


def found(it: Inputs, days: int, first: date = MONDAY) -> list[str]:
    begin = it.calendar.begin
    return [f.code for f in compiled(it, "one", begin(first), begin(first + days * DAY)).found]


def test_a_rerun_shows_exactly_what_its_slot_aired_today():
    it = made({"prime": PRIME, "encore": {"rerun_of": "prime", "delay": "3h", "for": "1h"}})

    assert week(it, 2) == [
        "mon 20:00 E01",
        "mon 20:25 E02",
        "mon 23:00 E01",
        "mon 23:25 E02",
        "tue 20:00 E03",
        "tue 20:25 E04",
        "tue 23:00 E03",
        "tue 23:25 E04",
    ]


def test_a_rerun_that_follows_airs_on_the_days_of_its_slot_only():
    it = made(
        {
            "prime": {**PRIME, "days": "fri"},
            "encore": {"rerun_of": "prime", "delay": "12h", "for": "1h"},
        }
    )

    assert [each[:9] for each in week(it, 7)][::2] == ["fri 20:00", "sat 08:00"]


def test_a_morning_rerun_shows_the_evening_before():
    it = made({"prime": PRIME, "again": {"at": "10:00", "rerun_of": "prime", "for": "1h"}})

    assert week(it, 2)[2:4] == ["tue 10:00 E01", "tue 10:25 E02"]


def test_the_omnibus_shows_the_week_in_order():
    again = {"at": "12:00", "until": "18:00", "days": "sun", "rerun_of": "prime", "of": "week"}
    it = made({"prime": PRIME, "omnibus": again})

    shown = [each for each in week(it) if each.startswith("sun")]
    assert [each[-3:] for each in shown] == [f"E{number:02d}" for number in range(1, 11)]


def test_a_rerun_of_today_shows_nothing_of_yesterday():
    again = {"at": "10:00", "for": "1h", "rerun_of": "prime", "of": "today"}

    assert not [each for each in week(made({"prime": PRIME, "again": again})) if " 10:" in each]


def test_a_rerun_moves_no_cursor_and_is_previously_shown():
    again = {"rerun_of": "prime", "delay": "3h", "for": "1h"}
    plain, it = made({"prime": PRIME}), made({"prime": PRIME, "encore": again})
    name = "one/prime/cheers"

    assert stand(it, "one", MONDAY + 5 * DAY)[name].next == (
        stand(plain, "one", MONDAY + 5 * DAY)[name].next
    )
    guide = [p for p in on_air(it).programmes if p.media]
    assert [p.repeat for p in guide] == [False, False, True, True]


def test_a_rerun_is_a_step_too_and_may_be_of_a_rerun():
    it = made(
        {
            "prime": PRIME,
            "encore": {"at": "23:00", "for": "1h", "steps": [{"rerun_of": "prime"}]},
            "morning": {"at": "09:00", "for": "1h", "rerun_of": "encore"},
        }
    )

    assert week(it, 2)[4:6] == ["tue 09:00 E01", "tue 09:25 E02"]


def test_a_slot_of_another_channel_is_shown_again():
    other = {
        "number": "2",
        "name": "Two",
        "filler": "ads",
        "schedule": {"late": {"at": "22:00", "for": "1h", "rerun_of": "one.prime"}},
    }
    it = made({"prime": PRIME}, more={"two": other})

    assert week(it, 2, channel="two")[:4:2] == ["mon 22:00 E01", "tue 22:00 E03"]


def test_what_does_not_fit_is_left_out_and_told():
    again = {"rerun_of": "prime", "delay": "3h", "for": "30m"}
    it = made({"prime": PRIME, "encore": again})

    assert week(it, 1)[2:] == ["mon 23:00 E01"]
    assert found(it, 1) == ["W306"]


def test_a_rerun_without_anything_to_show_is_told_once_there_was_time_for_it():
    again = {"at": "10:00", "for": "1h", "rerun_of": "prime", "of": "today"}
    it = made({"prime": PRIME, "again": again})

    assert found(it, 6) == []
    assert found(it, 2, MONDAY + 8 * DAY) == ["W305"]


def test_a_strip_shows_only_what_has_premiered_and_goes_on_where_it_was():
    strip = {"at": "17:00", "for": "25m", "play": "cheers", "premiered_by": "prime"}
    it = made({"prime": {**PRIME, "days": "wed"}, "strip": strip})

    shown = [each[-3:] for each in week(it, 21) if " 17:00" in each]
    weeks = "E01 E02 E01 E02 E01 E02 E01", "E02 E03 E04 E01 E02 E03 E04", "E05 E06 E01 E02"
    assert " ".join(shown) == " ".join(weeks)
    assert found(it, 3) == ["W307"]


def test_premieres_before_the_lock_was_written_are_known_to_it():
    strip = {"at": "17:00", "for": "25m", "play": "cheers", "premiered_by": "prime"}
    it = made({"prime": PRIME, "strip": strip, "encore": {"rerun_of": "prime", "delay": "14h"}})
    later = MONDAY + 10 * DAY
    moved = Inputs(it.station, MEDIA, {**it.cursors, **stand(it, "one", later)})

    once, again = ([facts(d.items) for d in islice(walk(x, "one", later), 5)] for x in (it, moved))
    assert once == again


def test_clips_of_a_compilation_are_known_again():
    marks = tuple(Chapter(n * timedelta(minutes=7), f"Toon {n}") for n in range(3))
    tape = catalogue(medium("tape", "20m", kind=MediaKind.CLIP, chapters=marks))
    prime = {"at": "06:00", "for": "1h", "fill": "toons"}
    encore = {"at": "20:00", "for": "1h", "rerun_of": "prime", "of": "week"}
    toons = {"toons": {"from": "tv", "chapters": "split"}}
    it = inputs(station({"prime": prime, "encore": encore}, collections=toons), tape)
    later = Inputs(it.station, tape, stand(it, "one", MONDAY + DAY))

    once, again = (
        [facts(d.items) for d in islice(walk(x, "one", MONDAY + DAY), 2)] for x in (it, later)
    )
    assert once == again


def test_an_old_anchor_moves_with_what_it_remembers():
    it = made({"prime": PRIME, "encore": {"rerun_of": "prime", "delay": "14h", "for": "1h"}})
    day = MONDAY + 120 * DAY
    moved = Inputs(it.station, MEDIA, anchored(it, None, day))

    assert {cursor.at for cursor in moved.cursors.values()} == {day}
    assert week(moved, 3, day) == week(it, 3, day)


def test_what_remembers_a_slot_without_a_place_stands_still():
    it = made(
        {
            "night": {"at": "01:00", "off_air": "true"},
            "encore": {"rerun_of": "night", "at": "06:00"},
        }
    )

    assert anchored(it, it, MONDAY + 2 * DAY) == it.cursors


def test_a_memory_moves_when_the_slot_that_it_remembers_counts_otherwise():
    it = made({"prime": PRIME, "encore": {"rerun_of": "prime", "delay": "14h", "for": "1h"}})
    day = MONDAY + 2 * DAY
    edited = made(
        {
            "prime": {**PRIME, "for": "30m"},
            "encore": {"rerun_of": "prime", "delay": "14h", "for": "1h"},
        }
    )
    edited = Inputs(edited.station, MEDIA, it.cursors)
    new = Inputs(edited.station, MEDIA, anchored(edited, it, day))

    assert week(new, 1, day)[:3] == ["wed 10:00 E03", "wed 10:25 E04", "wed 20:00 E05"]


def test_a_new_rerun_begins_with_all_that_its_slot_is_known_to_have_aired():
    it = made({"prime": PRIME})
    encore = {"at": "10:00", "for": "1h", "rerun_of": "prime"}
    edited = made({"prime": PRIME, "encore": encore})
    edited = Inputs(edited.station, MEDIA, it.cursors)
    day = MONDAY + 2 * DAY
    new = Inputs(edited.station, MEDIA, anchored(edited, it, day))

    assert week(new, 1, day)[:2] == ["wed 10:00 E03", "wed 10:25 E04"]


def test_the_cursor_of_a_memory_is_named_and_holds_a_week():
    it = made({"prime": PRIME, "encore": {"rerun_of": "prime", "delay": "3h"}})
    cursor = stand(it, "one", MONDAY + 30 * DAY)["one/prime/~week"]

    assert "one/prime/~week" in cursors_needed(it.station)
    assert len(cursor.used) == 10
    assert cursor.used[-1].endswith("tv:cheers/S01E04")


@st.composite
def networks(draw: st.DrawFn) -> dict[str, Any]:
    """Premieres, reruns and strips in any mixture."""
    times = st.integers(0, 95).map(lambda n: f"{n // 4:02d}:{n % 4 * 15:02d}")
    length = st.sampled_from([{}, {"for": "30m"}, {"for": "1h"}, {"for": "3h"}])
    manner = st.sampled_from([{}, {"overrun": "cut"}, {"replaces": "any"}])
    soft = st.sampled_from([{}, {"start": {"soft": "20m"}}, {"overrun": "slide"}])
    days = st.sampled_from([{}, {"days": "mon-fri"}, {"days": "sun"}])
    prime = {"at": draw(times), "fill": "cheers", **draw(length), **draw(days), **draw(soft)}
    of = draw(st.sampled_from(["last", "today", "week"]))
    when = draw(st.one_of(times.map(lambda t: {"at": t}), st.just({"delay": "5h"})))
    encore = {**when, "rerun_of": "prime", "of": of, **draw(length), **draw(manner)}
    strip = {"at": draw(times), "play": "cheers", "premiered_by": "prime", **draw(length)}
    third = {"at": draw(times), "rerun_of": "encore", **draw(length), **draw(soft)}
    return {"prime": prime, "encore": encore, "strip": strip, "third": {**third, **draw(days)}}


drawn = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@drawn
@given(networks(), st.sampled_from(CHANGES), st.sampled_from(ZONES), st.integers(1, 9))
def test_where_a_window_of_reruns_begins_and_ends_changes_nothing(
    schedule: dict[str, Any], day: date, zone: str, first: int
):
    it = made(schedule, day - 4 * DAY, zone=zone)
    begin = it.calendar.begin(day - 4 * DAY)
    whole = timeline(it, "one", begin, begin + 11 * DAY)
    part = on_air(it, day - 4 * DAY + first * DAY, 1)

    same = [
        i for i in whole.items if i.stop > part.items[0].start and i.start < part.items[-1].stop
    ]
    assert facts(same) == facts(part.items)
    guide = [
        p
        for p in whole.programmes
        if p.stop > part.programmes[0].start and p.start < part.programmes[-1].stop
    ]
    assert listed(guide) == listed(part.programmes)
    assert all(i.start < i.stop for i in whole.items)


@drawn
@given(networks(), st.sampled_from(CHANGES), st.sampled_from(ZONES))
def test_cursors_taken_on_the_way_lead_on_as_before(schedule: dict[str, Any], day: date, zone: str):
    for slot in schedule.values():
        slot.pop("start", None)
        slot.pop("overrun", None)
    it = made(schedule, day - 4 * DAY, zone=zone)
    later = day + 5 * DAY
    moved = Inputs(it.station, MEDIA, {**it.cursors, **stand(it, "one", later)})

    once, again = ([facts(d.items) for d in islice(walk(x, "one", later), 3)] for x in (it, moved))
    assert once == again


def test_a_medium_that_comes_later_changes_nothing_before_its_day():
    it = made({"prime": PRIME, "encore": {"rerun_of": "prime", "delay": "3h", "for": "1h"}})
    more = replace(MEDIA.sources["tv"][0], key="cheers/S00E99", since=MONDAY + 3 * DAY)
    other = Inputs(it.station, catalogue(*MEDIA.sources["tv"], more), it.cursors)

    assert week(other, 3) == week(it, 3)


@pytest.mark.parametrize("key", ["at", "delay"])
def test_a_rerun_has_one_start(key: str):
    said = {
        "at": {"at": "20:00", "delay": "3h", "rerun_of": "prime"},
        "delay": {"rerun_of": "prime"},
    }
    with pytest.raises(ValueError, match="`at`"):
        made({"prime": PRIME, "encore": said[key]})
