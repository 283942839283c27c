from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from exstreamtv.daemon.runs.overlays import logos, overlays
from exstreamtv.daemon.splicing.stretch import Stretch
from exstreamtv.ffmpeg.layers import Overlay
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from exstreamtv.model.layer import Field, Layer, Look
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why
from tests.kit.catalogue import medium

RATE = 25
EIGHT = datetime(2026, 11, 23, 20, tzinfo=UTC)
BUG = Layer("bug", Look.LOGO, logo="bug.png")
NOW = Layer("now", Look.TEXT, ("{title}",), first=timedelta(seconds=15))
NEXT = Layer("next", Look.TEXT, ("Next: {next} at {next_at}",), last=timedelta(seconds=30))
OFTEN = Layer("often", Look.TEXT, ("x",), every=timedelta(minutes=5), lasting=timedelta(seconds=8))
CLOCK = Layer("clock", Look.TEXT, ("{time}",))
CARD = Layer("card", Look.CARD, ("{title}", "{subtitle}"))
ALL = (BUG, NOW, NEXT, OFTEN, CLOCK, CARD)
ONE = Channel("one", "1", "One", Profile(), layers=ALL, timezone="Europe/Berlin")


def timeline(start: datetime = EIGHT) -> Timeline:
    """An ident, ten minutes of a film, a minute's break, ten more minutes; then another film."""
    film, spot, other = medium("Gilda"), medium("spot"), medium("Laura")
    why = Why("s", start.date(), ())
    at, items = start, []
    for media, minutes, kind in (
        (spot, 1, Kind.INTERSTITIAL),
        (film, 10, Kind.PROGRAMME),
        (spot, 1, Kind.INTERSTITIAL),
        (film, 10, Kind.PROGRAMME),
        (spot, 8, Kind.FILLER),
        (other, 30, Kind.PROGRAMME),
    ):
        stop = at + timedelta(minutes=minutes)
        items.append(PlayoutItem(at, stop, kind, media, why, layers=tuple(x.name for x in ALL)))
        at = stop
    seam = items[-1].start
    return Timeline(
        "one", items, [Programme(start, seam, "Gilda"), Programme(seam, at, "Laura", "a mystery")]
    )


def over(item: int, first_s: float, seconds: float, of: Timeline | None = None) -> list[Overlay]:
    """What lies over so many seconds of an item, from so many seconds after its start on."""
    line = of or timeline()
    each = line.items[item]
    first = Grid(Fraction(RATE)).picture_at(each.start + timedelta(seconds=first_s))
    stretch = Stretch(first, first + int(seconds * RATE), 0, 0)
    return list(overlays(ONE, line, each, stretch, {"bug": "/bug.png"}))


def windows(found: list[Overlay], name: str) -> list[tuple[tuple[int, int], ...] | None]:
    return [overlay.windows for overlay in found if overlay.layer.name == name]


def text(found: list[Overlay], name: str) -> list[object]:
    return [overlay.lines for overlay in found if overlay.layer.name == name]


def test_a_layer_without_show_is_always_shown():
    assert windows(over(1, 0, 600), "bug") == [None]


def test_the_first_seconds_count_from_the_programmes_own_first_picture():
    assert windows(over(1, 0, 600), "now") == [((0, 375),)]


def test_a_join_in_the_middle_sees_the_rest_of_them():
    assert windows(over(1, 10, 590), "now") == [((0, 125),)]


def test_after_them_nothing_is_drawn():
    assert windows(over(1, 20, 580), "now") == []


def test_they_do_not_come_again_after_a_break():
    assert windows(over(3, 0, 600), "now") == []


def test_the_last_seconds_end_with_the_programmes_own_last_picture():
    assert windows(over(1, 0, 600), "next") == []
    assert windows(over(3, 0, 600), "next") == [((570 * RATE, 600 * RATE),)]


def test_again_and_again_counts_on_through_breaks():
    assert windows(over(1, 0, 600), "often") == [((7500, 7700),)]
    # Five minutes after the start, and then: fifteen, of which eleven were before this part.
    assert windows(over(3, 0, 600), "often") == [
        ((4 * 60 * RATE, (4 * 60 + 8) * RATE), (9 * 60 * RATE, (9 * 60 + 8) * RATE))
    ]


def test_what_is_next_is_said_in_local_time():
    assert text(over(3, 0, 600), "next") == [(("Next: ", "Laura", " at ", "21:30"),)]


def test_where_nothing_is_known_to_follow_the_line_is_left_out():
    assert text(over(5, 0, 1800), "next") == []


def test_a_card_leaves_out_a_line_that_has_nothing_to_say():
    assert text(over(1, 0, 600), "card") == [(("Gilda",),)]
    assert text(over(5, 0, 600), "card") == [(("Laura",), ("a mystery",))]


def test_the_clock_shows_local_time():
    (clock,) = [one for one in over(1, 0, 600) if one.layer is CLOCK]

    assert (clock.clock, clock.lines) == (21 * 3600 + 60, ((Field.TIME,),))


def test_the_clock_goes_back_in_the_night_that_it_does():
    night = timeline(datetime(2026, 10, 25, 0, 54, tzinfo=UTC))
    one, other = [each for each in over(1, 0, 600, night) if each.layer is CLOCK]

    assert (one.windows, one.clock) == (((0, 300 * RATE),), 2 * 3600 + 55 * 60)
    assert (other.windows, other.clock) == (((300 * RATE, 600 * RATE),), 3600 + 55 * 60)


def test_the_programme_is_counted_without_what_comes_around_it():
    (bug,) = [one for one in over(3, 60, 540) if one.layer is BUG]

    assert (bug.over, bug.length) == (12 * 60 * RATE, 21 * 60 * RATE)


def test_an_image_that_is_not_there_is_left_out():
    item = timeline().items[1]
    stretch = Stretch(0, 100, 0, 0)

    assert logos(ONE, item) == ["bug"]
    assert "bug" not in {o.layer.name for o in overlays(ONE, timeline(), item, stretch, {})}
