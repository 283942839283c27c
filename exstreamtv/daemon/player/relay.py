"""What airs in place of an item that cannot be played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from exstreamtv.model.media import Media
from exstreamtv.model.time import ZERO, instant_text
from exstreamtv.model.timeline import Kind, PlayoutItem, Standby


@dataclass(frozen=True, eq=False, slots=True)
class Reel:
    """Media of a channel's fallback, for items without an alternate of their own."""

    media: tuple[Media, ...] = ()


NOTHING = Reel()


@lru_cache(maxsize=512)
def standby(item: PlayoutItem, reel: Reel = NOTHING) -> tuple[PlayoutItem, ...]:
    """What airs in place of an item, over the same time; the same items each time.

    A live item has its alternate. All else has the reel, round and round, from the medium on that
    the instant of its beginning points to.
    """
    items = []
    at = item.start - item.in_point if item.alternate else item.start
    for each in _stretches(item, reel):
        media, length = each.media, each.length
        start, stop = max(at, item.start), min(at + length, item.stop)
        if start < stop:
            kind = Kind.FILLER if media else Kind.SLATE
            begins = media.in_point if media else ZERO
            items.append(PlayoutItem(start, stop, kind, media, item.why, begins + start - at))
        at += length
        if at >= item.stop:
            break
    return tuple(items)


def _stretches(item: PlayoutItem, reel: Reel) -> Iterator[Standby]:
    """What is to follow what, from where the standby begins; no end where it goes round."""
    if item.alternate:
        yield from item.alternate
        return
    media = [each for each in reel.media if each.length and each is not item.media]
    while media:
        first = _drawn(item, len(media))
        yield from (Standby(each, each.length) for each in (*media[first:], *media[:first]))


def _drawn(item: PlayoutItem, most: int) -> int:
    """A number below ``most``, the same for the same item in every run of the program."""
    digest = blake2b(instant_text(item.start).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") % most
