"""Local time: which instants a station's wall clock means. The only such place in the compiler.

A wall time maps to an instant by one monotone function: a time that exists once is itself,
one that exists twice is the first, one that is skipped is the moment of the change. Slots
that tile a day by the wall clock therefore tile it in instants too.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from hashlib import blake2b

from exstreamtv.model.time import SECOND, ZERO

DAY = timedelta(days=1)

zoneinfo.reset_tzpath(to=())
"""Only PyPI's tzdata: the rules are an input with a version, not a property of the machine."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A station's wall clock and where its broadcast days begin.

    A *wall* is the time since midnight of the broadcast day's date; times of day before
    ``day_start`` belong to the night after it, so their walls are more than 24 hours.
    """

    zone: str
    day_start: time

    def wall(self, at: time) -> timedelta:
        """When in a broadcast day the clock shows ``at``."""
        wall = _since_midnight(at)
        return wall if at >= self.day_start else wall + DAY

    @property
    def first_wall(self) -> timedelta:
        """The wall at which every broadcast day begins."""
        return _since_midnight(self.day_start)

    def instant(self, day: date, wall: timedelta) -> datetime:
        """The instant at which ``wall`` comes on the broadcast day ``day``."""
        return _instant(self.zone, day, wall)

    def begin(self, day: date) -> datetime:
        """The instant at which a broadcast day begins."""
        return _instant(self.zone, day, self.first_wall)

    def day_of(self, instant: datetime) -> date:
        """The broadcast day that ``instant`` falls into."""
        day = (self._local(instant) - self.first_wall).date()
        if instant < self.begin(day):
            return day - DAY
        return day if instant < self.begin(day + DAY) else day + DAY

    def comes(self, at: time, day: date, since: datetime) -> datetime:
        """The first instant at or after ``since`` at which the clock shows ``at``.

        Looked for from broadcast day ``day`` on.
        """
        instant = self.instant(day, self.wall(at))
        while instant < since:
            day += DAY
            instant = self.instant(day, self.wall(at))
        return instant

    def until_multiple(self, instant: datetime, step: timedelta) -> timedelta:
        """How long until the clock shows a multiple of ``step`` since midnight; zero on one."""
        local = self._local(instant)
        return -(local - datetime.combine(local.date(), time(), local.tzinfo)) % step

    def same_wall(self, instant: datetime, other: Calendar) -> datetime:
        """When the clock of ``other`` shows, on the same date, what this one shows at ``instant``.

        A time that is skipped there means the moment of the change, one that comes twice
        its first coming.
        """
        local = self._local(instant).replace(tzinfo=None)
        return _instant(other.zone, local.date(), local - datetime.combine(local, time()))

    def clock_changes(self, day: date) -> bool:
        """Does the clock change within this broadcast day?"""
        return self.begin(day + DAY) - self.begin(day) != DAY

    def _local(self, instant: datetime) -> datetime:
        """As the clock shows it: sums and differences are then of the wall, whatever the zone."""
        return instant.astimezone(_zone(self.zone))


@lru_cache(maxsize=64)
def zone_rules(zone: str, year: int) -> str:
    """A short text that changes when the zone's clock changes of ``year`` and the two after do.

    ``2026:9f2c4e1a``: the lock keeps it, and compares it with what the year in it gives now.
    """
    words = [
        f"{when:%Y-%m-%dT%H:%M:%S} {offset}"
        for when, offset in _changes(zone, date(year, 1, 1), date(year + 3, 1, 1))
    ]
    return f"{year}:{blake2b(' '.join(words).encode(), digest_size=4).hexdigest()}"


@cache
def _zone(name: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo.no_cache(name)


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


@lru_cache(maxsize=1 << 16)
def _instant(zone: str, day: date, wall: timedelta) -> datetime:
    local = datetime.combine(day, time(), _zone(zone)) + wall
    before, after = local.utcoffset() or ZERO, local.replace(fold=1).utcoffset() or ZERO
    naive = local.replace(tzinfo=UTC)
    if before >= after:
        return naive - before
    return _change(zone, naive - after, naive - before)


def _change(zone: str, early: datetime, late: datetime) -> datetime:
    """The instant in ``early < t <= late`` at which the offset changes, to the second."""
    offset = early.astimezone(_zone(zone)).utcoffset()
    while late - early > SECOND:
        middle = early + (late - early) // (2 * SECOND) * SECOND
        if middle.astimezone(_zone(zone)).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late


def _changes(zone: str, first: date, last: date) -> Iterator[tuple[datetime, timedelta | None]]:
    before = datetime.combine(first, time(), UTC)
    yield before, before.astimezone(_zone(zone)).utcoffset()
    while before.date() < last:
        after = before + DAY
        offset = after.astimezone(_zone(zone)).utcoffset()
        if offset != before.astimezone(_zone(zone)).utcoffset():
            yield _change(zone, before, after), offset
        before = after
