from __future__ import annotations

from datetime import timedelta
from typing import Any

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.timeline import Programme, TitleFrom
from exstreamtv.schedule.guide import title_of
from tests.kit.catalogue import catalogue, clips, episodes, films, medium
from tests.kit.compiling import MONDAY, inputs, on_air
from tests.kit.station import station

SHOW = {"cheers": {"from": "tv", "where": "show = cheers"}}


def guide(schedule: dict[str, Any], *media: Media, days: int = 1, **said: Any) -> list[Programme]:
    made = station(schedule, collections={**SHOW, **said})
    return list(on_air(inputs(made, catalogue(*media)), MONDAY, days).programmes)


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
