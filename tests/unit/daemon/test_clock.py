"""How the time on the air follows a wall clock that is set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.daemon.clock import BEND, CUT, Course, Reading, Step, SystemClock
from exstreamtv.model.time import MICROSECOND, ZERO

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
STROKE = timedelta(milliseconds=200)


class Machine:
    """Two clocks: of which one can be set, and the other stops for nothing."""

    def __init__(self) -> None:
        self.wall, self.steady = NOON, timedelta(hours=7)
        self.steps: list[Step] = []
        self.clock = SystemClock(lambda: self.wall, lambda: self.steady)
        self.clock.told = self.steps.append

    def set_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)

    def passes(self, length: timedelta) -> datetime:
        self.wall += length
        self.steady += length
        return self.clock.now()

    def offs(self, strokes: int) -> list[timedelta]:
        """By how much the time on the air is wrong after each stroke."""
        return [self.passes(STROKE) - self.wall for _ in range(strokes)]


def test_a_clock_that_nobody_sets_is_the_wall_clock() -> None:
    machine = Machine()

    assert machine.offs(100) == [ZERO] * 100
    assert machine.steps == []


@pytest.mark.parametrize(("seconds", "sign"), [(0.5, -1), (-0.5, 1)])
def test_half_a_second_is_caught_up_with_in_ten(seconds: float, sign: int) -> None:
    machine = Machine()
    machine.set_by(seconds)

    offs = machine.offs(60)

    assert offs[0] == sign * timedelta(milliseconds=490)
    assert offs[24] == sign * timedelta(milliseconds=250)
    assert offs[49:] == [ZERO] * 11
    assert machine.clock.cuts == 0
    assert [(step.by, step.cut) for step in machine.steps] == [(timedelta(seconds=seconds), False)]


@pytest.mark.parametrize("seconds", [30, -30, 1.5, -1.5, 86_400 * 365])
def test_more_than_a_second_is_one_cut(seconds: float) -> None:
    machine = Machine()
    machine.set_by(seconds)

    assert machine.offs(5) == [ZERO] * 5
    assert machine.clock.cuts == 1
    assert [(step.by, step.cut) for step in machine.steps] == [(timedelta(seconds=seconds), True)]


def test_small_steps_that_add_up_are_a_cut_too() -> None:
    machine = Machine()
    machine.set_by(0.8)
    machine.passes(STROKE)
    machine.set_by(0.8)

    assert machine.passes(STROKE) == machine.wall
    assert machine.clock.cuts == 1
    assert [step.cut for step in machine.steps] == [False, True]


def test_a_machine_that_slept_is_where_the_wall_clock_is() -> None:
    machine = Machine()

    assert machine.passes(timedelta(hours=8)) == machine.wall
    assert machine.clock.cuts == 0


def test_so_is_one_whose_steady_clock_slept_with_it() -> None:
    machine = Machine()
    machine.set_by(8 * 3600)

    assert machine.clock.now() == machine.wall
    assert machine.clock.cuts == 1


def test_a_program_that_is_stopped_between_both_clocks_reads_them_again() -> None:
    pauses = [timedelta(milliseconds=300), ZERO]
    steady = iter((ZERO, ZERO, SECOND, SECOND + pauses[0], 2 * SECOND, 2 * SECOND))
    wall = iter((NOON, NOON + SECOND + pauses[0], NOON + 2 * SECOND))
    clock = SystemClock(lambda: next(wall), lambda: next(steady))

    assert clock.now() == NOON + 2 * SECOND
    assert list(wall) == []


def test_a_step_says_what_it_was() -> None:
    back = Step(NOON, timedelta(seconds=-30), cut=True)
    ahead = Step(NOON, timedelta(milliseconds=500), cut=False)

    assert back.what == "the clock was set back by 30.00 s"
    assert ahead.what == "the clock was set forward by 0.50 s"
    assert ahead.remedy == "the stream is up to 5 % faster until it is there"


steps = st.tuples(
    st.integers(0, 3_000_000),
    st.one_of(st.just(0), st.integers(-900_000, 900_000), st.integers(-(10**12), 10**12)),
)


@given(st.lists(steps, max_size=40))
def test_it_never_goes_back_nor_faster_than_it_may_but_for_cuts(
    happened: list[tuple[int, int]],
) -> None:
    reading = Reading(NOON, ZERO)
    courses = [Course(NOON, ZERO)]
    for passed, was_set in happened:
        steady = reading.steady + passed * MICROSECOND
        reading = Reading(reading.wall + (passed + was_set) * MICROSECOND, steady)
        courses.append(courses[-1].after(reading))
        assert courses[-1].shown + courses[-1].ahead == reading.wall
        assert abs(courses[-1].ahead) <= CUT
        assert courses[-1].was_set == was_set * MICROSECOND

    for before, after in pairwise(courses):
        passed = after.steady - before.steady
        went = after.shown - before.shown
        assert after.cuts > before.cuts or abs(went - passed) <= passed / BEND
        assert after.cuts > before.cuts or went >= ZERO


@given(st.integers(-1_000_000, 1_000_000), st.lists(st.integers(20, 500_000), min_size=1))
def test_it_is_there_once_twenty_times_as_long_has_passed(was_set: int, naps: list[int]) -> None:
    course, wall, steady = Course(NOON, ZERO), NOON + was_set * MICROSECOND, ZERO
    for nap in [*naps, *[20 * 1_000_000] * (abs(was_set) > 0)]:
        wall, steady = wall + nap * MICROSECOND, steady + nap * MICROSECOND
        course = course.after(Reading(wall, steady))

    assert course.shown == wall
