"""Something returns too soon

From one start to the next there must be so much time: for each item, or with `same: title` or
`same: show` for all that share it; on one channel, or `across: station` on any. Without `of` and
`where` it is about programmes. What airs in an excepted slot does not count at all.

```yaml
rules:
  variety: {separation: 4h, same: show, across: station}
  spots: {separation: 20m, of: ads}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from exstreamtv.config.onair import Separation
from exstreamtv.model.time import length_text
from exstreamtv.rules.air import Air, called, identity
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope

CODES = {"E506": __doc__}


class Seen(NamedTuple):
    """Something that came on the air; what is the same has the same ``key``."""

    start: datetime
    channel: str
    slot: str
    key: str
    title: str


def before(rule: Separation, day: date) -> timedelta:
    """How far before a day it looks."""
    return rule.separation


def breaches(rule: Separation, scope: Scope, air: Air) -> Iterator[Breach]:
    """Everything that returns too soon on one channel."""
    if rule.across == "channel":
        yield from returns(seen_on(scope, air, rule.same), rule.separation)


def seen(rule: Separation, scope: Scope, air: Air) -> Iterator[Seen]:
    """What a channel airs, if all of them are looked at together."""
    if rule.across == "station":
        yield from seen_on(scope, air, rule.same)


def between(rule: Separation, scope: Scope, found: Iterable[Seen]) -> Iterator[Breach]:
    """Everything that returns too soon, wherever it was before."""
    yield from returns(sorted(found), rule.separation)


def seen_on(scope: Scope, air: Air, same: str) -> Iterator[Seen]:
    """What the rule is about on one channel, by its start."""
    for airing in scope.airings(air):
        media = airing.media
        key = identity(media, same)
        yield Seen(airing.start, air.channel, airing.slot, key, called(media))


def returns(found: Iterable[Seen], apart: timedelta) -> Iterator[Breach]:
    """Whatever comes again less than ``apart`` after it began, among what is in order."""
    last: dict[str, Seen] = {}
    for one in found:
        before = last.get(one.key)
        last[one.key] = one
        if before and one.start - before.start < apart:
            where = f" on `{before.channel}`" if before.channel != one.channel else ""
            again = length_text(one.start - before.start)
            what = f"`{one.title}` returns {again} after `{before.title}`{where} began"
            if before.title == one.title:
                what = f"`{one.title}` returns {again} after it began{where}"
            yield Breach(one.channel, one.slot, one.start, what)
