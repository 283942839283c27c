"""Gaps closed to the millisecond, and pods of interstitials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from exstreamtv.config.types import LengthRange
from exstreamtv.model.media import Media
from exstreamtv.model.time import SECOND, ZERO
from exstreamtv.schedule.reel import ANY_LENGTH, Reel
from exstreamtv.schedule.seed import Seed

SHARD = SECOND
"""No clip is cut to less."""


class Piece(NamedTuple):
    """A medium from its beginning for so long; None is the slate."""

    media: Media | None
    length: timedelta


class Gap(NamedTuple):
    """A stretch of the air that nothing fills yet."""

    start: datetime
    stop: datetime
    seed: Seed
    day: date


def closed(gap: Gap, filler: Reel | None, fallback: Reel | None, recent: list[str]) -> list[Piece]:
    """What fills ``gap`` to the millisecond; ``recent`` are clips just seen, and is kept.

    Clips of ``filler`` as long as one fits; for what is left the clip that loses least is
    cut; else ``fallback`` cut to length; else slate. Reels may be None or empty.
    """
    room = gap.stop - gap.start
    pieces: list[Piece] = []
    if filler:
        pieces = run(room, filler, gap.seed, gap.day, recent)
        pieces, room = _cut(pieces, room - _length(pieces), filler, gap.day)
    if room and fallback:
        pieces.extend(_cut_to(room, fallback, gap.seed.child("fallback"), gap.day))
        room = gap.stop - gap.start - _length(pieces)
    return [*pieces, Piece(None, room)] if room else pieces


def run(room: timedelta, reel: Reel, seed: Seed, day: date, recent: list[str]) -> list[Piece]:
    """Clips one after the other for as long as one fits into ``room``."""
    pieces: list[Piece] = []
    for lot in seed.lots():
        media = reel.draw(lot, room, recent, day)
        if media is None:
            break
        length = media.length
        pieces.append(Piece(media, length))
        recent.append(media.name)
        room -= length
    return pieces


def pod(length: LengthRange, reel: Reel, seed: Seed, day: date, recent: list[str]) -> list[Piece]:
    """Interstitials of a break: whole ones until the shortest it may be is reached.

    A clip is cut only where whole ones do not make that; nothing if there is none.
    """
    pieces: list[Piece] = []
    aired = ZERO
    for lot in seed.lots():
        if aired >= length.shortest:
            break
        media = reel.draw(lot, length.longest - aired, recent, day)
        if media is None:
            return _cut(pieces, length.shortest - aired, reel, day)[0]
        pieces.append(Piece(media, media.length))
        recent.append(media.name)
        aired += media.length
    return pieces


def _cut(
    pieces: list[Piece], room: timedelta, reel: Reel, day: date
) -> tuple[list[Piece], timedelta]:
    """``room`` filled by one cut clip, with the last piece given up where it were a shard."""
    kept, rest = pieces, room
    if room < SHARD and pieces:
        kept, rest = pieces[:-1], room + pieces[-1].length
    media = reel.longer(rest, day) if room and rest >= SHARD else None
    return ([*kept, Piece(media, rest)], ZERO) if media else (pieces, room)


def _cut_to(room: timedelta, reel: Reel, seed: Seed, day: date) -> Iterator[Piece]:
    """Media of any length, the last one cut."""
    for lot in seed.lots():
        media = reel.draw(lot, ANY_LENGTH, (), day) if room >= SHARD else None
        if media is None:
            break
        length = min(media.length, room)
        yield Piece(media, length)
        room -= length


def _length(pieces: Iterable[Piece]) -> timedelta:
    return sum((piece.length for piece in pieces), ZERO)
