"""An item comes round more often than the others

In each slot: an item of its pool airs at most so many times in a `day`, `week` or `month`; or, with
`rotation: all`, none airs again before every other one has, cycle after cycle. Where a cycle
begins is not known beforehand, so only what no beginning explains is told.

```yaml
rules:
  films: {rotation: 1, per: month, of: films}
  strips: {rotation: all}
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from exstreamtv.config.onair import Rotation
from exstreamtv.model.names import counted
from exstreamtv.model.time import ZERO
from exstreamtv.rules.air import Air, Airing, called
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope, before_period, period_of

CODES = {"E508": __doc__}


def before(rule: Rotation, day: date) -> timedelta:
    """How far before a day it looks; where a cycle began is not known, however far."""
    return ZERO if rule.rotation == "all" else before_period(day, rule.per)


def breaches(rule: Rotation, scope: Scope, air: Air) -> Iterator[Breach]:
    """Every airing of an item that is not due yet."""
    if rule.rotation == "all":
        yield from _unfair(scope, air)
        return
    runs: Counter[tuple[str, str, date]] = Counter()
    for airing in scope.airings(air):
        key = airing.slot, airing.media.name, period_of(airing.day, rule.per)
        runs[key] += 1
        if runs[key] > rule.rotation:
            what = f"`{called(airing.media)}` airs {counted(runs[key], 'time')} in one {rule.per}"
            yield Breach(air.channel, airing.slot, airing.start, what)


@dataclass(slots=True)
class Cycles:
    """Where the cycles of a pool of ``size`` may begin: a bit for each place modulo ``size``."""

    size: int
    left: int = 0
    place: int = 0
    last: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.left = (1 << self.size) - 1

    def take(self, name: str) -> bool:
        """The next item. False if no beginning explains that it comes again already."""
        before, self.place = self.last.get(name), self.place + 1
        self.last[name] = self.place
        if before is None or self.place - before >= self.size:
            return True
        between = 0
        for place in range(before + 1, self.place + 1):
            between |= 1 << place % self.size
        if kept := self.left & between:
            self.left = kept
            return True
        self.left = between
        return False


def _unfair(scope: Scope, air: Air) -> Iterator[Breach]:
    known: dict[tuple[str, str], Cycles] = {}
    for airing in scope.airings(air):
        if airing.collection not in scope.inputs.station.collections:
            continue
        key, size = (airing.slot, airing.collection), _alive(scope, airing)
        if key not in known or known[key].size != size:
            known[key] = Cycles(size)
        if not known[key].take(airing.media.name):
            what = f"`{called(airing.media)}` returns before all of `{key[1]}` have aired"
            yield Breach(air.channel, airing.slot, airing.start, what)


def _alive(scope: Scope, airing: Airing) -> int:
    members, day = scope.inputs.library.members(airing.collection), airing.day
    if not members.dated:
        return len(members.media)
    return sum(media.alive(day) for media in members.media)
