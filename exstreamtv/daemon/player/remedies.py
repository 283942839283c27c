"""What is done about an item that cannot be played: the declared table, by the count of failures.

Pure decisions, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from exstreamtv.model.channel import Channel
from exstreamtv.model.remedy import LAST, USUAL, USUAL_RELAYED, Fault, Remedy
from exstreamtv.model.timeline import PlayoutItem

BACK_OFF = tuple(timedelta(seconds=s) for s in (0, 1, 2, 5, 15))
"""How long to wait after the first, second, ... failure of one item in a row."""

RELAY_BACK_OFF = tuple(timedelta(seconds=s) for s in (3, 5, 10, 15))
"""The same where something else airs meanwhile."""

PROGRESS = timedelta(seconds=2)
"""A process that delivered so much has not failed to start; its end counts as a first failure."""

FORGOTTEN = timedelta(minutes=1)
"""So long after an attempt a failure counts as a first one."""

_AGAIN = frozenset({Remedy.RETRY, Remedy.SOFTWARE})


@dataclass(frozen=True, slots=True)
class Failure:
    """How often an item has failed in a row, what is done about it, when it may be tried again."""

    item: PlayoutItem
    count: int
    retry_at: datetime
    remedy: Remedy

    @property
    def stands_in(self) -> bool:
        """Does something else air meanwhile?"""
        return self.remedy in (Remedy.ALTERNATE, Remedy.SKIP)


def table_of(channel: Channel) -> tuple[Remedy, ...]:
    """The channel's table, without `software` where nothing else encodes it anyhow.

    Empty if the channel declares none: then it is the usual one, by the kind of the item.
    """
    declared = channel.on_failure
    if channel.profile.hardware == "software":
        declared = _without_software(declared)
    return declared


def failed(
    before: Failure | None,
    item: PlayoutItem,
    fault: Fault,
    delivered: Fraction,
    table: Iterable[Remedy],
    now: datetime,
) -> Failure:
    """The failure of an item after so many seconds of it, ``before`` being its last one."""
    usual = USUAL_RELAYED if item.alternate else USUAL
    steps = tuple(table) or usual
    if fault is Fault.GONE:
        steps = tuple(step for step in steps if step not in _AGAIN) or (Remedy.ALTERNATE,)
    in_a_row = before is not None and (fault is not Fault.BROKEN or delivered < PROGRESS.seconds)
    forgotten = before is not None and now - before.retry_at > FORGOTTEN
    count = before.count + 1 if before and in_a_row and not forgotten else 1
    remedy = steps[min(count, len(steps)) - 1]
    return Failure(item, count, _retry_at(item, remedy, count, now), remedy)


def forgiven(failure: Failure, now: datetime) -> Failure:
    """What is left of a failure when its medium is another one."""
    return replace(failure, count=0, retry_at=now, remedy=Remedy.RETRY)


def _retry_at(item: PlayoutItem, remedy: Remedy, count: int, now: datetime) -> datetime:
    if remedy in LAST:
        return max(item.stop, now)
    waits = RELAY_BACK_OFF if remedy is Remedy.ALTERNATE else BACK_OFF
    return now + waits[min(count, len(waits)) - 1]


def _without_software(table: Iterable[Remedy]) -> tuple[Remedy, ...]:
    return tuple(step for step in table if step is not Remedy.SOFTWARE)
