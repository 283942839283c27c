from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.model.media import Media
from exstreamtv.schedule.ordering import ORDERS
from exstreamtv.schedule.setting import Inputs
from exstreamtv.schedule.stories import Part, part_of, stories_in
from tests.kit.catalogue import catalogue, episodes, medium
from tests.kit.compiling import MONDAY, inputs, on_air, said
from tests.kit.station import station
from tests.unit.schedule.test_orders import line, taken


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Fog (1)", ("fog", 1)),
        ("Fog (2 of 3)", ("fog", 2)),
        ("Fog (II)", ("fog", 2)),
        ("Fog: Part One", ("fog", 1)),
        ("Fog, Part 2", ("fog", 2)),
        ("Fog - Part IV", ("fog", 4)),
        ("Fog (Part 3)", ("fog", 3)),
        ("Fog Pt. 3", ("fog", 3)),
        ("Fog, Teil 2", ("fog", 2)),
        ("Part 2", ("", 2)),
        ("Fog (1944)", None),
        ("Fog II", None),
        ("Department 5", None),
        ("The Last Part", None),
        ("Fog", None),
    ],
)
def test_a_title_says_which_part_it_is(title: str, part: tuple[str, int] | None):
    assert part_of(medium("m", title=title)) == (part and Part(*part))


def show(name: str, *titles: str, season: int = 1, first: int = 1) -> list[Media]:
    """Episodes of these titles; one called `-` is missing."""
    return [
        medium(f"{name} {season}x{n:02d}", title=title, show=name, season=season, episode=n)
        for n, title in enumerate(titles, first)
        if title != "-"
    ]


def told(media: list[Media], *listed: Media) -> list[list[str]]:
    found = {story[0].name: story for story in stories_in(media, listed).values()}
    return [[part.key for part in found[name]] for name in sorted(found)]


def test_consecutive_episodes_under_one_title_are_a_story():
    media = show("a", "Pilot", "Fog (1)", "Fog (2)", "Fog (3)", "Tide, Part 1", "Tide, Part 2")

    assert told(media) == [["a 1x02", "a 1x03", "a 1x04"], ["a 1x05", "a 1x06"]]


@pytest.mark.parametrize(
    "titles",
    [
        ("Fog (1)", "Tide", "Fog (2)"),
        ("Fog (1)", "-", "Fog (2)"),
        ("Fog (1)", "Tide (2)"),
        ("Fog (2)", "Fog (3)"),
        ("Fog (1)", "Fog (3)"),
    ],
)
def test_what_is_not_consecutive_is_no_story(titles: tuple[str, ...]):
    assert told(show("a", *titles)) == []


def test_a_story_may_cross_the_end_of_a_season():
    media = [*show("a", "Pilot", "Fog (1)"), *show("a", "Fog (2)", season=2)]

    assert told(media) == [["a 1x02", "a 2x01"]]


def test_two_shows_share_a_story_only_where_the_list_says_so():
    one, other = show("a", "Fog (1)"), show("b", "Storm (2)")

    assert told([*one, *other]) == []
    assert told([*one, *other], *one, *other) == [["a 1x01", "b 1x01"]]


def parted(shows: dict[str, int], at: str) -> list[Media]:
    """So many episodes of each show; three after the first of ``at`` are a story."""
    media = [one for name, count in shows.items() for one in episodes(name, count)]
    titles = {f"{at}/S01E{n:02d}": f"Fog ({n - 1})" for n in (2, 3, 4)}
    return [
        medium(
            one.key,
            title=titles.get(one.key, one.title),
            show=one.show,
            season=1,
            episode=one.episode,
            aired=one.aired,
        )
        for one in media
    ]


@pytest.mark.parametrize("order", list(ORDERS))
@settings(deadline=None, max_examples=50)
@given(
    others=st.dictionaries(st.sampled_from("bcdefg"), st.integers(1, 7), max_size=4),
    own=st.integers(4, 12),
    gap=st.integers(0, 4),
)
def test_every_order_keeps_a_story_together(order: str, others: dict[str, int], own: int, gap: int):
    media = parted({"a": own, **others}, "a")
    found = taken(line(order, media, parts="together", gap=str(gap)), 5 * len(media))

    at = [place for place, title in enumerate(found) if title == "Fog (1)"]
    assert at
    for place in at:
        assert found[place : place + 3] == ["Fog (1)", "Fog (2)", "Fog (3)"][: len(found) - place]
    assert found.count("Fog (1)") >= found.count("Fog (2)") >= found.count("Fog (3)")


@pytest.mark.parametrize("order", list(ORDERS))
def test_a_cursor_goes_on_in_the_midst_of_a_story(order: str):
    media = parted({"a": 7, "b": 3}, "a")
    for count in range(25):
        running = line(order, media, parts="together", gap="1")
        taken(running, count)
        again = line(order, media, running.cursor(MONDAY), parts="together", gap="1")

        assert taken(again, 12) == taken(running, 12)


def test_a_part_takes_no_other_ones_turn():
    gone = date(2026, 11, 24)
    media = parted({"a": 6}, "a")
    order = taken(line("shuffle", media, parts="together"), 6)
    leaving = next(title for title in order if "Fog" not in title)
    changed = [
        medium(m.key, title=m.title, show="a", season=1, episode=m.episode, gone=gone)
        if m.title == leaving
        else m
        for m in media
    ]
    running = line("shuffle", changed, parts="together")
    found = [pick.media.title for pick in running.upcoming(gone)]

    at = found.index("Fog (1)")
    assert found[at : at + 3] == ["Fog (1)", "Fog (2)", "Fog (3)"]


LIGHTS = show("a", "Pilot", "Fog (1)", "Fog (2)", "Tide")


def evening(body: dict[str, Any], **more: Any) -> Inputs:
    collections = {"lights": {"from": "tv", "parts": "together", **more}, "all": {"from": "tv"}}
    made = station(
        {"one": {"at": "20:00", "for": "1h", **body}, "rest": {"at": "21:00", "off_air": "true"}},
        collections=collections,
    )
    return inputs(made, catalogue(*LIGHTS))


def aired(given: Inputs, days: int) -> list[str]:
    return said(given, on_air(given, days=days))


def test_a_strip_plays_the_parts_on_one_day_after_the_other():
    assert aired(evening({"play": "lights"}), 4) == [
        "20:00 a 1x01",
        "20:00 a 1x02",
        "20:00 a 1x03",
        "20:00 a 1x04",
    ]


def test_all_parts_air_as_one_item():
    assert aired(evening({"play": "lights", "parts": "all"}), 3) == [
        "20:00 a 1x01",
        "20:00 a 1x02",
        "20:22 a 1x03",
        "20:00 a 1x04",
    ]


def test_a_story_is_one_of_a_count():
    steps = [{"play": "lights", "count": "2", "parts": "all"}]

    assert aired(evening({"steps": steps, "for": "1h30m"}), 1) == [
        "20:00 a 1x01",
        "20:22 a 1x02",
        "20:44 a 1x03",
    ]


def test_a_story_that_does_not_fit_whole_is_passed_over():
    assert aired(evening({"fill": "lights", "for": "50m"}), 2) == [
        "20:00 a 1x01",
        "20:22 a 1x04",
        "20:00 a 1x02",
        "20:22 a 1x03",
    ]


def test_padding_between_the_parts_counts():
    given = evening({"play": "lights", "parts": "all", "pad": "30m", "for": "50m"})

    assert aired(given, 2) == ["20:00 a 1x01", "20:00 a 1x04"]


def test_the_set_that_leaves_least_holds_a_story_whole_or_not_at_all():
    found = aired(evening({"fill": "lights", "fit": "best", "for": "45m"}), 1)

    assert found in (["20:00 a 1x01", "20:22 a 1x04"], ["20:00 a 1x02", "20:22 a 1x03"])


def test_a_story_is_one_turn_of_a_mix():
    collections = {
        "lights": {"from": "tv", "where": "show = a", "parts": "together"},
        "others": {"from": "tv", "where": "show = b"},
    }
    body = {"at": "20:00", "for": "2h10m", "mix": {"lights": "1", "others": "1"}, "by": "count"}
    made = station(
        {"one": body, "rest": {"at": "22:10", "off_air": "true"}}, collections=collections
    )
    given = inputs(made, catalogue(*LIGHTS, *show("b", "One", "Two", "Three")))

    assert aired(given, 1) == [
        "20:00 a 1x01",
        "20:22 b 1x01",
        "20:44 a 1x02",
        "21:06 a 1x03",
        "21:28 b 1x02",
    ]
