"""Where the filler of a slot goes: at its end, between its programmes, or before the first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from exstreamtv.config.steps import Pad, Wait
from exstreamtv.model.time import SECOND, ZERO
from exstreamtv.model.timeline import PlayoutItem
from exstreamtv.schedule.acts import Act, leaves
from exstreamtv.schedule.run import Run
from exstreamtv.schedule.tape import Airing, Tape

_Later = Callable[[datetime], timedelta]
"""How much later something airs that would begin then."""


class Places(NamedTuple):
    """How much of a tape there is already."""

    placed: int
    airings: int


def places(tape: Tape) -> Places:
    """Where the next stretch begins on the tape."""
    return Places(len(tape.placed), len(tape.airings))


def spread(run: Run, act: Act, first: Places) -> None:
    """Move what the stretch has put on the air since ``first``, as `filler_at` says.

    By whole seconds, or by multiples of the slot's `pad`, so that programmes still begin on
    them; what a `pad`, a `wait` or an end of a step has tied to the clock stays where it is.
    """
    if act.manner.filler_at == "end":
        return
    grid = None if any(map(_tied, leaves(act))) else act.manner.pad
    begin = first.placed if grid else _free_from(run, first.placed)
    items = [one for one in run.tape.placed[begin:] if isinstance(one, PlayoutItem)]
    if not items:
        return
    unit, start, stop = grid or SECOND, items[0].start, items[-1].stop
    if grid:
        stop += run.setting.inputs.calendar.until_multiple(stop, grid)
    if (units := (run.stop - stop) // unit) < 1:
        return
    airings = [one for one in run.tape.airings[first.airings :] if one.start >= start]
    later = _later(act, airings, unit, units)
    del run.tape.airings[len(run.tape.airings) - len(airings) :]
    run.tape.airings.extend(_moved(one, later(one.start)) for one in airings)
    _place(run, act, begin, items, later)


def _tied(act: Act) -> bool:
    """Does the step end by the clock?"""
    step = act.step
    ends = getattr(step, "until", None) or getattr(step, "for_", None)
    return isinstance(step, Pad | Wait) or bool(ends)


def _free_from(run: Run, first: int) -> int:
    """The place after the last hole that is not at the end."""
    placed = run.tape.placed
    last = len(placed)
    while last > first and not isinstance(placed[last - 1], PlayoutItem):
        last -= 1
    while last > first and isinstance(placed[last - 1], PlayoutItem):
        last -= 1
    return last


def _later(act: Act, airings: list[Airing], unit: timedelta, units: int) -> _Later:
    if act.manner.filler_at == "start" or not airings:
        return lambda _: unit * units if act.manner.filler_at == "start" else ZERO
    ends, count = [one.stop for one in airings], len(airings)
    return lambda start: unit * (units * bisect_right(ends, start) // count)


def _moved(one: Airing, by: timedelta) -> Airing:
    return one._replace(start=one.start + by, stop=one.stop + by)


def _place(run: Run, act: Act, begin: int, items: list[PlayoutItem], later: _Later) -> None:
    """The items once more, with holes between them and up to the end of the stretch."""
    before = run.tape.placed[begin]
    run.now = before.start if isinstance(before, PlayoutItem) else before.gap.start
    del run.tape.placed[begin:]
    for item in items:
        by = later(item.start)
        run.rest(act, item.start + by)
        run.tape.placed.append(replace(item, start=item.start + by, stop=item.stop + by))
        run.now = item.stop + by
    run.rest(act, run.stop)
