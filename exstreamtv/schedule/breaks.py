"""Openings inside a programme: where it may be interrupted, and where it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from exstreamtv.config.steps import Breaks
from exstreamtv.model.media import Media
from exstreamtv.model.time import ZERO


def openings(media: Media, breaks: Breaks) -> list[timedelta]:
    """The media positions at which ``media`` is interrupted, in order.

    `min_gap` holds between two breaks and before the end, `first_after` before the first;
    where `at_most` allows fewer, they are spread evenly.
    """
    gap = breaks.min_gap or ZERO
    last = breaks.first_after - gap if breaks.first_after else ZERO
    found = []
    for position in _candidates(media, breaks):
        if last + gap <= position <= media.length - gap and ZERO < position < media.length:
            found.append(position)
            last = position
    return _spread(found, breaks.at_most or len(found))


def _candidates(media: Media, breaks: Breaks) -> Iterable[timedelta]:
    if breaks.every is None:
        return sorted({chapter.start for chapter in media.chapters})
    return [breaks.every * n for n in range(1, -(-media.length // breaks.every))]


def _spread(found: list[timedelta], count: int) -> list[timedelta]:
    if count >= len(found):
        return found
    return [found[(2 * n + 1) * len(found) // (2 * count)] for n in range(count)]
