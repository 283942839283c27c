"""What a channel aired before the window, for rules that look further back than it.

It is what this station would have aired there, as far back as the lock knows where its lines
stood: a slot is known from the day of its cursors on. No rule sees more than `LONGEST`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from exstreamtv.model.timeline import PlayoutItem
from exstreamtv.rules.air import Air
from exstreamtv.rules.scope import Scope, source_of
from exstreamtv.rules.table import BEFORE
from exstreamtv.schedule.acts import leaves
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.compile import timeline
from exstreamtv.schedule.setting import Inputs

LONGEST = 35 * DAY
"""How far before the window is looked at the most: longer than a month."""


@dataclass(frozen=True, slots=True)
class Known:
    """From which broadcast day on each slot of a channel is known, and the first of them."""

    slots: dict[str, date]
    first: date

    def has(self, item: PlayoutItem) -> bool:
        """Is it known that this aired?"""
        return item.why.day >= self.slots.get(item.why.slot, self.first)


def reach(scopes: Iterable[Scope], channel: str, day: date) -> timedelta:
    """How far before ``day`` the rules of a channel look; zero if none of them does."""
    holding = (scope for scope in scopes if channel in scope.channels)
    asked = (BEFORE[type(one.rule)](one.rule, day) for one in holding if type(one.rule) in BEFORE)
    return min(max(asked, default=timedelta()), LONGEST)


def with_past(inputs: Inputs, air: Air, back: timedelta) -> Air:
    """The same window with what aired so far before it, as much of that as is known."""
    known = _known(inputs, air.channel)
    if known is None or not air.items:
        return air
    begin = air.calendar.begin
    start = max(begin(air.calendar.day_of(air.start - back)), begin(known.first))
    if start >= air.start:
        return air
    aired = timeline(inputs, air.channel, start, air.start).items
    past = _before(aired, air.items[0].start, known)
    whole = max(begin(max(known.slots.values())), start)
    return replace(air, items=[*past, *air.items], since=min(whole, air.start))


def _before(items: Sequence[PlayoutItem], start: datetime, known: Known) -> list[PlayoutItem]:
    return [item for item in items if item.start < start and known.has(item)]


def _known(inputs: Inputs, channel: str) -> Known | None:
    """From when on it is known what a channel aired; None if the lock says nothing of it."""
    acts = inputs.setting(source_of(inputs.station, channel)).acts
    slots: dict[str, date] = {}
    for slot, act in acts.items():
        cursors = {inner.cursor for inner in leaves(act) if inner.cursor}
        if not cursors <= inputs.cursors.keys():
            return None
        if cursors:
            slots[slot] = max(inputs.cursors[name].at for name in cursors)
    return Known(slots, min(slots.values())) if slots else None
