from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from exstreamtv.daemon.player.pace import Pace
from exstreamtv.model.grid import Grid
from exstreamtv.model.progress import Progress
from tests.kit.timelines import MONDAY, airing, film, timeline

MINUTE = timedelta(minutes=1)
PLANNED = timeline([airing(MONDAY, film("Long"), 120)])


def pace(progress: Progress | None) -> Pace:
    return Pace(PLANNED, Grid(Fraction(25)), progress)


def test_by_the_clock_nothing_stands():
    clock = pace(None)
    clock.stop(MONDAY)
    clock.go_on(MONDAY + MINUTE)

    assert clock.timeline is PLANNED
    assert clock.shown(MONDAY) == clock.due(MONDAY) == MONDAY


def test_it_stands_while_nobody_watches():
    left = pace(Progress())
    left.stop(MONDAY + MINUTE)

    cue = left.timeline.at(left.shown(MONDAY + 30 * MINUTE))

    assert cue
    assert cue.position == MINUTE
    assert left.due(MONDAY + 30 * MINUTE) == MONDAY + MINUTE


def test_it_airs_later_by_as_long_as_it_stood():
    left = pace(Progress())
    left.stop(MONDAY + MINUTE)
    left.go_on(MONDAY + 31 * MINUTE)

    cue = left.timeline.at(MONDAY + 32 * MINUTE)

    assert cue
    assert cue.position == 2 * MINUTE
    assert left.timeline.items[0].start == MONDAY + 30 * MINUTE


def test_a_new_plan_airs_as_late_as_the_old():
    left = pace(Progress(timedelta(hours=1)))
    left.extend(timeline([airing(MONDAY, film("Long"), 180)]))

    assert left.timeline.items[0].start == MONDAY + timedelta(hours=1)


def test_it_never_goes_back_behind_where_it_last_went_on():
    left = pace(Progress().stopped(MONDAY))
    left.go_on(MONDAY + MINUTE)
    left.stop(MONDAY + MINUTE - timedelta(milliseconds=5))

    assert left.progress == Progress(MINUTE, MONDAY + MINUTE)


def test_a_clock_that_is_set_goes_on_with_the_same_picture() -> None:
    for jump in (-10, 3, 600):
        watched = pace(Progress(MINUTE))
        left = MONDAY + 20 * MINUTE
        watched.stop(left)
        watched.go_on(left + jump * MINUTE)

        cue = watched.timeline.at(left + jump * MINUTE)
        assert watched.due(left + jump * MINUTE) == MONDAY + 19 * MINUTE
        assert cue
        assert cue.position == 19 * MINUTE
