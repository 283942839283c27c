"""`rerun_of`: what another slot has aired, once more, in the order in which it did."""

from __future__ import annotations

from exstreamtv.config.steps import Rerun
from exstreamtv.model.time import ZERO
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.airing import air, drafted, room_before
from exstreamtv.schedule.run import Run

CODES = {
    "W305": """A rerun has nothing to show

The slot that it shows again had not ended on air within the days that `of` reaches back to: its
last time within a week (`last`), this broadcast day (`today`), or seven days (`week`). Filler airs
instead. Most often the rerun is on more days than what it shows again.

```yaml
schedule:
  prime: {at: "20:00", until: "22:00", days: fri, play: films}
  encore: {rerun_of: prime, delay: 4h, until: "02:00"}
```
""",
    "W306": """A rerun leaves out something

An item that its slot aired does not fit into what is left of the rerun. Make the rerun as long as
what it shows again, or let it run over or be cut (`overrun`).

```yaml
schedule:
  prime: {at: "20:00", until: "22:00", play: films}
  encore: {rerun_of: prime, delay: 4h, for: 2h}
```
""",
}


def rerun(run: Run, act: Act, step: Rerun) -> None:
    """Air what fits of it; no cursor moves."""
    history, stretch = run.history(act), run.stretch
    shown = history.shown(step.of, stretch.day, stretch.start)
    if not shown and history.full(stretch.day):
        hint = "let it air only on days on which there is something, or reach further back"
        run.tell("W305", f"`{act.slot}` has nothing of `{step.rerun_of}` to show", act, hint)
    for media in shown:
        draft = drafted(run, act, media)
        if sum((cut.length for cut in draft), ZERO) <= room_before(run, act, run.stop):
            run.aired.add(media.name)
            air(run, act, media, draft, run.stop)
        elif media.alive(stretch.day):
            hint = "make it as long as what it shows again, or say `overrun: cut`"
            what = f"`{act.slot}` leaves out something that `{step.rerun_of}` aired"
            run.tell("W306", what, act, hint)
