"""Which clips may air together: no spot twice, no competitors side by side, none too often.

A pool's `separate`, `per_hour` and `per_day` are rules of its clips, wherever they are drawn.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from exstreamtv.config.station import Collection
from exstreamtv.model.media import Media
from exstreamtv.model.time import EPOCH
from exstreamtv.schedule.fields import folded

HOUR = timedelta(hours=1)
NOTHING: frozenset[str] = frozenset()


class Caps(NamedTuple):
    """How often one clip may air; None is as often as it comes."""

    per_hour: int | None
    per_day: int | None


@dataclass(slots=True)
class Ledger:
    """What has aired of capped pools on one broadcast day, which is where memory ends.

    Hours are counted from the beginning of the day, so they are those of the clock.
    """

    begin: datetime = EPOCH
    _hours: dict[str, list[int]] = field(default_factory=dict)
    _noted: list[str] = field(default_factory=list)

    def allows(self, media: Media, at: datetime, caps: Caps) -> bool:
        """May it air once more at that instant?"""
        hours = self._hours.get(media.name)
        if not hours:
            return True
        per_hour, per_day = caps
        if per_day is not None and len(hours) >= per_day:
            return False
        return per_hour is None or hours.count((at - self.begin) // HOUR) < per_hour

    def note(self, media: Media, at: datetime) -> None:
        """It airs."""
        self._hours.setdefault(media.name, []).append((at - self.begin) // HOUR)
        self._noted.append(media.name)

    def mark(self) -> int:
        """A state to come back to."""
        return len(self._noted)

    def back_to(self, mark: int) -> None:
        """As if nothing had been noted since ``mark``."""
        while len(self._noted) > mark:
            self._hours[self._noted.pop()].pop()


@dataclass(frozen=True, slots=True)
class Rules:
    """What a pool says of its clips.

    ``keys`` are the beginnings of tags that keep them apart; ``capped`` ones must be noted.
    """

    keys: tuple[str, ...]
    caps: Caps
    capped: bool
    _marks: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Is nothing said?"""
        return not self.keys and not self.capped

    def marks(self, media: Media) -> frozenset[str]:
        """The tags by which it is kept apart from others: ``advertiser:acme``."""
        if not self.keys:
            return NOTHING
        if media.name not in self._marks:
            tags = (folded(tag) for tag in media.tags)
            self._marks[media.name] = frozenset(tag for tag in tags if tag.startswith(self.keys))
        return self._marks[media.name]


def rules_of(pool: Collection) -> Rules:
    """What a collection says of its clips."""
    keys = tuple(f"{folded(key)}:" for key in pool.separate)
    caps = Caps(pool.per_hour, pool.per_day)
    return Rules(keys, caps, caps != (None, None))


@dataclass(slots=True)
class Company:
    """Clips one after the other in a gap, and whom they let follow: no competitor of the last.

    Never changed; not frozen, for a frozen one takes three times as long to make.
    """

    rules: Rules
    day: date
    ledger: Ledger
    names: Set[str] = NOTHING
    marks: frozenset[str] = NOTHING

    @property
    def once(self) -> bool:
        """May no clip join it twice?"""
        return False

    def admits(self, media: Media, at: datetime) -> bool:
        """May it come next, at that instant?"""
        if media.name in self.names or not media.alive(self.day):
            return False
        rules = self.rules
        if rules.keys and not self.marks.isdisjoint(rules.marks(media)):
            return False
        return not rules.capped or self.ledger.allows(media, at, rules.caps)

    def after(self, media: Media) -> Company:
        """The company once ``media`` has joined it."""
        if not self.rules.keys:
            return self
        marks = self.rules.marks(media)
        return Company(self.rules, self.day, self.ledger, self.names, marks)

    def without(self, names: Set[str]) -> Company:
        """The same, and none of these."""
        if not names:
            return self
        return type(self)(self.rules, self.day, self.ledger, self.names | names, self.marks)


class PodCompany(Company):
    """Clips of one pod: none of them twice, no competitor of any of them."""

    __slots__ = ()

    @property
    def once(self) -> bool:
        """May no clip join it twice?"""
        return True

    def after(self, media: Media) -> PodCompany:
        """The company once ``media`` has joined it."""
        names, marks = {*self.names, media.name}, self.marks | self.rules.marks(media)
        return PodCompany(self.rules, self.day, self.ledger, names, marks)
