"""What of the past somebody wants to see again, and the playlist of it. No I/O, no clock.

Nothing is recorded: the timeline says what was on the air at any instant, and the same player
plays it once more. How clients ask: docs/clients.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from exstreamtv.daemon.hls.segments import Part, Raster
from exstreamtv.model.grid import Grid
from exstreamtv.model.time import EPOCH, from_ms, ms
from exstreamtv.model.timeline import Kind, Timeline

MOST = timedelta(hours=12)
"""How much may be asked for at once."""

_SECONDS = re.compile(r"(\d{1,11})(?:\.(\d{1,3})\d*)?", re.ASCII)
_WINDOW = re.compile(r"(\d{1,14})-(\d{1,14})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Window:
    """What was on the air in ``start <= t < stop``, in whole milliseconds."""

    start: datetime
    stop: datetime

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{ms(self.start - EPOCH)}-{ms(self.stop - EPOCH)}"

    def pictures(self, grid: Grid) -> tuple[int, int]:
        """The first picture, and the first one that is not in it any more."""
        return grid.picture_at(self.start), grid.picture_at(self.stop)


def window_from(text: str) -> Window | None:
    """The window that an address names, or None."""
    found = _WINDOW.fullmatch(text)
    if not found:
        return None
    start, stop = (int(number) for number in found.groups())
    if not start < stop <= start + ms(MOST):
        return None
    return Window(EPOCH + from_ms(start), EPOCH + from_ms(stop))


@dataclass(frozen=True, slots=True)
class Wish:
    """From an instant on, to another one or on and on."""

    start: datetime
    stop: datetime | None

    def window(self, until: datetime) -> Window:
        """What to play; without an end of its own it ends at ``until``. ValueError if it is empty.

        At most `MOST` of it.
        """
        stop = min(self.stop or until, self.start + MOST)
        if stop <= self.start:
            raise ValueError("it ends before it begins")
        return Window(self.start, stop)


def wish(query: Mapping[str, str]) -> Wish | None:
    """What `?utc=E` with `dur=S` or `utcend=E` asks for; None without `utc`.

    All in seconds; `lutc`, which tells us what time it is, is not needed. ValueError where one of
    them makes no sense.
    """
    if "utc" not in query:
        return None
    start = EPOCH + _length(query["utc"])
    if "dur" in query:
        return Wish(start, start + _length(query["dur"]))
    return Wish(start, EPOCH + _length(query["utcend"]) if "utcend" in query else None)


def _length(text: str) -> timedelta:
    found = _SECONDS.fullmatch(text)
    if not found:
        raise ValueError(f"`{text[:40]}` is no number of seconds")
    return from_ms(int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0")))


def again(timeline: Timeline) -> Timeline:
    """The same as it can be shown once more: what was live then is not, and nobody has kept it."""
    items = [
        replace(each, kind=Kind.SLATE, media=None, alternate=()) if _was_live(each.kind) else each
        for each in timeline.items
    ]
    return Timeline(timeline.channel, items, timeline.programmes)


def _was_live(kind: Kind) -> bool:
    return kind is Kind.LIVE


def aired(raster: Raster, window: Window, now: datetime) -> list[Part]:
    """The segments of a window that are over."""
    first, stop = window.pictures(raster.grid)
    return [part for part in raster.parts(first, stop) if raster.instant(part.stop) <= now]


def part_of(raster: Raster, window: Window, number: int) -> Part | None:
    """The segment of this number in a window, or None."""
    first, stop = window.pictures(raster.grid)
    begin, end = max(first, number * raster.length), min(stop, (number + 1) * raster.length)
    return Part(number, begin, end) if begin < end else None


def playlist(raster: Raster, window: Window, now: datetime, suffix: str = "ts") -> str:
    """All of a window that is over: `VOD`."""
    return _playlist(raster, aired(raster, window, now), "VOD", ended=True, suffix=suffix)


def growing(raster: Raster, window: Window, now: datetime, suffix: str = "ts") -> str:
    """A window from its beginning, as far as it has aired: `EVENT`, also when it is over."""
    parts, over = aired(raster, window, now), window.stop <= now
    return _playlist(raster, parts, "EVENT", ended=over, suffix=suffix)


def _playlist(raster: Raster, parts: list[Part], kind: str, *, ended: bool, suffix: str) -> str:
    first = parts[0].number if parts else 0
    return "\n".join(
        (
            *raster.head(first),
            f"#EXT-X-PLAYLIST-TYPE:{kind}",
            # From the beginning, not from what is newest.
            "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES",
            *raster.lines(parts, suffix),
            *(("#EXT-X-ENDLIST",) if ended else ()),
            "",
        )
    )
