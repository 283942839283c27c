"""Channels that show another one again, and change exactly as that one does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from exstreamtv.emit.airings import Airing
from exstreamtv.emit.plan import Change, Changes
from exstreamtv.model.time import ZERO

Copies: TypeAlias = Mapping[str, tuple[str, timedelta]]
"""Channels that show another one again: which one, and how much later."""


def echoes(
    plan: Sequence[Changes], copies: Copies, start: datetime, stop: datetime
) -> dict[str, str]:
    """The channels of which nothing is to be said but whose changes they have.

    Equal is what lies in ``start <= t < stop`` on both; a channel that changes where the original
    does not show in the window is told in full.
    """
    known = {each.channel: each for each in plan}
    return {
        channel: of
        for channel, (of, by) in copies.items()
        if channel in known
        and of in known
        and known[channel].airings
        and [*_said(known[channel].airings, ZERO, start, stop)]
        == [*_said(known[of].airings, by, start, stop)]
    }


def _said(
    changes: Sequence[Change], by: timedelta, start: datetime, stop: datetime
) -> Iterator[tuple[object, ...]]:
    for change in changes:
        if start <= change.airing.programme.start + by < stop:
            sides = (_side(change.before, by), _side(change.after, by))
            yield change.kind, change.cause, change.airing.why.slot, *sides


def _side(airing: Airing | None, by: timedelta) -> tuple[object, ...] | None:
    """When and what; not by which name, for what is called as its channel is called otherwise."""
    return airing and (airing.programme.start + by, airing.media and airing.media.name)
