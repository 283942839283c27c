from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.timeline import Programme, TitleFrom
from exstreamtv.schedule.compile import compiled
from exstreamtv.schedule.titles import title_of
from tests.kit.catalogue import catalogue, clips, episodes, films, medium
from tests.kit.compiling import MONDAY, inputs, on_air
from tests.kit.station import station

SHOW = {"cheers": {"from": "tv", "where": "show = cheers"}}


ALL = {"all": {"from": "tv", "order": "title"}}


def guide(
    schedule: dict[str, Any],
    *media: Media,
    days: int = 1,
    shape: dict[str, Any] | None = None,
    **said: Any,
) -> list[Programme]:
    channel = {"guide": shape} if shape else None
    made = station(schedule, collections={**SHOW, **said}, channel=channel)
    return list(on_air(inputs(made, catalogue(*media)), MONDAY, days).programmes)


def minutes(found: list[Programme]) -> list[tuple[str, int]]:
    return [(entry.title, entry.length // timedelta(minutes=1)) for entry in found]


def test_a_programme_lasts_until_the_next_across_short_filler():
    found = guide({"s": {"at": "06:00", "fill": "cheers", "pad": "30m"}}, *episodes("cheers", 60))

    assert {entry.length for entry in found} == {timedelta(minutes=30)}


def test_a_long_hole_goes_by_the_channels_name():
    first, second = guide({"s": {"at": "06:00", "play": "cheers"}}, *episodes("cheers", 3))

    assert (first.title, first.subtitle) == ("cheers", "cheers 1")
    assert (second.title, second.title_from) == ("One", TitleFrom.CHANNEL)


def test_what_airs_under_one_written_title_is_one_programme():
    slot = {"at": "06:00", "for": "2h", "fill": "cheers", "title": "Cheers Night"}
    first, _ = guide({"s": slot}, *episodes("cheers", 9))

    assert (first.title, first.media, first.title_from) == ("Cheers Night", None, TitleFrom.STEP)
    assert first.length == timedelta(hours=2)


def test_a_single_medium_under_a_written_title_is_named_below_it():
    slot = {"at": "06:00", "play": "cheers", "title": "Tonight"}

    assert guide({"s": slot}, *episodes("cheers", 1))[0].subtitle == "cheers: cheers 1"


def test_short_items_have_no_entry_of_their_own():
    media = [*clips("ad", ["30s"]), *films(1)]
    found = guide(
        {"s": {"at": "06:00", "for": "2h", "steps": [{"play": "all", "count": "2"}]}},
        *media,
        all={"from": "tv", "order": "title"},
    )

    assert [entry.title for entry in found] == ["Film 00", "One"]


def test_what_has_aired_before_is_a_repeat():
    found = guide({"s": {"at": "06:00", "play": "cheers"}}, *episodes("cheers", 1), days=2)

    assert [entry.repeat for entry in found if entry.media] == [False, True]


def test_a_group_is_one_entry_by_the_name_that_its_works_share():
    slot = {"at": "06:00", "for": "2h", "fill": "cheers", "guide": {"group": "true"}}
    media = episodes("cheers", 9, plot="A bar.", art="http://tv/art.png", genres=("Comedy",))
    first, _ = guide({"s": slot}, *media)

    assert (first.title, first.subtitle, first.media) == ("cheers", "", None)
    assert first.works == tuple(media[:5])
    assert first.description.startswith("cheers 1. A bar. · cheers 2. A bar. · ")


def test_an_entry_of_many_works_gives_only_their_titles():
    slot = {"at": "06:00", "for": "3h", "fill": "cheers", "title": "Cheers Night"}
    first, _ = guide({"s": slot}, *episodes("cheers", 9, plot="A bar."))

    assert first.description == " · ".join(f"cheers {n}" for n in range(1, 9))


def test_what_has_a_title_is_not_grouped_if_it_says_so():
    said = {"title": "Tonight", "guide": {"group": "false"}}
    slot = {"at": "06:00", "for": "1h", "fill": "cheers", **said}
    found = guide({"s": slot}, *episodes("cheers", 9))

    assert [entry.subtitle for entry in found[:2]] == ["cheers: cheers 1", "cheers: cheers 2"]


def test_a_category_stands_for_the_genres():
    slot = {"at": "06:00", "play": "cheers", "guide": {"category": "News"}}

    assert guide({"s": slot}, *episodes("cheers", 1))[0].categories == ("News",)


def test_short_items_join_each_other_until_they_are_long_enough():
    media = [medium(f"song {n}", "4m", kind=MediaKind.MUSIC, title=f"Song {n}") for n in range(6)]
    slot = {"at": "06:00", "for": "24m", "fill": "all"}
    found = guide({"s": slot}, *media, shape={"minimum": "10m"}, **ALL)

    assert minutes(found)[:2] == [("Song 0", 12), ("Song 3", 12)]
    assert found[0].description == "Song 0 · Song 1 · Song 2"


def test_a_short_item_after_a_long_one_joins_it():
    media = [*films(1, "90m"), medium("z", "4m", kind=MediaKind.MUSIC)]
    slot = {"at": "06:00", "steps": [{"play": "all", "count": "2"}]}
    found = guide({"s": slot}, *media, shape={"minimum": "10m"}, **ALL)

    assert minutes(found)[0] == ("Film 00", 94)
    assert found[0].media == media[0]


def test_a_short_item_before_a_long_one_joins_it():
    media = [medium("a", "4m", kind=MediaKind.MUSIC, title="A"), *films(1, "90m")]
    slot = {"at": "06:00", "steps": [{"play": "all", "count": "2"}]}
    found = guide({"s": slot}, *media, shape={"minimum": "10m"}, **ALL)

    assert minutes(found)[0] == ("Film 00", 94)


def test_a_short_item_that_is_padded_is_long_enough():
    media = [medium(f"song {n}", "4m", kind=MediaKind.MUSIC, title=f"Song {n}") for n in range(6)]
    slot = {"at": "06:00", "for": "30m", "fill": "all", "pad": "5m"}
    found = guide({"s": slot}, *media, shape={"minimum": "5m"}, **ALL)

    assert minutes(found)[:5] == [(f"Song {n}", 5) for n in range(5)]


def test_the_channels_minimum_comes_before_the_stations():
    media = [medium(f"song {n}", "4m", kind=MediaKind.MUSIC, title=f"Song {n}") for n in range(6)]
    slot = {"at": "06:00", "for": "24m", "fill": "all"}
    settings = {"name": "T", "timezone": "UTC", "guide": {"minimum": "10m"}}
    own = {"guide": {"minimum": "4m"}}

    def found(channel: dict[str, Any]) -> int:
        made = station({"s": slot}, collections=ALL, channel=channel, station=settings)
        return len(on_air(inputs(made, catalogue(*media)), MONDAY).programmes)

    assert (found({}), found(own)) == (3, 7)


def test_new_is_what_is_not_older_than_said():
    (media,) = episodes("cheers", 1)
    old = replace(media, aired=MONDAY - timedelta(days=31))
    young = replace(media, aired=MONDAY - timedelta(days=30))
    slot = {"s": {"at": "06:00", "play": "cheers"}}

    def repeats(medium: Media) -> list[bool]:
        found = guide(slot, medium, days=2, shape={"new": "30d"})
        return [entry.repeat for entry in found if entry.media]

    assert repeats(old) == [True, True]
    assert repeats(young) == [False, True]
    assert repeats(replace(media, aired=None)) == [True, True]


def test_a_premiere_is_the_first_airing_of_what_came_after_the_channels_history_began():
    known, fresh = episodes("cheers", 2)
    media = known, replace(fresh, since=MONDAY)
    slot = {"s": {"at": "06:00", "play": "cheers"}}
    found = [entry for entry in guide(slot, *media, days=4) if entry.media]

    assert [entry.premiere for entry in found] == [False, True, False, False]


def test_the_last_airing_before_a_medium_goes_is_its_last_chance():
    first, second = episodes("cheers", 2)
    media = replace(first, gone=MONDAY + timedelta(days=4)), second
    slot = {"s": {"at": "06:00", "play": "cheers"}}
    found = [entry for entry in guide(slot, *media, days=4) if entry.media]

    assert [entry.last_chance for entry in found] == [False, False, True, False]


def test_whether_it_is_the_last_chance_does_not_depend_on_the_window():
    first, second = episodes("cheers", 2)
    media = replace(first, gone=MONDAY + timedelta(days=4)), second
    slot = {"s": {"at": "06:00", "play": "cheers"}}

    def marks(days: int) -> list[bool]:
        found = guide(slot, *media, days=days)
        return [entry.last_chance for entry in found if entry.media]

    assert [marks(days) for days in (1, 2, 3, 4)] == [marks(9)[:days] for days in (1, 2, 3, 4)]


def test_nobody_looks_for_a_last_airing_further_than_a_fortnight_ahead():
    (media,) = episodes("cheers", 1)
    slot = {"s": {"at": "06:00", "play": "cheers", "when": "2026-11-23"}}

    def last(days: int) -> bool:
        return guide(slot, replace(media, gone=MONDAY + timedelta(days=days)))[0].last_chance

    assert (last(14), last(15)) == (True, False)


def test_a_title_always_exists():
    named = medium("a", title="Title", kind=MediaKind.MOVIE)
    file = medium("Films/The Long Pier.mkv", title="", kind=MediaKind.MOVIE)
    address = medium("https://example.org/a/Long%20Pier.mp4?x=1", title="", kind=MediaKind.MOVIE)
    song = medium("s", title="Take Five", artist="Dave", kind=MediaKind.MUSIC)

    assert title_of(named, "One") == ("Title", "", TitleFrom.MEDIA)
    assert title_of(file, "One") == ("The Long Pier", "", TitleFrom.FILE)
    assert title_of(address, "One") == ("Long Pier", "", TitleFrom.URL)
    assert title_of(song, "One") == ("Take Five", "Dave", TitleFrom.MEDIA)
    assert title_of(None, "One") == ("One", "", TitleFrom.CHANNEL)


def test_media_without_a_title_are_told_of_once_a_collection():
    media = [medium(f"tapes/{n}.mkv", "90m", title="", kind=MediaKind.MOVIE) for n in range(3)]
    made = station({"s": {"at": "06:00", "fill": "all"}}, collections=ALL)
    given = inputs(made, catalogue(*media))
    begin = given.calendar.begin
    found = compiled(given, "one", begin(MONDAY), begin(MONDAY + timedelta(days=1))).found

    assert [each.code for each in found] == ["W330"]
    assert found[0].message == "media of `all` have no title, so the guide shows where they lie"


def test_a_stretch_off_the_air_has_nothing_to_tell():
    entry, _ = guide({"s": {"at": "06:00", "for": "2h", "off_air": "true", "title": "Closed"}})

    assert (entry.title, entry.description, entry.works) == ("Closed", "", ())
