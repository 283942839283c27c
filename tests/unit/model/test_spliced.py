from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from exstreamtv.model.spliced import NEVER, Part, spliced
from exstreamtv.model.timeline import Timeline
from tests.kit.timelines import MONDAY, airing, episode, timeline

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


def test_nothing_of_a_part_is_beyond_its_end():
    found = spliced("retro", [Part(MONDAY, MONDAY + 40 * MINUTE, strip("Cheers"))])

    assert found.items[-1].stop == found.programmes[-1].stop == MONDAY + 40 * MINUTE


def test_a_part_that_does_not_reach_the_next_one_is_a_bug():
    late = timeline([airing(MONDAY + 3 * HOUR, episode("Wings", 1, 1))])
    parts = [Part(MONDAY, MONDAY + 3 * HOUR, strip("Cheers")), Part(MONDAY + 3 * HOUR, NEVER, late)]

    with pytest.raises(ValueError, match="does not close"):
        spliced("retro", parts)
