"""What is applied, and from when on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Applied:
    """One act of applying: which revision came, when, and where each channel changes to it.

    ``starts`` are by channel id; a channel that the revision does not have ends there.
    """

    revision: str
    at: datetime
    starts: Mapping[str, datetime]


class Segment(NamedTuple):
    """A revision in force on a channel, from ``start`` until the next segment's."""

    start: datetime
    revision: str


def segments(history: Sequence[Applied], channel: str) -> tuple[Segment, ...]:
    """A channel's segments in order.

    What was applied later and takes over earlier, or at once, is never on the air.
    """
    found: list[Segment] = []
    for applied in history:
        if channel in applied.starts:
            start = applied.starts[channel]
            while found and found[-1].start >= start:
                found.pop()
            found.append(Segment(start, applied.revision))
    return tuple(found)


def needed(history: Sequence[Applied], since: datetime) -> tuple[Applied, ...]:
    """What of the history is in force at any instant from ``since`` on, and always the newest."""
    held = {segment for channel in _channels(history) for segment in _from(history, channel, since)}
    return tuple(
        applied
        for applied in history
        if applied is history[-1]
        or any(Segment(start, applied.revision) in held for start in applied.starts.values())
    )


def _channels(history: Sequence[Applied]) -> set[str]:
    return {channel for applied in history for channel in applied.starts}


def _from(history: Sequence[Applied], channel: str, since: datetime) -> tuple[Segment, ...]:
    """The channel's segments that do not end before ``since``."""
    found = segments(history, channel)
    ended = sum(segment.start <= since for segment in found[1:])
    return found[ended:]
