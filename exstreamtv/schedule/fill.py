"""Gaps closed to the millisecond, and pods of interstitials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from exstreamtv.config.types import LengthRange
from exstreamtv.model.time import MICROSECOND, ZERO
from exstreamtv.schedule.choice import Choice, Piece
from exstreamtv.schedule.company import Company, Ledger, PodCompany
from exstreamtv.schedule.fitting import SHARD, Span, fit_of_three
from exstreamtv.schedule.reel import ANY_LENGTH, Reel
from exstreamtv.schedule.seed import Seed


class Gap(NamedTuple):
    """A stretch of the air that nothing fills yet."""

    start: datetime
    stop: datetime
    seed: Seed
    day: date


class Past(NamedTuple):
    """Clips just seen, the last one last, and what has aired of capped pools. Both are kept."""

    recent: list[str]
    ledger: Ledger


def closed(gap: Gap, filler: Reel | None, fallback: Reel | None, past: Past) -> list[Piece]:
    """What fills ``gap`` to the millisecond.

    Clips of ``filler``, the last ones chosen so that they end with the gap, or lose as
    little as can be; for what they leave ``fallback`` cut to length; else slate. Reels may be
    None or empty.
    """
    room = gap.stop - gap.start
    pieces: list[Piece] = []
    if filler:
        company = Company(filler.rules, gap.day, past.ledger)
        due = Span(gap.start, room // MICROSECOND, room // MICROSECOND)
        pieces = Choice(due, filler.on(gap.day), gap.seed, past.recent, company).pieces()
        room -= _length(pieces)
    if room and fallback:
        pieces.extend(_cut_to(room, fallback, gap.seed.child("fallback"), gap.day))
        room = gap.stop - gap.start - _length(pieces)
    return [*pieces, Piece(None, room)] if room else pieces


def pod(
    start: datetime, length: LengthRange, reel: Reel, seed: Seed, day: date, past: Past
) -> list[Piece]:
    """Interstitials of a break that begins at ``start``: none twice, no competitors.

    Whole ones where any make a length that it may have; else the last one is cut. Shorter
    than it should be, or nothing, if the pool has no more.
    """
    company = PodCompany(reel.rules, day, past.ledger)
    due = Span(start, length.shortest // MICROSECOND, length.longest // MICROSECOND)
    return Choice(due, reel.on(day), seed, past.recent, company, fit_of_three).pieces()


def _cut_to(room: timedelta, reel: Reel, seed: Seed, day: date) -> Iterator[Piece]:
    """Media of any length, the last one cut."""
    for lot in seed.lots():
        drawn = reel.draw(lot, ANY_LENGTH, (), day) if room >= SHARD else None
        if drawn is None:
            break
        length = min(drawn.media.length, room)
        yield Piece(drawn.media, length)
        room -= length


def _length(pieces: Iterable[Piece]) -> timedelta:
    return sum((piece.length for piece in pieces), ZERO)
