"""What a slot has aired, for those that show it again or wait for its premieres.

It is kept as every order's place is, in a cursor, so that a rerun on the day after the lock was
written still knows the evening before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple

from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.chapters import named
from exstreamtv.schedule.line import Line, Pick
from exstreamtv.schedule.tape import Airing

WEEK = 7
"""How many days back a rerun looks."""

Of = Literal["last", "today", "week"]


class _Shown(NamedTuple):
    """One airing: the broadcast day, the stretch, when it ended (ISO 8601 in UTC), the medium."""

    day: str
    stretch: str
    stop: str
    name: str


class History:
    """What one slot has aired since ``cursor.at``, and what the cursor knows from before."""

    def __init__(self, cursor: Cursor, known: Mapping[str, Media], *, ever: bool) -> None:
        self._name, self._basis, self._since = cursor.name, cursor.basis, cursor.at
        self._ever = ever
        self._shown = [_Shown(*text.split(" ", 3)) for text in cursor.used]
        found = (named(name, known) for name in {one.name: None for one in self._shown})
        self._known = {media.name: media for media in found if media}
        self._first = {one.name: one.stop for one in reversed(self._shown)}

    def note(self, day: date, airings: Iterable[Airing]) -> None:
        """These have just aired in the slot."""
        for airing in airings:
            if airing.media is not None:
                name, stop = airing.media.name, _text(airing.stop)
                self._known[name] = airing.media
                if not self._ever or name not in self._first:
                    self._shown.append(_Shown(day.isoformat(), airing.stretch, stop, name))
                self._first.setdefault(name, stop)

    def shown(self, of: Of, day: date, before: datetime) -> list[Media]:
        """What had ended ``before`` an instant of broadcast day ``day``, in the order it aired.

        ``last`` is the slot's last time on the air, ``today`` this broadcast day, ``week``
        the seven that end with it; none of them reaches further back.
        """
        first = (day if of == "today" else day - (WEEK - 1) * DAY).isoformat()
        if of == "last":
            first = (day - WEEK * DAY).isoformat()
        ended = _text(before)
        found = [one for one in self._shown if one.day >= first and one.stop <= ended]
        if of == "last" and found:
            found = [one for one in found if one[:2] == found[-1][:2]]
        return [self._known[one.name] for one in found if one.name in self._known]

    def has(self, media: Media, before: datetime) -> bool:
        """Had it aired, to its end, before an instant?"""
        stop = self._first.get(media.name)
        return stop is not None and stop <= _text(before)

    def any(self, before: datetime) -> bool:
        """Had anything aired before an instant?"""
        return any(stop <= _text(before) for stop in self._first.values())

    def full(self, day: date) -> bool:
        """Has there been time to remember all that a rerun on this day may ask for?"""
        return day >= self._since + WEEK * DAY

    def cursor(self, at: date) -> Cursor:
        """What is still of use from the beginning of broadcast day ``at`` on."""
        first = "" if self._ever else (at - WEEK * DAY).isoformat()
        used = tuple(" ".join(one) for one in self._shown if first <= one.day < at.isoformat())
        return Cursor(self._name, at, used=used, basis=self._basis)


def _text(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds")


class Premiered:
    """A line that offers only what another slot has aired before an instant."""

    def __init__(self, line: Line, history: History, before: datetime) -> None:
        self._line, self._history, self._before = line, history, before

    def upcoming(self, day: date) -> Iterator[Pick]:
        """Media that may air on ``day``, the due one first, up to the end of the cycle."""
        return (p for p in self._line.upcoming(day) if self._history.has(p.media, self._before))

    def take(self, pick: Pick) -> None:
        """This one airs; one that was not due leaves its turn when it comes."""
        self._line.take(pick)

    def turn(self, day: date) -> None:
        """Give up what is left of the cycle and begin the next, if there is anything to offer."""
        if self._history.any(self._before):
            self._line.turn(day)

    def cursor(self, at: date) -> Cursor:
        """Where the line stands at the beginning of broadcast day ``at``."""
        return self._line.cursor(at)
