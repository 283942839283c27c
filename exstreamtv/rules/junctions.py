"""A start cuts what is before it

Where a slot begins while something longer is on (`overrun: cut`, or a wall that nothing could be
moved over), the end of a programme is lost. So much may be lost and no more; `none` tells of
every cut. A warning, if nothing else is said.

```yaml
rules:
  seams: {junctions: 30s}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from exstreamtv.config.onair import Junctions
from exstreamtv.model.time import length_text
from exstreamtv.rules.air import Air, called
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope

CODES = {"W505": __doc__}


def breaches(rule: Junctions, scope: Scope, air: Air) -> Iterator[Breach]:
    """Every programme that loses too much of its end to the next slot."""
    cut = {a.stop: a for a in scope.airings(air) if a.lost > rule.junctions and a.stop < air.stop}
    for item in air.items if cut else ():
        airing = cut.get(item.start)
        if airing and (item.why.slot, item.why.day) != (airing.slot, airing.day):
            who = f"`{item.why.slot}`" if item.why.slot else "the end of its slot"
            what = f"{who} cuts {length_text(airing.lost)} of `{called(airing.media)}`"
            yield Breach(air.channel, airing.slot, airing.stop, what)
