"""Two channels share what belongs to one

An `item`, all of a `title` or all of a `show` may not be on two channels at the same time, or,
with `within`, not so soon after the other has shown it. `to` names the only channel that may air it
at all. Channels that copy another one (`delay_of`) count only if `channels` names them.

```yaml
rules:
  apart: {exclusive: item, within: 2h}
  ours: {exclusive: show, of: cheers, to: one}
channels:
  one: {number: 1, name: One, filler: idents, schedule: {day: {at: "06:00", fill: cheers}}}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from exstreamtv.config.onair import Exclusive
from exstreamtv.model.time import ZERO
from exstreamtv.rules.air import Air, called, identity
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope

CODES = {"E512": __doc__}


class Seen(NamedTuple):
    """Something on the air; what is the same has the same ``key``."""

    start: datetime
    stop: datetime
    channel: str
    slot: str
    key: str
    title: str


def before(rule: Exclusive, day: date) -> timedelta:
    """How far before a day it looks."""
    return rule.within or ZERO


def breaches(rule: Exclusive, scope: Scope, air: Air) -> Iterator[Breach]:
    """Everything on another channel than the only one."""
    if rule.to is None or air.channel == rule.to:
        return
    for airing in scope.airings(air):
        what = f"`{called(airing.media)}` belongs to `{rule.to}` and airs on `{air.channel}`"
        yield Breach(air.channel, airing.slot, airing.start, what)


def seen(rule: Exclusive, scope: Scope, air: Air) -> Iterator[Seen]:
    """What a channel airs of what no two may share."""
    if rule.to is None:
        for airing in scope.airings(air):
            key, title = identity(airing.media, rule.exclusive), called(airing.media)
            yield Seen(airing.start, airing.stop, air.channel, airing.slot, key, title)


def between(rule: Exclusive, scope: Scope, found: Iterable[Seen]) -> Iterator[Breach]:
    """What begins while another channel shows it, or too soon after."""
    within = rule.within or ZERO
    last: dict[str, dict[str, Seen]] = {}
    for one in sorted(found, key=lambda seen: (seen.start, seen.channel)):
        others = last.setdefault(one.key, {})
        for channel, other in others.items():
            if channel != one.channel and one.start < other.stop + within:
                when = "is also" if one.start < other.stop else "has just been"
                what = f"`{one.title}` begins, which {when} on `{channel}`"
                yield Breach(one.channel, one.slot, one.start, what)
                break
        known = others.get(one.channel)
        if known is None or known.stop < one.stop:
            others[one.channel] = one
