"""One series after the other: which one is due, and what happens at its last episode."""

from __future__ import annotations

from datetime import date, timedelta

from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.line import Cycles
from exstreamtv.schedule.run import Run

CODES = {
    "W317": """The last episode of a series airs

After it the slot begins again with the first one, unless it says what follows. This is found of
collections of one show in the orders `aired` and `season` that have run for a fortnight or more.

Name what follows; the same collection, if it is to begin again:

```yaml
schedule:
  strip: {at: "19:00", days: mon-fri, play: cheers, then: [wings, cheers]}
```
""",
}

LONG = timedelta(days=14)
"""A series that ends sooner begins again so often that its end is nothing to be told of."""

_TOLD_OF = ("aired", "season")


def due(run: Run, act: Act) -> Act:
    """The act itself, or the one of its series that is on; one with nothing to air is over."""
    if not act.acts:
        return act
    turns, day = run.turns(act), run.stretch.day
    for turn in range(turns.count, turns.count + len(act.acts)):
        one = act.acts[turn % len(act.acts)]
        if next(run.line(one).upcoming(day), None):
            turns.count = turn
            return one
    return act.acts[turns.count % len(act.acts)]


def follow(run: Run, act: Act, one: Act) -> Act:
    """What goes on after an item of ``one``: itself, or what follows if that was its last."""
    if not act.acts:
        return one
    if _over(run, one):
        run.turns(act).count += 1
    return due(run, act)


def conclude(run: Run, act: Act, one: Act) -> None:
    """An item of ``one`` has aired: was it the last, what follows, and is that said?"""
    if act.acts:
        follow(run, act, one)
        return
    began = _over(run, one)
    if began and run.stretch.day - began >= LONG and _is_told_of(run, one):
        what = f"the last episode of `{one.collection}` airs in `{one.slot}`"
        run.tell("W317", what, one, "say what follows: `then: COLLECTION`")


def _over(run: Run, one: Act) -> date | None:
    """The day on which the cycle began whose last item has aired."""
    line = run.line(one)
    return line.over(run.stretch.day) if isinstance(line, Cycles) else None


def _is_told_of(run: Run, one: Act) -> bool:
    members = run.setting.inputs.library.members(one.collection)
    order = one.manner.order or members.config.order
    return order in _TOLD_OF and len({media.show for media in members.media}) == 1
