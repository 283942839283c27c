"""`repeat` and `block`: steps inside a step."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from exstreamtv.config.steps import BlockStep, Repeat
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.run import Run


def block(run: Run, act: Act, step: BlockStep) -> None:
    """Its steps, once."""
    _once(run, act)


def repeat(run: Run, act: Act, step: Repeat) -> None:
    """Its steps so many times, or until the slot ends; a round without air time is the last."""
    rounds: Iterable[int] = count() if step.times is None else range(step.times)
    for _ in rounds:
        before = run.now
        _once(run, act)
        if run.now == before:
            break


def _once(run: Run, act: Act) -> None:
    changes = run.changes
    for inner in act.acts:
        if run.now >= run.stop:
            break
        run.perform(run, inner)
    run.changes = changes
