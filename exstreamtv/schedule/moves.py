"""A place in a collection that is moved: to an item, over some, back to the first.

Every order can be moved, since all it takes is to begin again and to pass items over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from exstreamtv.model.media import Media
from exstreamtv.schedule.line import Line
from exstreamtv.schedule.naming import Named

_EPISODE = re.compile(r"s(\d+)\s*e(\d+)|(\d+)x(\d+)", re.ASCII | re.IGNORECASE)


def called(name: str, media: Iterable[Media]) -> list[Media]:
    """Those that ``name`` means: `S02E01`, a date of first broadcast, else a title or key."""
    if match := _EPISODE.fullmatch(name.strip()):
        numbers = int(match[1] or match[3]), int(match[2] or match[4])
        return [medium for medium in media if (medium.season, medium.episode) == numbers]
    try:
        day = date.fromisoformat(name.strip())
    except ValueError:
        return [*Named(media).called(name)]
    return [medium for medium in media if medium.aired == day]


def pass_to(line: Line, names: frozenset[str], day: date, most: int) -> None:
    """Pass items over until the due one is one of ``names``, at most so many."""
    for _ in range(most):
        pick = next(line.upcoming(day), None)
        if pick is None or pick.media.name in names:
            break
        line.take(pick)


def pass_over(line: Line, count: int, day: date) -> None:
    """Pass so many items over."""
    for _ in range(count):
        for pick in islice(line.upcoming(day), 1):
            line.take(pick)
