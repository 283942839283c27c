"""Something airs outside its rights

A window of broadcast days in which the media that the rule is about may air, either end open
(`2026-01-01..`), and with `runs` how often each of them: in a `day`, a `week`, a `month`, or `ever`
(in the days that are looked at).

```yaml
rules:
  noir: {rights: 2026-01-01..2027-06-30, runs: 3, per: month, of: films}
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from exstreamtv.config.amounts import DayWindow
from exstreamtv.config.onair import Rights
from exstreamtv.emit.dates import date_text
from exstreamtv.model.names import counted
from exstreamtv.model.time import ZERO
from exstreamtv.rules.air import Air, called
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope, before_period, period_of

CODES = {"E511": __doc__}


def before(rule: Rights, day: date) -> timedelta:
    """How far before a day it looks."""
    return before_period(day, rule.per) if rule.runs and rule.per != "ever" else ZERO


def breaches(rule: Rights, scope: Scope, air: Air) -> Iterator[Breach]:
    """Every airing outside of the window, and each one too many."""
    runs: Counter[tuple[str, date]] = Counter()
    for airing in scope.airings(air):
        media = airing.media
        if not rule.rights.has(airing.day):
            what = f"`{called(media)}` airs {_when(rule.rights, airing.day)}"
            yield Breach(air.channel, airing.slot, airing.start, what)
        if rule.runs:
            begun = date.min if rule.per == "ever" else period_of(airing.day, rule.per)
            runs[media.name, begun] += 1
            if runs[media.name, begun] > rule.runs:
                span = "" if rule.per == "ever" else f" in one {rule.per}"
                often = counted(runs[media.name, begun], "time")
                what = f"`{called(media)}` airs {often}{span} instead of {rule.runs}"
                yield Breach(air.channel, airing.slot, airing.start, what)


def _when(window: DayWindow, day: date) -> str:
    if window.first and day < window.first:
        return f"before its rights begin on {date_text(window.first)} {window.first.year}"
    assert window.last, "a day outside of a window is before its beginning or after its end"
    return f"after its rights end on {date_text(window.last)} {window.last.year}"
