from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from exstreamtv.emit.xmltv import xmltv
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.media import Media, MediaKind, Stream
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why
from tests.kit.timelines import DAY, MONDAY, airing, episode, film, lineup, timeline

HALF_HOUR = timedelta(minutes=30)
WEEK = timedelta(days=7)

RICH = episode(
    "Cheers",
    3,
    5,
    title="Snow Job",
    aired=date(1984, 10, 25),
    genres=("Comedy",),
    tags=("bar",),
    rating="TV-PG",
    directors=("James Burrows",),
    actors=("Ted Danson", "Shelley Long"),
    writers=("David Angell",),
    plot='A bar < a pub & a "tavern"',
    art="https://art.example/cheers.jpg",
    streams=(
        Stream("video", "h264", 0),
        Stream("audio", "aac", 1, language="en", default=True),
        Stream("subtitle", "subrip", 2, language="de"),
        Stream("subtitle", "subrip", 3, language="de"),
    ),
)


def guide(*media: Media, channel: Channel | None = None) -> bytes:
    built = timeline(airing(MONDAY + HALF_HOUR * at, each) for at, each in enumerate(media))
    listed = lineup(channel) if channel else lineup()
    return xmltv(listed, {"retro": built}, MONDAY, MONDAY + WEEK)


def only(document: bytes) -> etree._Element:
    (programme,) = etree.fromstring(document).findall("programme")
    return programme


def texts(programme: etree._Element) -> Mapping[str, str | None]:
    return {each.tag: each.text for each in programme if each.text and each.text.strip()}


def numbers(media: Media) -> dict[str | None, str | None]:
    return {each.get("system"): each.text for each in only(guide(media)).findall("episode-num")}


@pytest.fixture(scope="session")
def dtd() -> etree.DTD:
    return etree.DTD(str(Path(__file__).parents[2] / "golden" / "xmltv.dtd"))


SPECIMENS = (
    RICH,
    film("Long", year=1951, rating="PG-13", directors=("Ida Marsh",)),
    episode("Cheers", 0, 5),
    replace(episode("News", 1, 1), season=None, episode=None),
    replace(film("Song"), kind=MediaKind.MUSIC, artist="Neon Harbour", album="Night Bus"),
    film('\x00<hostile> & \u202e\ud800\ufffe "title"', plot="\x07", actors=("", "\x1b")),
)


@pytest.mark.parametrize("media", SPECIMENS, ids=lambda media: media.kind)
def test_is_valid_against_the_dtd(media: Media, dtd: etree.DTD) -> None:
    document = etree.fromstring(guide(media))

    assert dtd.validate(document), dtd.error_log


def test_tells_everything_the_catalogue_knows() -> None:
    programme = only(guide(RICH))

    assert texts(programme) == {
        "title": "Cheers",
        "sub-title": "Snow Job",
        "desc": 'A bar < a pub & a "tavern"',
        "date": "19841025",
        "category": "Series",
        "keyword": "bar",
        "language": "en",
        "length": "1320",
        "episode-num": "S03E05",
    }
    assert [each.text for each in programme.findall("credits/*")] == [
        "James Burrows",
        "Ted Danson",
        "Shelley Long",
        "David Angell",
    ]
    assert [each.text for each in programme.findall("category")] == ["Comedy", "Series"]
    assert programme.find("subtitles") is None, "no stream of ours carries any yet"
    assert programme.find("icon").get("src") == "https://art.example/cheers.jpg"  # type: ignore[union-attr]
    assert programme.findtext("rating[@system='VCHIP']/value") == "TV-PG"
    assert programme.findtext("video/quality") == "HDTV"
    assert programme.findtext("video/aspect") == "16:9"
    assert programme.findtext("audio/stereo") == "stereo"


def test_breaks_the_line_after_every_element() -> None:
    document = guide(RICH).decode()

    assert not re.search(r"(</[^>]+>|/>)[^\n]", document)


def test_writes_no_empty_element() -> None:
    for media in SPECIMENS:
        for element in etree.fromstring(guide(media)).iter():
            said = len(element) or element.attrib or (element.text or "").strip()

            assert said or element.tag in ("new", "previously-shown"), element.tag


def test_leaves_out_control_characters() -> None:
    assert only(guide(SPECIMENS[-1])).findtext("title") == '<hostile> & "title"'


def test_counts_episodes_from_nought_and_says_no_part() -> None:
    assert numbers(replace(RICH, part=2)) == {"xmltv_ns": "2.4.", "onscreen": "S03E05"}


def test_a_special_has_only_its_name_on_screen_and_its_airing() -> None:
    assert numbers(episode("Cheers", 0, 5)) == {
        "onscreen": "S00E05",
        "original-air-date": "2026-11-23 05:00:00",
    }


def test_what_has_no_number_is_told_apart_by_its_airing() -> None:
    news = replace(episode("News", 1, 1), season=None, episode=None)

    assert numbers(news) == {"original-air-date": "2026-11-23 05:00:00"}


def test_an_episode_without_a_season_keeps_its_number() -> None:
    assert numbers(replace(RICH, season=None)) == {"xmltv_ns": ".4.", "onscreen": "E05"}


def test_a_film_has_a_year_and_neither_number_nor_subtitle() -> None:
    programme = only(guide(film("Long", year=1951, rating="PG-13")))

    assert programme.find("episode-num") is None
    assert programme.find("sub-title") is None
    assert programme.findtext("date") == "1951"
    assert programme.findtext("category") == "Movie"
    assert programme.findtext("rating[@system='MPAA']/value") == "PG-13"


def test_a_film_under_another_title_keeps_its_name() -> None:
    stop = MONDAY + timedelta(minutes=90)
    items, _ = airing(MONDAY, shown := film("The Long Pier"), 90)
    programme = Programme(MONDAY, stop, "Film Noir Tonight", "The Long Pier", media=shown)
    built = {"retro": Timeline("retro", items, [programme])}

    assert only(xmltv(lineup(), built, MONDAY, stop)).findtext("title") == (
        "Film Noir Tonight: The Long Pier"
    )


def test_a_first_showing_is_new_and_any_other_is_not() -> None:
    first = Programme(MONDAY, MONDAY + HALF_HOUR, "Cheers", media=RICH)
    second = Programme(first.stop, first.stop + HALF_HOUR, "Cheers", media=RICH, repeat=True)
    items, _ = airing(MONDAY, RICH, 60)
    document = xmltv(
        lineup(), {"retro": Timeline("retro", items, [first, second])}, MONDAY, MONDAY + WEEK
    )
    one, two = etree.fromstring(document).findall("programme")

    assert (one.find("new") is not None, one.find("previously-shown") is None) == (True, True)
    assert (two.find("new") is None, two.find("previously-shown") is not None) == (True, True)


def shared(**said: object) -> bytes:
    """An entry about two works."""
    works = (RICH, film("Long", genres=("Drama",), gone=date(2026, 11, 30), art="http://tv/b.png"))
    items, programme = airing(MONDAY, RICH)
    entry = replace(programme, title="Tonight", media=None, works=works, **said)
    return xmltv(lineup(), {"retro": timeline([(items, entry)])}, MONDAY, MONDAY + WEEK)


def test_an_entry_of_several_works_keeps_their_genres_and_a_picture(dtd: etree.DTD) -> None:
    document = shared(last_chance=True, premiere=True)
    found = only(document)

    assert dtd.validate(etree.fromstring(document)), dtd.error_log
    assert [each.text for each in found.findall("category")] == ["Comedy", "Drama"]
    assert [each.get("src") for each in found.findall("icon")] == [RICH.art]
    assert found.find("new") is not None


def test_written_categories_stand_for_the_genres() -> None:
    items, programme = airing(MONDAY, RICH)
    shown = timeline([(items, replace(programme, categories=("News",)))])
    document = xmltv(lineup(), {"retro": shown}, MONDAY, MONDAY + WEEK)

    assert [each.text for each in only(document).findall("category")] == ["News", "Series"]


def test_a_premiere_names_the_channel_and_a_last_chance_the_day() -> None:
    found = texts(only(shared(last_chance=True, premiere=True)))

    assert (found["premiere"], found["last-chance"]) == ("Retro One", "2026-11-30")


def test_times_are_full_seconds_of_utc_and_leave_no_gap() -> None:
    odd = timedelta(minutes=30, milliseconds=700)
    starts = [MONDAY + odd * at for at in range(5)]
    why = Why("strip", DAY, ())
    items = [PlayoutItem(a, b, Kind.PROGRAMME, RICH, why) for a, b in pairwise(starts)]
    programmes = [Programme(a, b, "Cheers", media=RICH) for a, b in pairwise(starts)]
    document = xmltv(
        lineup(), {"retro": Timeline("retro", items, programmes)}, MONDAY, MONDAY + WEEK
    )
    times = [(each.get("start"), each.get("stop")) for each in etree.fromstring(document)[1:]]

    assert all(re.fullmatch(r"\d{14} \+0000", str(time)) for pair in times for time in pair)
    assert all(before[1] == after[0] for before, after in pairwise(times))


def test_the_programme_on_the_air_at_the_start_is_in_it() -> None:
    built = timeline([airing(MONDAY, RICH), airing(MONDAY + HALF_HOUR, RICH)])

    def listed(start: datetime, stop: datetime) -> int:
        document = xmltv(lineup(), {"retro": built}, start, stop)
        return len(etree.fromstring(document).findall("programme"))

    assert listed(MONDAY + timedelta(minutes=10), MONDAY + timedelta(minutes=20)) == 1
    assert listed(MONDAY, MONDAY + HALF_HOUR) == 1
    assert listed(MONDAY + WEEK, MONDAY + 2 * WEEK) == 0


def test_a_channel_is_named_first_and_numbered_second() -> None:
    channel = etree.fromstring(guide(RICH)).find("channel")

    assert channel is not None
    assert channel.get("id") == "retro.exstreamtv.local"
    assert [each.text for each in channel.findall("display-name")] == ["Retro One", "7"]


def test_channels_come_before_programmes() -> None:
    both = lineup(
        Channel("retro", "7", "Retro", Profile()), Channel("reel", "8", "Reel", Profile())
    )
    built = {each: timeline([airing(MONDAY, RICH)], each) for each in ("reel", "retro")}
    tags = [each.tag for each in etree.fromstring(xmltv(both, built, MONDAY, MONDAY + WEEK))]

    assert tags == ["channel", "channel", "programme", "programme"]


def test_a_small_picture_is_no_high_definition() -> None:
    small = Channel("retro", "7", "Retro", Profile(width=848, height=480))
    video = only(guide(RICH, channel=small)).find("video")

    assert video is not None
    assert (video.findtext("aspect"), video.findtext("quality")) == ("16:9", "SDTV")


def test_art_that_cannot_be_fetched_is_not_offered() -> None:
    assert only(guide(replace(RICH, art="poster.jpg"))).find("icon") is None


TEMPLATE = """\
<programme start="{{ start }}" stop="{{ stop }}" channel="{{ channel }}">
  <title>{{ title }}{% if media.year %} ({{ media.year }}){% endif %}</title>
  {{ elements }}
</programme>
"""


def templated(kind: str, template: str, media: Media) -> etree._Element:
    channel = Channel("retro", "7", "Retro One", Profile(), templates=((kind, template),))
    return only(guide(media, channel=channel))


def test_a_template_writes_what_it_is_for() -> None:
    found = templated("movie", TEMPLATE, film("Long & Short", year=1951))

    assert [each.text for each in found.findall("title")] == ["Long & Short (1951)"]
    assert found.findtext("date") == "1951"


def test_a_template_does_not_write_what_it_is_not_for() -> None:
    document = guide(RICH, channel=Channel("retro", "7", "Retro One", Profile()))

    assert etree.tostring(templated("movie", TEMPLATE, RICH)) == etree.tostring(only(document))


def test_where_a_template_fails_the_usual_stands_with_a_remark() -> None:
    channel = Channel("retro", "7", "Retro One", Profile(), templates=(("movie", "{{ titel }}"),))
    document = guide(film("Long"), channel=channel)

    assert "<title>Long</title>" in document.decode()
    assert "<!-- 'titel' is undefined -->" in document.decode()
