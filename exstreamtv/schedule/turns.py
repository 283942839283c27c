"""Whose turn it is: what collections that alternate remember from item to item, day to day.

The mutable side of a `Cursor` that stands for no collection: made from one, and able to give
the one it has become. The steps `mix`, `rotate` and `random` decide by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.model.time import EPOCH, from_ms, ms

_ROW = "row "
"""How many came in a row from the member after this word; no name has a space in it."""


class Turns:
    """What has been taken so far.

    ``count`` are turns since the beginning, ``last`` is the member of the last one, ``row`` how
    many came from it in a row; ``recent`` are the works of the last turns, the latest last.
    """

    def __init__(self, cursor: Cursor) -> None:
        self._name, self._basis = cursor.name, cursor.basis
        self.count = cursor.cycle
        self.recent = list(cursor.used)
        tally = dict(cursor.tally)
        rows = [name for name in tally if name.startswith(_ROW)]
        self.last = rows[0].removeprefix(_ROW) if rows else ""
        self.row = tally.pop(rows[0]) if rows else 0
        self._tally = tally

    def aired(self, member: str) -> int:
        """How much of a member has been counted: items, or milliseconds."""
        return self._tally.get(f"aired {member}", 0)

    def rests_until(self, member: str) -> datetime:
        """When a member may air again, if it rests."""
        return EPOCH + from_ms(self._tally.get(f"rests {member}", 0))

    def take(self, member: str, amount: int) -> None:
        """A member has had its turn, and ``amount`` more is counted of it."""
        self.row = self.row + 1 if member == self.last else 1
        self.last, self.count = member, self.count + 1
        if amount:
            self._tally[f"aired {member}"] = self.aired(member) + amount

    def take_at(self, turn: int, each: int) -> None:
        """The item of turn number ``turn`` has aired, of which there are ``each``."""
        if turn != self.count:
            self.count, self.row = turn, 0
        self.row += 1
        if self.row >= each:
            self.count, self.row = turn + 1, 0

    def remember(self, work: str, gap: int) -> None:
        """``work`` may return after ``gap`` others."""
        self.recent = [*self.recent, work][-gap:]

    def rest(self, member: str, until: datetime) -> None:
        """A member may air again at ``until``."""
        self._tally[f"rests {member}"] = ms(until - EPOCH)

    def settle(self, weights: Mapping[str, int]) -> None:
        """Take the same number of rounds off every account, so that they stay small."""
        rounds = min(self.aired(member) // weight for member, weight in weights.items())
        if rounds:
            for member, weight in weights.items():
                self._tally[f"aired {member}"] -= rounds * weight

    def level(self, member: str, weights: Mapping[str, int]) -> None:
        """A member that has nothing to air is owed nothing for that."""
        others = [self.aired(m) // weight for m, weight in weights.items() if m != member]
        if others:
            due = min(others) * weights[member]
            self._tally[f"aired {member}"] = max(self.aired(member), due)

    def forget(self) -> None:
        """What lies between turns counts anew: filler has come between them."""
        self.row, self.recent = 0, []

    def cursor(self, at: date) -> Cursor:
        """Where it stands at the beginning of broadcast day ``at``."""
        tally = {**self._tally, f"{_ROW}{self.last}": self.row}
        kept = tuple(sorted((name, number) for name, number in tally.items() if number))
        used = tuple(self.recent)
        return Cursor(self._name, at, self.count, None, "", used, self._basis, kept)


def work_of(media: Media) -> str:
    """What a viewer would call the same again: a show, or a medium that belongs to none."""
    return f"show:{media.show}" if media.show else media.name
