"""`repeat`, `block` and `shuffle`: steps inside a step."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import count
from operator import itemgetter

from exstreamtv.config.presentation import Presentation
from exstreamtv.config.steps import BlockStep, Repeat, Shuffle, body_of
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.run import Run


def block(run: Run, act: Act, step: BlockStep) -> None:
    """Its steps, once."""
    _once(run, act, act.acts)


def repeat(run: Run, act: Act, step: Repeat) -> None:
    """Its steps so many times, or until the slot ends; a round without air time is the last."""
    rounds: Iterable[int] = count() if step.times is None else range(step.times)
    for _ in rounds:
        before = run.now
        _once(run, act, act.acts)
        if run.now == before:
            break


def shuffle(run: Run, act: Act, step: Shuffle) -> None:
    """Its steps, each once, in an order drawn for each time by what they say.

    Where a step stands among them means nothing: one more leaves the others as they were.
    """
    seed = run.lottery()
    said = Counter[str]()
    lots = []
    for inner in act.acts:
        text = identity(inner)
        said[text] += 1
        lots.append((seed.draw(f"{text} {said[text]}"), inner))
    _once(run, act, [inner for _, inner in sorted(lots, key=itemgetter(0))])


def identity(act: Act) -> str:
    """What a step does, whatever its place and title: the same step is the same text."""
    said = act.step.model_dump(exclude=set(Presentation.model_fields), exclude_defaults=True)
    return f"{body_of(act.step)} {json.dumps(said, sort_keys=True, default=str)}"


def _once(run: Run, act: Act, acts: Iterable[Act]) -> None:
    """The steps inside ``act``; its own `layers` are changed by none that came before it."""
    changes = run.changes
    if "layers" in act.written.model_fields_set:
        run.changes = ()
    for inner in acts:
        if run.now >= run.stop:
            break
        run.perform(run, inner)
    run.changes = changes
