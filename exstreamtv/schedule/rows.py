"""Airings that share an entry of the guide: groups that were asked for, and short ones folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from exstreamtv.model.media import Media
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.tape import Airing, Tape

PAUSE = timedelta(minutes=15)
"""A hole that is shorter belongs to the programme before it."""


@dataclass(slots=True)
class Row:
    """An entry on its way: when, and what airs in it; a hole has no airings."""

    start: datetime
    stop: datetime
    airings: Sequence[Airing] = ()

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.stop - self.start

    def works(self) -> tuple[Media, ...]:
        """The media that it is about, each once, in the order they air."""
        if len(self.airings) == 1:
            return (self.airings[0].media,) if self.airings[0].media else ()
        return tuple({one.media.name: one.media for one in self.airings if one.media}.values())


def rows_of(tape: Tape, least: timedelta) -> Iterator[Row]:
    """The entries of a day, in order, none shorter than ``least``; holes are left out."""
    for _, stretch in groupby(tape.airings, lambda one: one.stretch):
        rows = list(_grouped(stretch))
        if any(row.length < least for row in rows):
            wall = next((wall for wall in tape.walls if wall >= rows[-1].stop), rows[-1].stop)
            rows = [row for row in _folded(rows, least, wall) if row.length >= least]
        yield from rows


def _grouped(stretch: Iterator[Airing]) -> Iterator[Row]:
    """A row for each airing, or for all in a row that share one entry."""
    for (title, group), together in groupby(stretch, lambda one: entry_of(one.act)):
        run = list(together)
        alone = group is False or not (group or title)
        for each in [[one] for one in run] if alone else [run]:
            yield Row(each[0].start, each[-1].stop, each)


def entry_of(act: Act) -> tuple[str | None, bool | None]:
    """What airings in a row must have in common to share an entry: title, and `group`."""
    guide = act.manner.guide
    return act.manner.title, guide.group if guide else None


def _folded(rows: list[Row], least: timedelta, wall: datetime) -> list[Row]:
    """Short rows of one stretch, which ends at ``wall``, joined to each other.

    What is short even then joins a longer one. A hole that is no pause belongs to a row.
    """
    for row, following in zip(rows, [*(row.start for row in rows[1:]), wall], strict=True):
        if following - row.stop < PAUSE:
            row.stop = following
    kept: list[Row] = []
    for row in rows:
        if not kept or kept[-1].length >= least or kept[-1].stop < row.start:
            kept.append(row)
        elif row.length < least:
            kept[-1] = Row(kept[-1].start, row.stop, [*kept[-1].airings, *row.airings])
        elif not _left_to_the_one_before(kept):
            row.start = kept.pop().start
            kept.append(row)
        else:
            kept.append(row)
    if kept[-1].length < least:
        _left_to_the_one_before(kept)
    return kept


def _left_to_the_one_before(kept: list[Row]) -> bool:
    """Let the row before the last take its time, if they touch."""
    if len(kept) < 2 or kept[-2].stop < kept[-1].start:
        return False
    last = kept.pop()
    kept[-1].stop = last.stop
    return True
