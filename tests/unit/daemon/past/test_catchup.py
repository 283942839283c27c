from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from exstreamtv.daemon.hls.segments import Part, Raster
from exstreamtv.daemon.past.catchup import (
    MOST,
    Window,
    Wish,
    again,
    growing,
    part_of,
    playlist,
    window_from,
    wish,
)
from exstreamtv.model.grid import Grid
from exstreamtv.model.time import SECOND
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline
from tests.kit import playlists
from tests.kit.on_air import item

EIGHT = datetime(2026, 11, 23, 20, tzinfo=UTC)
EPOCH_S = 1_795_464_000
PAL, NTSC = Raster(Grid(Fraction(25)), 25), Raster(Grid(Fraction(30_000, 1001)), 30)
WINDOW = Window(EIGHT + 1.4 * SECOND, EIGHT + 9.04 * SECOND)


def test_clients_ask_by_length_by_end_or_for_all() -> None:
    assert wish({"utc": f"{EPOCH_S}", "dur": "90"}) == Wish(EIGHT, EIGHT + 90 * SECOND)
    assert wish({"utc": f"{EPOCH_S}", "utcend": f"{EPOCH_S + 5}"}) == Wish(
        EIGHT, EIGHT + 5 * SECOND
    )
    assert wish({"utc": f"{EPOCH_S}", "lutc": f"{EPOCH_S + 5}"}) == Wish(EIGHT, None)
    assert wish({"utc": f"{EPOCH_S}.25"}) == Wish(EIGHT + 0.25 * SECOND, None)
    assert wish({"lutc": f"{EPOCH_S}"}) is None


@pytest.mark.parametrize("utc", ["", "now", "-1", "1e9", "٣", "1" * 12, "{utc}"])
def test_what_is_no_time_is_refused(utc: str) -> None:
    with pytest.raises(ValueError, match="no number of seconds"):
        wish({"utc": utc})


def test_nobody_asks_for_more_than_half_a_day_or_for_nothing() -> None:
    assert Wish(EIGHT, EIGHT + 2 * MOST).window(EIGHT) == Window(EIGHT, EIGHT + MOST)
    assert Wish(EIGHT, None).window(EIGHT + SECOND) == Window(EIGHT, EIGHT + SECOND)
    with pytest.raises(ValueError, match="ends before it begins"):
        Wish(EIGHT, EIGHT).window(EIGHT + SECOND)


def test_an_address_names_a_window_to_the_millisecond() -> None:
    assert window_from(str(WINDOW)) == WINDOW
    assert str(WINDOW) == "1795464001400-1795464009040"


@pytest.mark.parametrize("text", ["", "1-1", "2-1", "1", "a-b", "0-43200001", "1-2-3"])
def test_what_is_no_window_has_no_address(text: str) -> None:
    assert window_from(text) is None


def test_what_is_over_is_listed_whole_and_has_an_end() -> None:
    listed = playlists.media(playlist(PAL, WINDOW, EIGHT + 10 * SECOND))
    first = EPOCH_S // 2

    assert (listed.kind, listed.ended, listed.target) == ("VOD", True, 2)
    assert float(listed.seconds) == 7.64
    assert listed.entries[0].at == WINDOW.start
    assert [entry.uri for entry in listed.entries] == [
        f"{first}.ts?from={EPOCH_S * 25 + 35}",
        *(f"{first + n}.ts" for n in (1, 2, 3)),
        f"{first + 4}.ts?from={EPOCH_S * 25 + 200}",
    ]


def test_what_is_running_grows_and_then_has_an_end() -> None:
    instants = [EIGHT + n * SECOND for n in (2, 3, 5, 8, 9, 10)]
    lists = [playlists.media(growing(PAL, WINDOW, now)) for now in instants]

    assert [len(each.entries) for each in lists] == [1, 1, 2, 4, 4, 5]
    assert [each.ended for each in lists] == [False] * 5 + [True]
    for before, after in pairwise(lists):
        playlists.goes_on(before, after)


def test_every_segment_that_is_listed_can_be_found_and_no_other() -> None:
    for raster in (PAL, NTSC):
        first, stop = WINDOW.pictures(raster.grid)
        parts = list(raster.parts(first, stop))

        assert [part_of(raster, WINDOW, part.number) for part in parts] == parts
        assert part_of(raster, WINDOW, parts[0].number - 1) is None
        assert part_of(raster, WINDOW, parts[-1].number + 1) is None
        assert parts[0] == Part(raster.number(first), first, parts[1].picture)


def test_nobody_has_kept_what_was_live() -> None:
    film, relay = item("film", EIGHT, 60), item("relay", EIGHT + 60 * SECOND, 60)
    live = PlayoutItem(relay.start, relay.stop, Kind.LIVE, relay.media, relay.why)

    shown = again(Timeline("seven", [film, live])).items

    assert shown[0] is film
    assert (shown[1].kind, shown[1].media) == (Kind.SLATE, None)
    assert (shown[1].start, shown[1].stop) == (live.start, live.stop)
    assert timedelta(minutes=1) == shown[1].length
