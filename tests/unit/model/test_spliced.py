from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from exstreamtv.model.spliced import NEVER, Part, spliced
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why
from tests.kit.timelines import MONDAY, airing, episode, film, timeline

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def strip(show: str) -> Timeline:
    """Two hours of half-hour airings, each 22 minutes and filler."""
    starts = (MONDAY + 30 * MINUTE * n for n in range(4))
    return timeline(airing(at, episode(show, 1, n + 1)) for n, at in enumerate(starts))


def changing(at: datetime) -> Timeline:
    """Cheers until then, Wings from then on."""
    parts = [Part(MONDAY, at, strip("Cheers")), Part(at, NEVER, strip("Wings"))]
    return spliced("retro", parts)


def shown(found: Timeline) -> list[tuple[str, int]]:
    """What is on every ten minutes, and the minute of it."""
    cues = (found.at(MONDAY + 10 * MINUTE * n) for n in range(12))
    return [(cue.item.media.key, cue.position // MINUTE) for cue in cues if cue and cue.item.media]


def test_one_part_is_itself():
    cheers = strip("Cheers")

    found = spliced("retro", [Part(MONDAY, NEVER, cheers)])

    assert [*found.items] == [*cheers.items]
    assert [*found.programmes] == [*cheers.programmes]


def test_a_later_part_takes_over_between_two_programmes():
    found = changing(MONDAY + HOUR)

    assert [key for key, _ in shown(found)][::3] == [
        "Cheers/S01E01",
        "Cheers/S01E02",
        "Wings/S01E03",
        "Wings/S01E04",
    ]


def test_it_is_joined_where_it_would_have_been():
    at = MONDAY + 40 * MINUTE

    found = changing(at)

    cue, programme = found.at(at), found.programme_at(at)
    assert cue
    assert cue.item.media
    assert cue.item.media.key == "Wings/S01E02"
    assert (cue.item.start, cue.position) == (at, 10 * MINUTE)
    assert programme
    assert (programme.start, programme.length) == (at, 20 * MINUTE)
    assert shown(found)[3] == ("Cheers/S01E02", 0)


def off_air(start: int, stop: int, title: str = "Off the air") -> Timeline:
    """Nothing on between two hours of Monday, and what the guide says of it."""
    begin, end = (MONDAY + HOUR * hour for hour in (start, stop))
    slate = PlayoutItem(begin, end, Kind.SLATE, None, Why("off_air", MONDAY.date(), ()))
    return Timeline("retro", [slate], [Programme(begin, end, title)])


def joined(before: Timeline, at: datetime, after: Timeline) -> list[tuple[int, int]]:
    """The guide's entries, by the hours at which they begin and end."""
    found = spliced("retro", [Part(MONDAY, at, before), Part(at, NEVER, after)])
    spans = ((each.start - MONDAY, each.stop - MONDAY) for each in found.programmes)
    return [(start // HOUR, stop // HOUR) for start, stop in spans]


def test_off_air_that_goes_on_in_the_next_part_is_one_entry():
    assert joined(off_air(0, 6), MONDAY + 4 * HOUR, off_air(0, 6)) == [(0, 6)]
    assert joined(off_air(0, 6), MONDAY + 6 * HOUR, off_air(2, 8)) == [(0, 8)]


def test_what_says_something_else_is_an_entry_of_its_own():
    after = off_air(0, 6, "Closed")

    assert joined(off_air(0, 6), MONDAY + 4 * HOUR, after) == [(0, 4), (4, 6)]


def test_what_ends_and_begins_anew_is_two_entries():
    assert joined(off_air(0, 6), MONDAY + 6 * HOUR, off_air(6, 8)) == [(0, 6), (6, 8)]


def test_a_work_that_lasts_longer_in_the_next_part_is_one_entry():
    short, long = (timeline([airing(MONDAY, film("Gilda"), minutes)]) for minutes in (60, 120))

    assert joined(short, MONDAY + HOUR, long) == [(0, 2)]


def test_another_showing_of_the_same_work_is_an_entry_of_its_own():
    early = timeline([airing(MONDAY, film("Gilda"), 120)])
    late = timeline([airing(MONDAY + HOUR, film("Gilda"), 120)])

    assert joined(early, MONDAY + 2 * HOUR, late) == [(0, 2), (2, 3)]


def test_nothing_of_a_part_is_beyond_its_end():
    found = spliced("retro", [Part(MONDAY, MONDAY + 40 * MINUTE, strip("Cheers"))])

    assert found.items[-1].stop == found.programmes[-1].stop == MONDAY + 40 * MINUTE


def test_a_part_that_does_not_reach_the_next_one_is_a_bug():
    late = timeline([airing(MONDAY + 3 * HOUR, episode("Wings", 1, 1))])
    parts = [Part(MONDAY, MONDAY + 3 * HOUR, strip("Cheers")), Part(MONDAY + 3 * HOUR, NEVER, late)]

    with pytest.raises(ValueError, match="does not close"):
        spliced("retro", parts)
