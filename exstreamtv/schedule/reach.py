"""How far a slot's claims reach, as far as other slots decide it: by their words, for any date.

The lock goes by this (`anchor`): while it says the same of a slot, no edit of another one has
moved a claim of it. What other slots say beyond that is none of its business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from exstreamtv.config.channel import Slot
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.slots import Rota

Said: TypeAlias = list[Any]
"""What decides, as values that can be compared and written as JSON."""

Weekdays: TypeAlias = frozenset[int]


class _End(NamedTuple):
    """A start that ends a slot on some of its weekdays; ``last``: no day goes on beyond it."""

    start: timedelta
    days: Weekdays
    condition: Said
    last: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """What the slots of one channel say about each other's claims."""

    rota: Rota

    def of(self, name: str) -> Said:
        """The starts that end a slot, and the claims that displace parts of it; mostly nothing."""
        return [*self._ends(name), *self._displacements(name)]

    def _ends(self, name: str) -> list[Said]:
        """The starts with which a slot that has no end of its own may end, in order."""
        ends = self._next(name) if self._open(name) else ()
        return [[end.start, sorted(end.days), end.condition] for end in ends]

    def _open(self, name: str) -> bool:
        slot = self.rota.slots[name]
        return not (slot.until or slot.for_)

    def _next(self, name: str) -> Iterator[_End]:
        """The next starts, up to one that comes without a condition, for each weekday by itself."""
        left = self.rota.slots[name].days
        for start, other, shift in self._later(name):
            met = left & _shifted(self.rota.slots[other].days, shift)
            condition = self._condition(other)
            left = left if condition else left - met
            if met:
                yield _End(start, met, condition, not left)

    def _later(self, name: str) -> list[tuple[timedelta, str, int]]:
        """The starts that day and the day after which may end a slot, itself on the next."""
        begins = self.rota.begins
        starts = ((begins[other] + n * DAY, other, n) for n in (0, 1) for other in begins)
        after = (each for each in starts if each[0] > begins[name])
        return sorted(each for each in after if not self.rota.beats(each[1], name))

    def _displacements(self, name: str) -> Iterator[Said]:
        """The claims before which a slot's give way, where the two can meet at all."""
        rivals = [other for other in self.rota.slots if self.rota.beats(other, name)]
        if not rivals:
            return
        start, stop = self._longest(name)
        days = self.rota.slots[name].days
        for other in sorted(rivals, key=lambda each: (self.rota.begins[each], each)):
            begin, end = self._longest(other)
            for shift in (-1, 0, 1):
                met = days & _shifted(self.rota.slots[other].days, shift)
                if met and begin + shift * DAY < stop and end + shift * DAY > start:
                    ends = self._ends(other) or str(end)
                    yield [begin, shift, sorted(met), self._condition(other), ends]

    def _longest(self, name: str) -> tuple[timedelta, timedelta]:
        """From when to when a slot has the air at the most."""
        start, slot = self.rota.begins[name], self.rota.slots[name]
        if not self._open(name):
            return start, start + self._said_length(start, slot)
        certain = (end.start for end in self._next(name) if end.last)
        return start, next(certain, self.rota.calendar.first_wall + 2 * DAY)

    def _said_length(self, start: timedelta, slot: Slot) -> timedelta:
        if slot.for_:
            return min(slot.for_, DAY)
        assert slot.until
        return (self.rota.calendar.wall(slot.until) - start) % DAY or DAY

    def _condition(self, name: str) -> Said:
        """On which of its weekdays a slot airs; nothing if on all of them."""
        slot, followed = self.rota.slots[name], self.rota.followed(name)
        words = (*slot.when, *slot.except_)
        said: Said = [sorted(slot.when), sorted(slot.except_)] if words else []
        said += [_meant(self.rota, word) for word in words if word in self.rota.named]
        if followed:
            original, days = followed
            said += [days, sorted(self.rota.slots[original].days), self._condition(original)]
        return said


def _meant(rota: Rota, word: str) -> Said:
    return [word, rota.named[word].model_dump(exclude_defaults=True)]


@cache
def _shifted(days: Weekdays, shift: int) -> Weekdays:
    """The weekdays so many days before ``days``."""
    return frozenset((day - shift) % 7 for day in days)
