from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from exstreamtv.emit.airings import Airing, airings
from exstreamtv.emit.guide import Days, detail, filling, week
from exstreamtv.model.media import Media
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why
from tests.kit.timelines import DAY, MONDAY, Built, airing, clip, episode, film, timeline

HALF_HOUR = timedelta(minutes=30)
DAWN = MONDAY.astimezone(ZoneInfo("Europe/Berlin"))


def listed(built: Iterable[Built]) -> list[Airing]:
    return list(airings(timeline(built), MONDAY, MONDAY + timedelta(days=30)))


def strip(*media: Media, minutes: int = 30, slot: str = "strip") -> list[Built]:
    starts = (MONDAY + timedelta(minutes=minutes * at) for at in range(len(media)))
    return [airing(start, each, minutes, slot) for start, each in zip(starts, media, strict=True)]


def rows(groups: Sequence[Days]) -> list[list[tuple[str, str]]]:
    return [[(row.time, row.title) for row in group.rows[0]] for group in groups]


def cheers(*numbers: int) -> list[Media]:
    return [episode("Cheers", 1, number) for number in numbers]


def test_a_run_under_one_title_is_one_row() -> None:
    assert rows(week(listed(strip(*cheers(1, 2, 3))), DAWN)) == [[("06:00", "Cheers")]]


def test_different_titles_are_rows_of_their_own() -> None:
    shown = listed(strip(*cheers(1), episode("Wings", 1, 1)))

    assert rows(week(shown, DAWN)) == [[("06:00", "Cheers"), ("06:30", "Wings")]]


def test_titles_that_come_round_again_are_one_row() -> None:
    shown = listed(strip(*cheers(1), episode("Wings", 1, 1), *cheers(2)))

    assert rows(week(shown, DAWN)) == [[("06:00", "Cheers, Wings")]]


def test_films_are_never_folded() -> None:
    films = [film("Long"), film("Short"), film("Long")]
    shown = listed(strip(*films, minutes=90))

    assert [title for _, title in rows(week(shown, DAWN))[0]] == ["Long", "Short", "Long"]


def test_many_short_ones_are_one_row() -> None:
    songs = [film(f"Song {at}", length=timedelta(minutes=4)) for at in range(7)]

    assert len(rows(week(listed(strip(*songs, minutes=4)), DAWN))[0]) == 1
    assert len(rows(week(listed(strip(*songs[:3], minutes=4)), DAWN))[0]) == 3


def test_days_of_one_shape_are_together() -> None:
    whole = 24 * 60
    built = [
        airing(MONDAY + timedelta(days=day), *shown)
        for day, shown in enumerate(
            [
                (episode("Cheers", 1, 1), whole, "a"),
                (episode("Cheers", 1, 2), whole, "b"),
                (episode("Cheers", 1, 3), whole, "a"),
            ]
        )
    ]
    groups = week(listed(built), DAWN)

    assert [group.days for group in groups] == [
        (DAY, DAY + timedelta(days=2)),
        (DAY + timedelta(days=1),),
    ]


def test_a_broadcast_day_ends_at_dawn() -> None:
    late = MONDAY + timedelta(hours=23)
    built = [
        airing(MONDAY, film("Day", length=timedelta(hours=23)), 23 * 60, "day"),
        airing(late, film("Late"), 60, "late"),
        airing(late + timedelta(hours=1), film("Early"), 60, "early"),
    ]

    assert [group.days[0] for group in week(listed(built), DAWN)] == [DAY, DAY + timedelta(days=1)]


def test_filling_is_left_out_but_counted() -> None:
    why = Why("strip", DAY, ())
    stop = MONDAY + HALF_HOUR
    items = [PlayoutItem(MONDAY, stop, Kind.FILLER, clip("ident"), why)]
    shown = list(airings(Timeline("r", items, [Programme(MONDAY, stop, "R")]), MONDAY, stop))

    assert rows(week(shown, DAWN)) == [[]]
    assert filling(shown) == HALF_HOUR
    assert filling(listed(strip(*cheers(1)))) == ZERO


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([(1, 1)], "S01E01"),
        ([(1, 1), (1, 2), (1, 3)], "S01E01-E03"),
        ([(1, 9), (1, 10), (2, 1)], "S01E09-S02E01"),
        ([(1, 1), (1, 3)], "S01E01 …"),
        ([(2, 1), (1, 3)], "S02E01 …"),
        ([(1, 1), (1, 1)], "S01E01"),
    ],
)
def test_episodes_are_told_as_a_range(numbers: list[tuple[int, int]], text: str) -> None:
    run = listed(strip(*(episode("Cheers", *each) for each in numbers)))

    assert detail([run]) == text


def test_a_film_is_told_by_its_year_and_others_by_their_count() -> None:
    assert detail([listed(strip(film("Long", year=1951)))]) == "1951"
    assert detail([listed(strip(film("Long"), film("Short")))]) == "2x"
    assert detail([listed(strip(film("Long")))]) == ""
