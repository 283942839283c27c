"""What airs in place of a live source while that is down."""

from __future__ import annotations

from functools import lru_cache

from exstreamtv.model.timeline import Kind, PlayoutItem


@lru_cache(maxsize=64)
def standby(item: PlayoutItem) -> tuple[PlayoutItem, ...]:
    """What airs in place of a live item, over the same time; the same items each time."""
    items, at = [], item.start - item.in_point
    for media, length in ((each.media, each.length) for each in item.alternate):
        start, stop = max(at, item.start), min(at + length, item.stop)
        if start < stop:
            kind = Kind.FILLER if media else Kind.SLATE
            items.append(PlayoutItem(start, stop, kind, media, item.why, start - at))
        at += length
    return tuple(items)
