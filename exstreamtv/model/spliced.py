"""One timeline out of several, each in force from an instant on: what was applied when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
    it would have stood. Raises ValueError if a part leaves a gap.
    """
    items = [item for part in parts for item in _items(*part)]
    return Timeline(channel, items, [entry for part in parts for entry in _programmes(*part)])


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


def _programmes(start: datetime, stop: datetime, timeline: Timeline) -> Iterator[Programme]:
    for programme in timeline.programmes:
        if start <= programme.start and programme.stop <= stop:
            yield programme
        elif programme.start < stop and programme.stop > start:
            yield replace(
                programme, start=max(programme.start, start), stop=min(programme.stop, stop)
            )
