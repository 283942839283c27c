"""A slot goes through too many items

So many items of one collection may a slot take in one run. A half hour that shows 300 idents has
the wrong collection, or one whose items are far too short for it; a pool whose items are few
against that comes round and round. A warning, if nothing else is said.

```yaml
rules:
  sizes: {pool: 40}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exstreamtv.config.onair import Pool
from exstreamtv.model.timeline import Kind, Why
from exstreamtv.rules.air import Air, Airing
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope
from exstreamtv.rules.written import written_at

CODES = {"W506": __doc__}


def breaches(rule: Pool, scope: Scope, air: Air) -> Iterator[Breach]:
    """Every run of a slot that takes too many items of one collection."""
    runs: dict[tuple[date, str, str], list[Airing]] = {}
    for airing in air.shown:
        if airing.kind is not Kind.FILLER and airing.slot:
            runs.setdefault((airing.day, airing.slot, airing.collection), []).append(airing)
    for (_, slot, collection), aired in runs.items():
        if len(aired) <= rule.pool or not scope.holds(air.channel, slot):
            continue
        if any(_played(scope, airing.why) for airing in aired):
            pool = len({airing.media.name for airing in aired})
            what = f"{len(aired)} items of `{collection}` in one run, {pool} of them different"
            yield Breach(air.channel, slot, aired[0].start, what)


def _played(scope: Scope, why: Why) -> bool:
    """Is this the collection that the step plays, rather than one of its breaks?"""
    step = written_at(scope.inputs.station, why.path)
    around = {*getattr(step, "before", ()), *getattr(step, "after", ())}
    played = {getattr(step, "play", None), getattr(step, "fill", None)} - {None}
    return why.collection in played if played else why.collection not in around
