from __future__ import annotations

from datetime import timedelta

import pytest

from exstreamtv.emit.ledger import as_it_airs, dump, load
from exstreamtv.model.failure import StateError
from exstreamtv.model.progress import Progress
from tests.kit.timelines import MONDAY, airing, film, timeline

MINUTE = timedelta(minutes=1)
PLANNED = timeline(
    [
        airing(MONDAY, film("One"), 90),
        airing(MONDAY + 90 * MINUTE, film("Two", plot="A pier."), 90),
        airing(MONDAY + 180 * MINUTE, film("Three"), 90),
    ]
)


def test_what_is_written_is_read():
    progress = {
        "b": Progress(timedelta(microseconds=100_100), MONDAY),
        "a": Progress(timedelta(days=400)),
    }

    assert load(dump(progress, MONDAY + MINUTE)) == (progress, MONDAY + MINUTE)
    assert dump(progress, MONDAY) == dump(dict(reversed(progress.items())), MONDAY)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "channels": {"a": 1}, "at": ""}']
)
def test_what_is_no_ledger_is_told_of(text: str):
    with pytest.raises(StateError):
        load(text)


def test_a_channel_that_plays_is_as_late_as_it_is():
    found = as_it_airs(PLANNED, Progress(MINUTE), MONDAY)

    assert [each.start for each in found.programmes] == [
        MONDAY + MINUTE * each for each in (1, 91, 181)
    ]


def test_the_programme_at_which_it_stands_waits_and_the_rest_comes_after_it():
    since, now = MONDAY + 100 * MINUTE, MONDAY + 160 * MINUTE
    one, two, three = as_it_airs(PLANNED, Progress(MINUTE, since), now).programmes

    assert (one.start, one.stop) == (MONDAY + MINUTE, MONDAY + 91 * MINUTE)
    assert (two.start, two.stop) == (MONDAY + 91 * MINUTE, MONDAY + 241 * MINUTE)
    assert (three.start, three.stop) == (MONDAY + 241 * MINUTE, MONDAY + 331 * MINUTE)
    assert two.description == "Waits for you at 09:00. A pier."
