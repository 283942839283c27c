"""An item airs again before it has rested

From one start of an item to its next on the same channel there must be so much time. `check` does
the arithmetic beforehand: two films a day with a rest of fourteen days need 28 films. What aired
up to 35 days before the window counts, too, as far back as the lock knows it.

```yaml
rules:
  films: {rest: 14d, of: films}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from exstreamtv.config.onair import Rest
from exstreamtv.model.time import length_text
from exstreamtv.rules.air import Air, called
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope

CODES = {"E507": __doc__}


def before(rule: Rest, day: date) -> timedelta:
    """How far before a day it looks."""
    return rule.rest


def breaches(rule: Rest, scope: Scope, air: Air) -> Iterator[Breach]:
    """Every start of an item too soon after the one before."""
    last: dict[str, Breach] = {}
    for airing in scope.airings(air):
        name = airing.media.name
        before = last.get(name)
        this = Breach(air.channel, airing.slot, airing.start, called(airing.media))
        last[name] = this
        if before and this.start - before.start < rule.rest:
            rested = length_text(this.start - before.start)
            what = f"`{this.what}` airs again after {rested} instead of {length_text(rule.rest)}"
            yield this._replace(what=what)
