"""`goto`, `skip` and `rewind`: a place in a collection is moved; nothing airs.

What aims at no line (a check says so) moves nothing.
"""

from __future__ import annotations

from exstreamtv.config.steps import Goto, Rewind, Skip
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.moves import pass_over
from exstreamtv.schedule.run import Run


def goto(run: Run, act: Act, step: Goto) -> None:
    """The collection goes on with an item; if there is none so called, where it was."""
    if act.cursor:
        run.recall.of(act).goto(act, step.goto, run.stretch.day)


def skip(run: Run, act: Act, step: Skip) -> None:
    """So many items of the collection are passed over."""
    if act.cursor:
        pass_over(run.line(act), step.skip, run.stretch.day)


def rewind(run: Run, act: Act, step: Rewind) -> None:
    """The collection begins again with its first item."""
    if act.cursor:
        run.recall.of(act).rewind(act, run.stretch.day)
