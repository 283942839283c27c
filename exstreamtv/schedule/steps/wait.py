"""`wait`: filler until a time of day."""

from __future__ import annotations

from exstreamtv.config.steps import Wait
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.run import Run

CODES = {
    "W313": """A `wait` for a time that is already past

The steps before it ran longer than until then, so it waits for nothing. If the time of
the next day is meant, say so:

```yaml
blocks:
  night:
    - {play: films}
    - {wait: "05:00", tomorrow: true}
```
""",
}


def wait(run: Run, act: Act, step: Wait) -> None:
    """Leave the time to the filler; what is past is told and waited for no more."""
    calendar, day = run.setting.inputs.calendar, run.stretch.day
    due = calendar.comes(step.wait, day, run.stretch.start)
    if due >= run.now:
        run.rest(act, due)
    elif step.tomorrow:
        run.rest(act, calendar.comes(step.wait, day + DAY, run.now))
    else:
        hint = "move it up, or add `tomorrow: true`"
        run.tell("W313", f"`{step.wait:%H:%M}` is past when `wait` comes", act, hint)
