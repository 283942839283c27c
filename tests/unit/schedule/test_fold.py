from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from exstreamtv.model.media import Media
from exstreamtv.schedule.compile import compiled
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips, episodes, films
from tests.kit.compiling import MONDAY, inputs, on_air, said
from tests.kit.station import station

MEDIA = (
    *episodes("cheers", 10, "22m"),
    *episodes("news", 30, "10m"),
    *films(4, "90m", chapters=6),
    *clips("ad", ["30s", "45s", "15s", "20s", "1m", "10s"]),
)
COLLECTIONS = {
    "cheers": {"from": "tv", "where": "show = cheers"},
    "news": {"from": "tv", "where": "show = news"},
    "films": {"from": "tv", "where": "kind = movie"},
    "ads": {"from": "tv", "where": "tag = ad"},
    "nothing": {"from": "tv", "where": "show = nothing"},
}


def given(schedule: dict[str, Any], *media: Media, day: date = MONDAY, **said: Any) -> Inputs:
    channel = {"filler": "ads", **said.pop("channel", {})}
    made = station(schedule, collections=COLLECTIONS, channel=channel, **said)
    return inputs(made, catalogue(*(media or MEDIA)), day)


def programmes(schedule: dict[str, Any], **given_: Any) -> list[str]:
    it = given(schedule, **given_)
    return said(it, on_air(it))


def codes(schedule: dict[str, Any], **given_: Any) -> list[str]:
    it = given(schedule, **given_)
    begin = it.calendar.begin(MONDAY)
    return [one.code for one in compiled(it, "one", begin, begin + timedelta(days=2)).found]


def test_a_slot_that_plays_shows_one_item_then_filler():
    assert programmes({"s": {"at": "20:00", "play": "cheers"}}) == ["20:00 cheers/S01E01"]


def test_a_slot_that_fills_pads_every_item():
    found = programmes({"s": {"at": "20:00", "for": "2h", "fill": "cheers", "pad": "30m"}})

    assert [line.split()[0] for line in found] == ["20:00", "20:30", "21:00", "21:30"]


def test_a_slot_without_an_end_runs_to_the_next_one():
    found = programmes(
        {
            "a": {"at": "20:00", "fill": "cheers", "pad": "60m"},
            "b": {"at": "22:00", "play": "films"},
        }
    )

    assert found == ["20:00 cheers/S01E01", "21:00 cheers/S01E02", "22:00 Film 00"]


def test_the_cursor_moves_from_day_to_day():
    it = given({"s": {"at": "20:00", "play": "cheers"}})

    assert said(it, on_air(it, MONDAY, 3)) == [
        "20:00 cheers/S01E01",
        "20:00 cheers/S01E02",
        "20:00 cheers/S01E03",
    ]


def test_what_does_not_fit_is_not_chosen():
    found = programmes(
        {
            "s": {
                "at": "20:00",
                "for": "30m",
                "steps": [
                    {"play": "cheers"},
                    {"play": "films"},
                ],
            }
        }
    )

    assert found == ["20:00 cheers/S01E01"]


def test_what_does_not_fit_is_cut_where_that_is_said():
    it = given({"s": {"at": "20:00", "for": "30m", "play": "films", "overrun": "cut"}})
    (film,) = [item for item in on_air(it).items if item.kind == "programme"]

    assert film.length == timedelta(minutes=30)


def test_an_item_slides_over_a_soft_start_and_no_other():
    schedule: dict[str, Any] = {
        "a": {"at": "20:00", "until": "21:00", "fill": "cheers", "overrun": "slide"},
        "b": {"at": "21:00", "for": "1h", "fill": "news", "start": {"soft": "10m"}},
    }
    assert programmes(schedule)[2:4] == ["20:44 cheers/S01E03", "21:06 news/S01E01"]

    schedule["b"]["start"] = "hard"
    assert programmes(schedule)[2] == "21:00 news/S01E01"


def test_a_slot_displaces_what_it_replaces_and_the_other_goes_on_after():
    found = programmes(
        {
            "day": {"at": "20:00", "for": "2h", "fill": "cheers", "pad": "30m"},
            "bulletin": {"at": "20:30", "for": "30m", "play": "news", "replaces": "day"},
        }
    )

    assert [line.split()[0] for line in found] == ["20:00", "20:30", "21:00", "21:30"]
    assert found[1] == "20:30 news/S01E01"


def test_steps_play_in_turn_and_what_is_left_is_filler():
    found = programmes(
        {"s": {"at": "20:00", "for": "3h", "block": "night"}},
        blocks={
            "night": [
                {"play": "cheers", "count": "2"},
                {"pad": "15m"},
                {"play": "films"},
            ]
        },
    )

    assert found == ["20:00 cheers/S01E01", "20:22 cheers/S01E02", "20:45 Film 00"]


def test_a_block_loops_and_a_repeat_counts():
    once: dict[str, Any] = {
        "at": "20:00",
        "for": "2h",
        "steps": [{"play": "cheers"}, {"pad": "30m"}],
    }
    twice = {"at": "20:00", "for": "2h", "steps": [{"repeat": once["steps"], "times": "2"}]}

    assert len(programmes({"s": once})) == 1
    assert len(programmes({"s": twice})) == 2
    assert len(programmes({"s": {**once, "loop": "true"}})) == 4


def test_a_repeat_without_air_time_ends():
    steps = [{"repeat": [{"play": "nothing"}, {"pad": "30m"}]}]

    assert programmes({"s": {"at": "20:00", "for": "1h", "steps": steps}}) == []


def test_a_wait_holds_until_its_time():
    steps = [{"play": "cheers"}, {"wait": "21:15"}, {"play": "cheers"}]

    found = programmes({"s": {"at": "20:00", "for": "2h", "steps": steps}})
    assert found == ["20:00 cheers/S01E01", "21:15 cheers/S01E02"]


def test_a_wait_for_what_is_past_is_told():
    steps = [{"play": "films"}, {"wait": "21:15"}]

    assert codes({"s": {"at": "20:00", "for": "2h", "steps": steps}}) == ["W313"]


def test_play_for_a_while_plays_what_fits_in_it():
    steps = [{"play": "cheers", "for": "1h"}, {"play": "news"}]

    found = programmes({"s": {"at": "20:00", "for": "2h", "steps": steps}})
    assert found == ["20:00 cheers/S01E01", "20:22 cheers/S01E02", "21:00 news/S01E01"]


def test_fit_best_leaves_the_least_to_filler():
    mixed = {**COLLECTIONS, "both": {"from": ["cheers", "news"]}}
    it = inputs(
        station(
            {"s": {"at": "20:00", "for": "54m", "fill": "both", "fit": "best"}},
            collections=mixed,
            channel={"filler": "ads"},
        ),
        catalogue(*episodes("cheers", 10, "22m"), *episodes("news", 10, "10m")),
    )
    found = [item for item in on_air(it).items if item.kind == "programme"]

    assert sum((item.length for item in found), timedelta()) == timedelta(minutes=54)


def test_breaks_come_at_chapters_and_the_film_goes_on_where_it_was():
    breaks = {"at": "chapters", "with": "ads", "length": "1m", "min_gap": "20m"}
    it = given({"s": {"at": "20:00", "for": "3h", "play": "films", "breaks": breaks}})
    items = on_air(it).items
    film = [item for item in items if item.kind == "programme"]
    pods = [item for item in items if item.kind == "interstitial"]

    assert [item.in_point // timedelta(minutes=1) for item in film] == [0, 30, 60]
    assert film[-1].out_point == timedelta(minutes=90)
    assert sum((item.length for item in pods), timedelta()) == timedelta(minutes=2)


def test_something_comes_before_and_after_each_programme():
    it = given(
        {"s": {"at": "20:00", "for": "30m", "play": "cheers", "before": "ads", "after": "ads"}}
    )
    kinds = [item.kind for item in on_air(it).items if item.why.slot == "s"][:3]

    assert kinds == ["interstitial", "programme", "interstitial"]


def test_off_air_is_a_stated_slate():
    it = given({"s": {"at": "00:00", "off_air": "true"}, "d": {"at": "06:00", "fill": "cheers"}})
    (card,) = [item for item in on_air(it).items if item.why.slot == "s"]

    assert (card.kind, card.media, card.length) == ("slate", None, timedelta(hours=6))


def test_two_slots_share_a_cursor_on_purpose():
    slot = {"for": "30m", "play": "cheers", "cursor": "strip"}

    assert programmes({"a": {"at": "10:00", **slot}, "b": {"at": "20:00", **slot}}) == [
        "10:00 cheers/S01E01",
        "20:00 cheers/S01E02",
    ]


def test_a_slot_within_the_skipped_hour_is_dropped_and_moves_no_cursor():
    night = date(2026, 3, 27)
    it = given({"s": {"at": "02:00", "for": "30m", "play": "cheers"}}, day=night)

    assert said(it, on_air(it, night, 3)) == ["02:00 cheers/S01E01", "02:00 cheers/S01E02"]
    begin = it.calendar.begin(night)
    (found,) = compiled(it, "one", begin, begin + timedelta(days=3)).found
    assert (found.code, found.note) == ("W310", "on sat 28 mar 2026")


def test_a_slot_too_short_for_anything_is_told_once():
    assert codes({"s": {"at": "20:00", "for": "15m", "play": "films"}}) == ["W311"]


def test_a_collection_without_media_is_told_once():
    assert codes({"s": {"at": "20:00", "for": "1h", "fill": "nothing"}}) == ["W312"]


def test_what_never_fits_does_not_hold_up_the_others():
    media = [*films(1, "90m"), *episodes("cheers", 2, "22m")]
    made = station(
        {"s": {"at": "20:00", "for": "30m", "play": "all"}},
        collections={"all": {"from": "tv", "order": "title"}},
    )
    it = inputs(made, catalogue(*media))

    found = said(it, on_air(it, MONDAY, 6))
    assert len(found) == 6


def test_a_delayed_channel_shows_the_same_later():
    late = {"number": "2", "name": "One +1", "delay_of": "one", "by": "1h"}
    it = given({"s": {"at": "20:00", "play": "cheers"}}, more={"late": late})

    assert said(it, on_air(it, channel="late"))[-1] == "21:00 cheers/S01E01"
