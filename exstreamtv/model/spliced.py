"""One timeline out of several, each in force from an instant on: what was applied when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import NamedTuple

from exstreamtv.model.timeline import PlayoutItem, Programme, Timeline

NEVER = datetime.max.replace(tzinfo=UTC)


class Part(NamedTuple):
    """A timeline that is in force while ``start <= t < stop``."""

    start: datetime
    stop: datetime
    timeline: Timeline


def spliced(channel: str, parts: Sequence[Part]) -> Timeline:
    """The parts one after the other; they are in order, and each covers its span.

    What a part has on the air at its beginning is joined in the middle: the medium stands where
    it would have stood. A programme that goes on from one part to the next stays one entry of
    the guide. Raises ValueError if a part leaves a gap.
    """
    items = [item for part in parts for item in _items(*part)]
    return Timeline(channel, items, _programmes(parts))


def _items(start: datetime, stop: datetime, timeline: Timeline) -> Iterator[PlayoutItem]:
    for item in timeline.items:
        if start <= item.start and item.stop <= stop:
            yield item
        elif item.start < stop and item.stop > start:
            begin = max(item.start, start)
            late = begin - item.start
            yield replace(
                item, start=begin, stop=min(item.stop, stop), in_point=item.in_point + late
            )


def _programmes(parts: Sequence[Part]) -> list[Programme]:
    shown: list[Programme] = []
    before: Programme | None = None
    for start, stop, timeline in parts:
        for programme in timeline.programmes:
            if programme.start < stop and programme.stop > start:
                piece = _within(programme, start, stop)
                if before and _goes_on(before, programme):
                    piece = replace(shown.pop(), stop=piece.stop)
                shown.append(piece)
                before = programme
    return shown


def _within(programme: Programme, start: datetime, stop: datetime) -> Programme:
    if start <= programme.start and programme.stop <= stop:
        return programme
    return replace(programme, start=max(programme.start, start), stop=min(programme.stop, stop))


def _goes_on(before: Programme, after: Programme) -> bool:
    """Are these, as their own parts have them whole, one and the same?

    They overlap and say the same; and a work is only the same showing if it begins at once.
    """
    if after.start >= before.stop or _words(before) != _words(after):
        return False
    return before.start == after.start or not (after.media or after.works)


def _words(programme: Programme) -> tuple[object, ...]:
    return tuple(
        getattr(programme, each.name)
        for each in fields(programme)
        if each.name not in ("start", "stop")
    )
