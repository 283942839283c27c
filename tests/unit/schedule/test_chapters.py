from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from exstreamtv.daemon.splicing.stretch import Stretch, cut
from exstreamtv.model.grid import Grid
from exstreamtv.model.media import Chapter, MediaKind
from exstreamtv.model.time import EPOCH, length_from
from exstreamtv.model.timeline import PlayoutItem
from exstreamtv.schedule.chapters import named, split
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, films, medium
from tests.kit.compiling import inputs, on_air
from tests.kit.station import station


def chapters(**marks: str) -> tuple[Chapter, ...]:
    """Chapters by title, in any order."""
    return tuple(Chapter(length_from(start), title) for title, start in marks.items())


TAPE = medium(
    "tape.mkv",
    "20m",
    title="Tape",
    kind=MediaKind.MOVIE,
    locator="tape.mkv",
    chapters=(*chapters(Duck="30s", Pig="12m", Flash="19m"), Chapter(length_from("19m500ms"))),
)


def test_each_chapter_lasts_to_the_next_one_and_has_its_title_or_a_number():
    assert [(m.key, m.title, m.in_point, m.length) for m in split([TAPE])] == [
        ("tape.mkv#1", "Duck", length_from("30s"), length_from("11m30s")),
        ("tape.mkv#2", "Pig", length_from("12m"), length_from("7m")),
        ("tape.mkv#4", "Tape 4", length_from("19m500ms"), length_from("59s500ms")),
    ]


def test_a_chapter_is_a_clip_of_the_same_file_that_belongs_to_the_compilation():
    first, *_ = split([TAPE])

    assert (first.kind, first.show, first.locator) == (MediaKind.CLIP, "Tape", "tape.mkv")


def test_chapters_of_a_concert_are_music():
    concert = medium("live", "9m", kind=MediaKind.MUSIC, chapters=chapters(One="0s", Two="4m"))

    assert [m.kind for m in split([concert])] == [MediaKind.MUSIC, MediaKind.MUSIC]


def test_a_clip_is_found_by_its_name():
    odd = medium("odd#1")
    known = {one.name: one for one in (TAPE, odd)}

    assert named("tv:tape.mkv#2", known) == list(split([TAPE]))[1]
    assert named("tv:odd#1", known) is odd
    assert named("tv:tape.mkv#9", known) is None
    assert named("tv:gone.mkv#1", known) is None


def test_what_has_no_chapters_is_left_out():
    assert list(split([medium("plain")])) == []


def aired() -> Inputs:
    breaks = {"every": "10m", "with": "cartoons", "length": "50s..1m"}
    schedule = {
        "tape": {"at": "06:00", "fill": "cartoons", "for": "20m"},
        "film": {"at": "07:00", "play": "film", "breaks": breaks},
        "rest": {"at": "08:00", "off_air": "true"},
    }
    collections = {
        "cartoons": {"from": "tv", "where": "title = Tape", "chapters": "split"},
        "film": {"from": "tv", "where": "title ~ film"},
    }
    made = station(schedule, collections=collections, channel={"filler": "cartoons"})
    return inputs(made, catalogue(TAPE, *films(1, "15m")))


def test_a_chapter_airs_from_where_it_begins_as_programme_as_filler_and_in_a_break():
    seen: dict[str, set[tuple[str, timedelta]]] = {}
    for item in on_air(aired()).items:
        if item.media and item.media.in_point:
            assert item.opens
            seen.setdefault(item.kind, set()).add((item.media.key, item.in_point))

    assert seen["programme"] == {
        ("tape.mkv#1", length_from("30s")),
        ("tape.mkv#2", length_from("12m")),
    }
    assert seen["interstitial"] == {("tape.mkv#4", length_from("19m500ms"))}
    assert seen["filler"] >= seen["programme"]


def test_the_player_seeks_to_the_chapter():
    clip = next(m for m in split([TAPE]) if m.title == "Pig")
    item = next(i for i in on_air(aired()).items if i.media and i.media.key == clip.key)
    picture = 25 * ((item.start - EPOCH) // timedelta(seconds=1))

    found = cut(item, Stretch(picture, picture + 25, 0, 0), Grid(Fraction(25)), 50)

    assert found.picture_position == 12 * 60


def test_a_chapter_with_a_break_in_it_goes_on_where_it_was():
    breaks = {"every": "4m", "with": "ads", "length": "10s..1m"}
    schedule = {"tape": {"at": "06:00", "play": "it", "breaks": breaks, "off_air": None}}
    del schedule["tape"]["off_air"]
    collections = {
        "it": {"from": "tv", "where": "title = Tape", "chapters": "split"},
        "ads": {"from": "tv", "where": "title ~ ad"},
    }
    made = station(schedule, collections=collections)
    given = inputs(made, catalogue(TAPE, medium("ad", "10s", kind=MediaKind.CLIP)))
    items: list[PlayoutItem] = [i for i in on_air(given).items if i.media and i.kind == "programme"]

    assert [item.in_point for item in items] == [
        length_from("30s"),
        length_from("4m30s"),
        length_from("8m30s"),
    ]
    assert [item.opens for item in items] == [True, False, False]
