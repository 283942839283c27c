"""`play`: items of a collection in its order: one, so many, or as long as said."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from exstreamtv.config.steps import Play
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.airing import air_first, air_next, end_of, whole
from exstreamtv.schedule.run import Run
from exstreamtv.schedule.series import conclude, due

LOOK = 20
"""How many items after the due one are tried when it does not fit."""


def play(run: Run, act: Act, step: Play) -> None:
    """Air them; what is over at the end of `for` or `until` is filler."""
    stop = end_of(run, step.for_, step.until)
    for turn in _turns(run, act, step):
        airs, one = air_next if turn else air_first, due(run, act)
        if run.now >= stop or not airs(run, one, run.line(one), stop, LOOK):
            break
        conclude(run, act, one)
    if step.for_ or step.until:
        run.rest(act, stop)


def _turns(run: Run, act: Act, step: Play) -> Iterable[int]:
    if step.for_ or step.until:
        return count()
    if step.count == "all":
        one = due(run, act)
        members = run.setting.inputs.library.members(one.collection)
        return range(members.count(run.stretch.day, whole=whole(one)))
    return range(step.count or 1)
