"""The air goes dark

The card shows where a channel has neither programme nor filler. Where somebody wrote `off_air`
that is meant; everywhere else it is dead air, of which a broadcast day may hold so much: `none`,
`30s`. That a fallback does not fail together with what it stands in for is always checked (W502);
`remote_only` asks the same of servers.

```yaml
rules:
  air: {continuity: none}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from exstreamtv.config.onair import Continuity
from exstreamtv.model.time import ZERO, length_text
from exstreamtv.model.timeline import Kind
from exstreamtv.rules.air import Air
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope
from exstreamtv.rules.written import unwanted

CODES = {"E510": __doc__}


def breaches(rule: Continuity, scope: Scope, air: Air) -> Iterator[Breach]:
    """Every broadcast day with more slate than it may have, at the slate that makes it so."""
    dark: dict[date, timedelta] = {}
    over: dict[date, tuple[datetime, str]] = {}
    station = scope.inputs.station
    for item in air.items:
        if item.kind is Kind.SLATE and unwanted(station, item):
            day, slot = item.why.day, item.why.slot
            if scope.holds(air.channel, slot):
                dark[day] = dark.get(day, ZERO) + item.length
                if dark[day] > rule.continuity:
                    over.setdefault(day, (item.start, slot))
    for day, (start, slot) in over.items():
        what = f"nothing is on for {length_text(dark[day])} of the day"
        yield Breach(air.channel, slot, start, what)
