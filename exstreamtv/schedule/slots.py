"""Which slot has the air when: recurrence, ends, displacement. Knows no media."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from exstreamtv.config.channel import Slot
from exstreamtv.config.days import day_range_from
from exstreamtv.config.station import CalendarEntry
from exstreamtv.model.time import SECOND, ZERO
from exstreamtv.schedule.calendar import DAY, Calendar
from exstreamtv.schedule.holidays import is_holiday

ANY = "any"
"""What `replaces` says to displace every other slot."""


class _Start(NamedTuple):
    """When a slot begins, by the wall clock of one broadcast day; ``shift`` as in `Claim`."""

    start: timedelta
    slot: str
    shift: int


class Claim(NamedTuple):
    """A stretch of the wall clock that a slot has, as seen from one broadcast day.

    ``start`` and ``stop`` count from midnight of that day's date; ``shift`` is the
    slot's own day less that day. ``whole`` is false for what displacement left over.
    """

    start: timedelta
    stop: timedelta
    slot: str
    shift: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A slot's claim in instants: where it may put items on the air. ``day`` is the slot's own.

    ``name`` tells apart what displacement cut in pieces; else it is the slot's id.
    """

    slot: str
    name: str
    day: date
    start: datetime
    stop: datetime


@dataclass(frozen=True)
class Rota:
    """The slots of one channel by the wall clock."""

    slots: Mapping[str, Slot]
    named: Mapping[str, CalendarEntry]
    calendar: Calendar

    def active(self, day: date) -> tuple[str, ...]:
        """The slots that begin on a broadcast day."""
        return tuple(name for name in self.slots if self._airs(name, day))

    def _airs(self, name: str, day: date) -> bool:
        if not airs(self.slots[name], day, self.named):
            return False
        followed = self.followed(name)
        return followed is None or self._airs(followed[0], day - followed[1] * DAY)

    def followed(self, name: str) -> tuple[str, int] | None:
        """The slot on whose days a rerun with `delay` airs, and how many days later it does."""
        slot = self.slots[name]
        if slot.rerun_of is None or slot.delay is None:
            return None
        start = self.begins[slot.rerun_of] + slot.delay
        return slot.rerun_of, (start - self._day) // DAY

    def claims(
        self, before: Sequence[str], today: Sequence[str], after: Sequence[str]
    ) -> list[Claim]:
        """What the slots of yesterday and today have left, given what is active on three days.

        In order of their starts; those of yesterday only from today's beginning on. They
        overlap where the author has said nothing about which slot wins.
        """
        starts = sorted(
            _Start(self.begins[name] + shift * DAY, name, shift)
            for shift, active in ((-1, before), (0, today), (1, after))
            for name in active
        )
        wishes = [
            self._wish(place, starts)
            for place, start in enumerate(starts)
            if start.shift < 1 or self._rivals(start.slot)
        ]
        rivals = [wish for wish in wishes if self._rivals(wish.slot)]
        left = (claim for wish in wishes if wish.shift < 1 for claim in self._left(wish, rivals))
        begin, end = self._day, self._day + DAY
        return sorted(claim for claim in left if claim.stop > begin and claim.start < end)

    @cached_property
    def _day(self) -> timedelta:
        return self.calendar.first_wall

    @cached_property
    def begins(self) -> Mapping[str, timedelta]:
        """When each slot begins, as the time since midnight of its broadcast day's date."""
        found: dict[str, timedelta] = {}
        for name in self.slots:
            self._begin(name, found)
        return found

    def _begin(self, name: str, found: dict[str, timedelta]) -> timedelta:
        slot = self.slots[name]
        if slot.at is not None:
            found[name] = self.calendar.wall(slot.at)
        elif name not in found:
            begin = self._begin(slot.rerun_of or "", found) + (slot.delay or ZERO)
            found[name] = self._day + (begin - self._day) % DAY
        return found[name]

    def _wish(self, place: int, starts: Sequence[_Start]) -> Claim:
        """What a slot would have if none displaced it."""
        start, name, shift = starts[place]
        slot = self.slots[name]
        if slot.for_:
            stop = start + min(slot.for_, DAY)
        elif slot.until:
            stop = start + ((self.calendar.wall(slot.until) - start) % DAY or DAY)
        else:
            stop = self._next_start(place, starts)
        return Claim(start, stop, name, shift, True)

    def _next_start(self, place: int, starts: Sequence[_Start]) -> timedelta:
        """When the next slot begins that day or the day after; else the day's end."""
        start, name, shift = starts[place]
        for begin, other, when in islice(starts, place + 1, None):
            if begin > start and when <= shift + 1 and not self.beats(other, name):
                return begin
        return self._day + (shift + 1) * DAY

    def _rivals(self, slot: str) -> bool:
        """May it displace another one?"""
        return bool(self.slots[slot].replaces or self.slots[slot].priority)

    def beats(self, one: str, other: str) -> bool:
        """Does ``one`` displace ``other`` where they meet?"""
        if one == other:
            return False
        mine, its = self.slots[one], self.slots[other]
        if mine.priority != its.priority:
            return mine.priority > its.priority
        return displaces(mine, other) and not displaces(its, one)

    def _left(self, wish: Claim, rivals: Sequence[Claim]) -> Iterator[Claim]:
        start, whole = wish.start, True
        for rival in rivals:
            if rival.stop <= start or rival.start >= wish.stop:
                continue
            if not self.beats(rival.slot, wish.slot):
                continue
            if rival.start > start:
                yield wish._replace(start=start, stop=rival.start, whole=whole)
            start, whole = rival.stop, False
        if start < wish.stop:
            yield wish._replace(start=start, whole=whole) if not whole else wish


def displaces(slot: Slot, other: str) -> bool:
    """Does ``slot`` say that it displaces ``other``?"""
    return bool(slot.replaces) and (ANY in slot.replaces or other in slot.replaces)


def airs(slot: Slot, day: date, named: Mapping[str, CalendarEntry]) -> bool:
    """Does ``slot`` begin on a day? Weekday and one of `when` must hold, and none of `except`."""
    if day.weekday() not in slot.days:
        return False
    if slot.except_ and any(_holds(word, day, named) for word in slot.except_):
        return False
    return not slot.when or any(_holds(word, day, named) for word in slot.when)


def _holds(word: str, day: date, named: Mapping[str, CalendarEntry]) -> bool:
    if word not in named:
        return day_range_from(word).has(day)
    entry = named[word]
    return (
        day.weekday() in entry.days
        and (entry.from_ is None or day_range_from(f"{entry.from_}..{entry.to}").has(day))
        and (not entry.dates or any(days.has(day) for days in entry.dates))
        and is_holiday(entry, day)
    )


@dataclass(slots=True)
class Diary:
    """The stretches of one channel day by day; remembers the claims of days that are alike."""

    rota: Rota
    _known: dict[tuple[tuple[str, ...], ...], list[Claim]]

    def stretches(self, day: date) -> Iterator[Stretch]:
        """Slots that come on the air within a broadcast day, in order.

        The last one may end after it. A slot that a clock change swallows whole is
        given with no length.
        """
        active = tuple(self.rota.active(day + shift * DAY) for shift in (-1, 0, 1))
        if active not in self._known:
            self._known[active] = self.rota.claims(*active)
        begin = self.rota.calendar.first_wall
        for claim in self._known[active]:
            if claim.start >= begin:
                yield self._stretch(claim, day)

    def _stretch(self, claim: Claim, day: date) -> Stretch:
        instant = self.rota.calendar.instant
        name = claim.slot if claim.whole else f"{claim.slot}+{claim.start // SECOND}"
        return Stretch(
            claim.slot,
            name,
            day + claim.shift * DAY,
            instant(day, claim.start),
            instant(day, claim.stop),
        )
