"""Openings inside a programme: where it may be interrupted, and where it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from exstreamtv.config.breaks import Breaks
from exstreamtv.model.media import Media
from exstreamtv.model.time import SECOND, ZERO, ms
from exstreamtv.schedule.fields import MEDIA, Field, Type, Vocabulary, folded
from exstreamtv.schedule.matching import Test, test_of
from exstreamtv.schedule.query import Fault, query_from

QUARTER = timedelta(minutes=15)
"""A programme without chapters has about one break in so long: 1 in a sitcom, 6 in a film.

Between the practice of the United States (four in 44 minutes) and the Union's ceiling for films
and news (one for each scheduled half hour, Directive 2010/13/EU, article 20).
"""


class Point(NamedTuple):
    """A place where a programme could be interrupted, as `when` sees it."""

    position: timedelta
    length: timedelta
    title: str
    last: timedelta
    matched: int


WORDS = Vocabulary(
    {
        field.name: field
        for field in (
            Field("point", Type.LENGTH, lambda point: (point.position,)),
            Field("progress", Type.PERCENT, lambda point: (_percent(point),)),
            Field("since_last", Type.LENGTH, lambda point: (point.position - point.last,)),
            Field("matched", Type.NUMBER, lambda point: (point.matched,)),
            Field("title", Type.TEXT, lambda point: (folded(point.title),)),
        )
    },
    "a chapter has",
)
"""What `when` may ask."""


def openings(media: Media, breaks: Breaks) -> list[timedelta]:
    """The media positions at which ``media`` is interrupted, in order.

    `min_gap` holds between two breaks and before the end, for which `last_before` may say
    otherwise, `first_after` before the first; where `at_most` allows fewer, they are spread
    evenly.
    """
    if _spared(media, breaks):
        return []
    gap = breaks.min_gap or ZERO
    last = breaks.first_after - gap if breaks.first_after else ZERO
    latest = media.length - _tail(breaks)
    test = _of_chapters(breaks.when) if breaks.when else None
    found: list[timedelta] = []
    for position, title in _candidates(media, breaks):
        if last + gap <= position <= latest and ZERO < position < media.length:
            since = found[-1] if found else ZERO
            if test is None or test(Point(position, media.length, title, since, len(found))):
                found.append(position)
                last = position
    return _spread(found, breaks.at_most or len(found))


def _spared(media: Media, breaks: Breaks) -> bool:
    if breaks.where and not _of_media(breaks.where)(media):
        return True
    return any(folded(genre) in map(folded, breaks.not_in) for genre in media.genres)


def _tail(breaks: Breaks) -> timedelta:
    """The least time between the last break and the end."""
    least = breaks.min_gap if breaks.last_before is None else breaks.last_before
    return least or ZERO


def _candidates(media: Media, breaks: Breaks) -> Iterable[tuple[timedelta, str]]:
    if breaks.every:
        return [(breaks.every * n, "") for n in range(1, -(-media.length // breaks.every))]
    if isinstance(breaks.at, tuple):
        return [(place, "") for place in sorted({mark.of(media.length) for mark in breaks.at})]
    inside = {one.start: one.title for one in media.chapters if ZERO < one.start < media.length}
    return sorted(inside.items()) or [(place, "") for place in _believable(media.length, breaks)]


def _believable(length: timedelta, breaks: Breaks) -> list[timedelta]:
    """Evenly spaced positions for a programme that nobody has marked, to the second.

    One for each quarter of an hour, half of one counting as one; fewer where `at_most`,
    `min_gap`, `first_after` or `last_before` leave no room for so many; none in less than a
    quarter.
    """
    least, tail = max(breaks.min_gap or ZERO, SECOND), breaks.last_before or ZERO
    free = length - max(tail - QUARTER, ZERO)
    wanted = (free + QUARTER // 2) // QUARTER if length >= QUARTER else 0
    for count in range(min(wanted, breaks.at_most or wanted), 0, -1):
        first = min(length // (count + 1), (length - tail) // count)
        first = max(_whole(first), breaks.first_after or ZERO)
        room = length - first - tail
        reach = room // (count - 1) if count > 1 else length
        step = _whole(min((length - first) // count, reach))
        if step >= least and room >= ZERO:
            return [first + step * n for n in range(count)]
    return []


def _whole(length: timedelta) -> timedelta:
    return length // SECOND * SECOND


def _spread(found: list[timedelta], count: int) -> list[timedelta]:
    if count >= len(found):
        return found
    return [found[(2 * n + 1) * len(found) // (2 * count)] for n in range(count)]


def _percent(point: Point) -> Fraction:
    return Fraction(100 * ms(point.position), ms(point.length))


@cache
def _of_chapters(when: str) -> Test:
    return _test(when, WORDS)


@cache
def _of_media(where: str) -> Test:
    return _test(where, MEDIA)


def _test(text: str, words: Vocabulary) -> Test:
    query = query_from(text, words)
    if isinstance(query, Fault):
        raise ValueError(query.message)
    return test_of(query)
