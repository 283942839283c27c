from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from exstreamtv.emit.airings import airings, facts, number
from exstreamtv.model.media import Media
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why
from tests.kit.timelines import DAY, MONDAY, airing, clip, episode, film, timeline

MINUTE = timedelta(minutes=1)

CHEERS = episode("Cheers", 3, 5)


def test_an_airing_is_about_the_item_that_shows_its_work() -> None:
    ident = Why("strip", DAY, ("channels", "retro", "before"))
    show = Why("strip", DAY, ("channels", "retro", "schedule", "strip"), "cheers")
    items = [
        PlayoutItem(MONDAY, MONDAY + MINUTE, Kind.INTERSTITIAL, clip("ident"), ident),
        PlayoutItem(MONDAY + MINUTE, MONDAY + 23 * MINUTE, Kind.PROGRAMME, CHEERS, show),
    ]
    programme = Programme(MONDAY, MONDAY + 23 * MINUTE, "Cheers", media=CHEERS)
    (found,) = airings(Timeline("retro", items, [programme]), MONDAY, MONDAY + MINUTE)

    assert (found.kind, found.why) == (Kind.PROGRAMME, show)


def test_a_block_under_its_own_title_is_about_its_first_programme() -> None:
    why = Why("night", DAY, ())
    items = [
        PlayoutItem(MONDAY, MONDAY + MINUTE, Kind.FILLER, clip("ident"), why),
        PlayoutItem(MONDAY + MINUTE, MONDAY + 23 * MINUTE, Kind.PROGRAMME, CHEERS, why),
    ]
    programme = Programme(MONDAY, MONDAY + 23 * MINUTE, "Night")
    (found,) = airings(Timeline("retro", items, [programme]), MONDAY, MONDAY + MINUTE)

    assert found.kind is Kind.PROGRAMME


def test_nothing_but_filling_is_filling() -> None:
    items = [PlayoutItem(MONDAY, MONDAY + MINUTE, Kind.FILLER, clip("a"), Why("s", DAY, ()))]
    programme = Programme(MONDAY, MONDAY + MINUTE, "Retro")
    (found,) = airings(Timeline("retro", items, [programme]), MONDAY, MONDAY + MINUTE)

    assert found.kind is Kind.FILLER


def test_what_is_on_the_air_at_the_start_is_among_them() -> None:
    built = timeline([airing(MONDAY, CHEERS), airing(MONDAY + 30 * MINUTE, film("Long"), 90)])
    shown = airings(built, MONDAY + 40 * MINUTE, MONDAY + 41 * MINUTE)

    assert [each.title for each in shown] == ["Long"]


@pytest.mark.parametrize(
    ("media", "text"),
    [
        (CHEERS, "S03E05"),
        (replace(CHEERS, season=None), "E05"),
        (replace(CHEERS, episode=None), ""),
        (None, ""),
    ],
)
def test_an_episode_has_its_number(media: Media | None, text: str) -> None:
    assert number(media) == text


def test_programs_read_plain_facts() -> None:
    (found,) = airings(timeline([airing(MONDAY, CHEERS)]), MONDAY, MONDAY + MINUTE)

    assert facts(found) == {
        "start": "2026-11-23T05:00:00.000Z",
        "stop": "2026-11-23T05:30:00.000Z",
        "title": "Cheers",
        "subtitle": "Part 5",
        "number": "S03E05",
        "media": "drawn:Cheers/S03E05",
        "slot": "strip",
        "day": "2026-11-23",
    }
