"""53 weeks of days as sets, so that a year of rules is a few operations on integers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias

from exstreamtv.config.channel import Slot
from exstreamtv.config.days import WEEKDAYS
from exstreamtv.config.station import Station
from exstreamtv.schedule.calendar import DAY, Calendar
from exstreamtv.schedule.slots import Rota, airs

Days: TypeAlias = int
"""A set of days: bit ``n`` is the ``n``-th day of the year, from 0."""

LENGTH = 53 * 7
"""How many days are looked at: more than any year, so that both clock changes are among them."""

ALL: Days = (1 << LENGTH) - 1

Active: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The slots that begin yesterday, today and tomorrow."""


@dataclass(frozen=True)
class Year:
    """The days from ``first`` on, for one station."""

    station: Station
    first: date
    _known: dict[object, int] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        """The station's wall clock."""
        return Calendar(self.station.station.timezone, self.station.station.day_start)

    def begins(self, slot: Slot) -> int:
        """The days on which a slot begins: bit 0 is the day before the year, the rest follows."""
        key = slot.days, slot.when, slot.except_
        if key not in self._known:
            found = (airs(slot, self._day(n - 1), self.station.calendar) for n in range(LENGTH + 2))
            self._known[key] = sum(1 << n for n, on in enumerate(found) if on)
        return self._known[key]

    def real(self, days: Days, start: timedelta, stop: timedelta) -> Days:
        """Those of ``days`` on which there is any time between two walls."""
        for number in of_days(days & self._changes()):
            day = self._day(number)
            if self.calendar.instant(day, start) == self.calendar.instant(day, stop):
                days &= ~(1 << number)
        return days

    def _changes(self) -> Days:
        if "changes" not in self._known:
            found = (self.calendar.clock_changes(self._day(n)) for n in range(LENGTH))
            self._known["changes"] = sum(1 << n for n, on in enumerate(found) if on)
        return self._known["changes"]

    def _day(self, number: int) -> date:
        return self.first + number * DAY


def of_days(days: Days) -> Iterator[int]:
    """The numbers of the days in a set, in order."""
    while days:
        lowest = days & -days
        yield lowest.bit_length() - 1
        days ^= lowest


def weekdays(days: Days, year: Year) -> str:
    """The weekdays in a set as a person says them: ``sat, sun``, or ``every day``."""
    found = {(year.first.weekday() + number) % 7 for number in of_days(days)}
    if len(found) == 7:
        return "every day"
    return ", ".join(WEEKDAYS[number] for number in sorted(found))


def begins(rota: Rota, name: str, year: Year) -> int:
    """The days on which a slot begins, as `Year.begins`; a rerun follows the one it shows again."""
    mask, followed = year.begins(rota.slots[name]), rota.followed(name)
    return mask & begins(rota, followed[0], year) << followed[1] if followed else mask


def kinds_of_days(rota: Rota, year: Year) -> Iterator[tuple[Days, Active]]:
    """Days that are alike, in what begins on them and on their neighbours."""
    known = {name: begins(rota, name, year) for name in rota.slots}
    groups = [ALL]
    for around in set(known.values()):
        for mask in (around, around >> 1, around >> 2):
            groups = [part for days in groups for part in (days & mask, days & ~mask) if part]
    for days in groups:
        first = next(of_days(days))
        yield days, (_on(known, first), _on(known, first + 1), _on(known, first + 2))


def _on(known: Mapping[str, int], bit: int) -> tuple[str, ...]:
    return tuple(name for name, mask in known.items() if mask >> bit & 1)
