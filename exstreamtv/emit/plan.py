"""The difference of two compiled stations, airing by airing.

Airings are aligned by slot, broadcast day and place within the slot
(docs/architecture.md), so a change in one slot is never told of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from exstreamtv.emit.airings import Airing, airings
from exstreamtv.emit.guide import is_filling
from exstreamtv.model.timeline import Timeline

Key: TypeAlias = tuple[str, date, int]
"""Slot, broadcast day, and the how-manyth airing of that."""


class Cause(StrEnum):
    """Why an airing differs: its slot was edited, the media changed, or another slot was edited."""

    YAML = "your YAML"
    LOCK = "the lock"
    KNOCK_ON = "knock-on"


class Kind(StrEnum):
    """What happens to an airing."""

    REPLACED = "replaced"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Change:
    """One airing that differs; at least one of ``before`` and ``after`` is there.

    ``cause`` is None where only one side is known, as two timelines.
    """

    kind: Kind
    before: Airing | None
    after: Airing | None
    place: Key
    cause: Cause | None = None

    @property
    def airing(self) -> Airing:
        """The one to speak of: as it will be, or as it was where it goes."""
        found = self.after or self.before
        assert found, "a change changes something"
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs on a channel. ``filling`` are slots and days where only the filling does."""

    channel: str
    airings: tuple[Change, ...]
    filling: tuple[tuple[str, date], ...]

    def __bool__(self) -> bool:
        return bool(self.airings or self.filling)


def difference(
    old: Mapping[str, Timeline], new: Mapping[str, Timeline], start: datetime, stop: datetime
) -> tuple[Changes, ...]:
    """What differs in ``start <= t < stop``, for every channel of either side."""
    return tuple(
        _channel(channel, old.get(channel), new.get(channel), start, stop)
        for channel in dict.fromkeys((*new, *old))
    )


def explained(
    plan: Sequence[Changes], written: Sequence[Changes], edited: Container[tuple[str, str]]
) -> tuple[Changes, ...]:
    """The plan with its causes.

    ``written`` is what the YAML alone changes, with the media as they were; ``edited`` are the
    slots, as channel and id, whose own text differs.
    """
    by_yaml = {(each.channel, change.place) for each in written for change in each.airings}

    def cause(channel: str, change: Change) -> Cause:
        if (channel, change.place) not in by_yaml:
            return Cause.LOCK
        return Cause.YAML if (channel, change.place[0]) in edited else Cause.KNOCK_ON

    return tuple(
        replace(each, airings=tuple(replace(c, cause=cause(each.channel, c)) for c in each.airings))
        for each in plan
    )


def _channel(
    channel: str, old: Timeline | None, new: Timeline | None, start: datetime, stop: datetime
) -> Changes:
    if old is new:
        return Changes(channel, (), ())
    before, after = _by_key(old, start, stop), _by_key(new, start, stop)
    keys = dict.fromkeys((*after, *before))
    told = [each for key in keys if (each := _change(key, before.get(key), after.get(key)))]
    told.sort(key=lambda change: change.airing.programme.start)
    touched = {(change.airing.why.slot, change.airing.why.day) for change in told}
    filling = _filling(_items(old, start, stop), _items(new, start, stop))
    return Changes(channel, tuple(told), tuple(each for each in filling if each not in touched))


def _by_key(timeline: Timeline | None, start: datetime, stop: datetime) -> dict[Key, Airing]:
    """The airings that begin in the window, but for filling."""
    counted: dict[tuple[str, date], int] = defaultdict(int)
    found: dict[Key, Airing] = {}
    for airing in airings(timeline, start, stop) if timeline else ():
        if not is_filling(airing) and airing.programme.start >= start:
            where = airing.why.slot, airing.why.day
            found[*where, counted[where]] = airing
            counted[where] += 1
    return found


def _change(key: Key, before: Airing | None, after: Airing | None) -> Change | None:
    if before is None or after is None:
        return Change(Kind.ADDED if after else Kind.REMOVED, before, after, key)
    if _work(before) != _work(after):
        return Change(Kind.REPLACED, before, after, key)
    if before.programme.start != after.programme.start:
        return Change(Kind.MOVED, before, after, key)
    if _words(before) != _words(after):
        return Change(Kind.METADATA, before, after, key)
    return None


def _work(airing: Airing) -> str:
    return airing.media.name if airing.media else ""


def _words(airing: Airing) -> tuple[object, ...]:
    programme = airing.programme
    return programme.title, programme.subtitle, programme.description, programme.repeat


Items: TypeAlias = dict[tuple[str, date], list[tuple[datetime, str]]]


def _items(timeline: Timeline | None, start: datetime, stop: datetime) -> Items:
    found: Items = defaultdict(list)
    for item in timeline.between(start, stop) if timeline else ():
        found[item.why.slot, item.why.day].append(
            (item.start, item.media.name if item.media else "")
        )
    return found


def _filling(old: Items, new: Items) -> Iterator[tuple[str, date]]:
    for where in sorted({*old, *new}, key=lambda each: (each[1], each[0])):
        if old.get(where) != new.get(where):
            yield where
