"""`fill`: items of a collection that fit, until the slot (or `for`, `until`) ends."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeAlias

from exstreamtv.config.steps import Fill
from exstreamtv.model.time import ZERO
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.airing import air_first, air_next, air_together, end_of, room_before
from exstreamtv.schedule.line import Line, Pick
from exstreamtv.schedule.run import Run
from exstreamtv.schedule.series import due, follow
from exstreamtv.schedule.stories import units

WINDOW = 20
"""How many coming items `fit: best` looks at; all their sets are compared, in two halves."""

_Sum: TypeAlias = tuple[timedelta, tuple[int, ...]]


def fill(run: Run, act: Act, step: Fill) -> None:
    """Air them; what is left is filler."""
    stop = end_of(run, step.for_, step.until)
    one = due(run, act)
    airs = run.now < stop and air_first(run, one, run.line(one), stop, step.skip)
    while airs and run.now < stop:
        one = follow(run, act, one)
        line = run.line(one)
        if step.fit == "best" and _last_window(run, one, line, stop):
            _best(run, one, line, stop)
            break
        airs = air_next(run, one, line, stop, step.skip)
    follow(run, act, one)
    run.rest(act, stop)


def _last_window(run: Run, act: Act, line: Line, stop: datetime) -> bool:
    """Are the coming items together longer than what is left?"""
    return sum(map(_length, _window(run, act, line)), ZERO) >= stop - run.now


def _window(run: Run, act: Act, line: Line) -> list[tuple[Pick, ...]]:
    stories = run.setting.inputs.library.members(act.collection).stories
    return list(islice(units(line.upcoming(run.stretch.day), stories, whole=True), WINDOW))


def _length(unit: tuple[Pick, ...]) -> timedelta:
    return sum((pick.media.length for pick in unit), ZERO)


def _best(run: Run, act: Act, line: Line, stop: datetime) -> None:
    """Air the set of coming items that leaves the least, in their order."""
    found = _window(run, act, line)
    for place in best([_length(unit) for unit in found], room_before(run, act, stop)):
        air_together(run, act, line, found[place], stop)


def best(lengths: list[timedelta], room: timedelta) -> list[int]:
    """Places of the lengths whose sum is the most that ``room`` holds; exact."""
    half = len(lengths) // 2
    left = _sums(lengths[:half], 0, room)
    right = sorted(_sums(lengths[half:], half, room))
    totals = [total for total, _ in right]
    pairs = [(one, right[bisect_right(totals, room - one[0]) - 1]) for one in left]
    one, other = max(pairs, key=lambda pair: (pair[0][0] + pair[1][0], pair))
    return [*one[1], *other[1]]


def _sums(lengths: list[timedelta], first: int, room: timedelta) -> list[_Sum]:
    sums: list[_Sum] = [(ZERO, ())]
    for place, length in enumerate(lengths, first):
        sums += [(total + length, (*set_, place)) for total, set_ in sums if total + length <= room]
    return sums
