"""An hour or a day has too much advertising

What counts as advertising is said by `of` or `where`; so much of it may be in any clock hour by the
station's clock (`per: hour`), or in any broadcast day (`per: day`). A spot that runs over the hour
counts in both by its parts.

```yaml
rules:
  spots: {advertising: 12m, of: ads}
  day: {advertising: 2h, per: day, where: 'tag = "ad"', severity: warning}
```
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from exstreamtv.config.onair import Advertising
from exstreamtv.model.time import ZERO, length_text
from exstreamtv.rules.air import Air
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope

CODES = {"E514": __doc__}


def breaches(rule: Advertising, scope: Scope, air: Air) -> Iterator[Breach]:
    """Each hour or day that has too much, at the spot that makes it so."""
    walls = air.hours if rule.per == "hour" else [air.days[0][1], *(end for _, _, end in air.days)]
    aired: dict[int, timedelta] = {}
    over: dict[int, tuple[datetime, str]] = {}
    for spot in scope.airings(air):
        for place, length in _parts(walls, spot.start, spot.stop):
            aired[place] = aired.get(place, ZERO) + length
            if aired[place] > rule.advertising:
                over.setdefault(place, (spot.start, spot.slot))
    for place, (start, slot) in over.items():
        what = f"{length_text(aired[place])} of advertising in one {rule.per}"
        what += f", and {length_text(rule.advertising)} may be"
        yield Breach(air.channel, slot, start, what)


def _parts(
    walls: Sequence[datetime], start: datetime, stop: datetime
) -> Iterator[tuple[int, timedelta]]:
    """How much of a stretch lies between which walls, as far as there are walls around it."""
    place = max(0, bisect_right(walls, start) - 1)
    while place + 1 < len(walls) and walls[place] < stop:
        length = min(stop, walls[place + 1]) - max(start, walls[place])
        if length > ZERO:
            yield place, length
        place += 1
