"""Does the machine's clock suit the lock? A wrong clock plays a wrong day without a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.schedule.setting import Inputs

CODES = {
    "W405": """The clock is far from the days of the lock

The lock says where every slot stands on some day. The clock of this machine is more than a week
before that day, or more than a year after it.

Before it: the clock is most likely wrong (a board without a battery begins in 1970), and what
airs is not what the guide of any other machine says. Set the clock.

After it: every start walks from that day to the present one. Move the lock on:

```
exstreamtv lock
```
""",
}

AHEAD = timedelta(days=7)
"""A lock begins with the first broadcast day after the freeze, so a little ahead of the clock."""

BEHIND = timedelta(days=366)


def check(inputs: Inputs, day: date) -> Iterator[Diagnostic]:
    """W405 if ``day``, the present one, is far from where the cursors stand."""
    stands = [cursor.at for cursor in inputs.cursors.values()]
    if stands and day + AHEAD < min(stands):
        message = f"the clock says {day}, and the lock begins on {min(stands)}"
        yield warning("W405", message, hint="set the clock of this machine")
    if stands and day - BEHIND > max(stands):
        message = f"the clock says {day}, and the lock was last moved on to {max(stands)}"
        yield warning("W405", message, hint="run `exstreamtv lock`, or set the clock")
