"""How much of the time of gaps is lost to clips that must be cut, on a pool of fifty spots."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bench.claims import Claim
from exstreamtv.config.station import Collection
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import ZERO, from_ms
from exstreamtv.schedule.collections import Library
from exstreamtv.schedule.company import Ledger
from exstreamtv.schedule.fill import Gap, Past, closed
from exstreamtv.schedule.reel import Reel
from exstreamtv.schedule.seed import seed

GAPS = 2000
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROUND_MS = (10_000, 15_000, 20_000, 30_000, 45_000, 60_000)


def measure() -> Iterator[Claim]:
    """Gaps of 20 s to 15 minutes, drawn to the millisecond."""
    drawn = [seed("length").draw(str(n)) for n in range(50)]
    pools = {
        "10 to 60 s": [10_000 + lot % 50_000 for lot in drawn],
        "round lengths, 40 ms off at most": [
            ROUND_MS[lot % 6] + lot // 6 % 81 - 40 for lot in drawn
        ],
        "round lengths exactly": [ROUND_MS[lot % 6] for lot in drawn],
    }
    for what, lengths in pools.items():
        lost = _lost(lengths)
        yield Claim(
            f"filler lost to cuts, {GAPS} gaps, 50 spots of {what}",
            "1 %",
            f"{lost:.3f} %",
            lost <= 1,
            "python -m bench filling",
        )


def _lost(lengths_ms: list[int]) -> float:
    """Percent of the gaps' time that is cut off a clip, or that no clip fills."""
    reel, rooms, lost = _reel(lengths_ms), ZERO, ZERO
    for number in range(GAPS):
        room = from_ms(20_000 + seed("room").draw(str(number)) % 880_000)
        gap = Gap(START, START + room, seed(str(number)), date(2026, 11, 23))
        rooms += room
        for media, length in closed(gap, reel, None, Past([], Ledger())):
            lost += media.length - length if media else length
    return 100 * (lost / rooms)


def _reel(lengths_ms: list[int]) -> Reel:
    spots = tuple(
        Media("tv", f"{number:02d}", MediaKind.CLIP, "Spot", timedelta(milliseconds=length))
        for number, length in enumerate(lengths_ms)
    )
    pools = {"spots": Collection.model_validate({"from": "tv"})}
    return Reel(Library(pools, Catalogue({"tv": spots}), seed("bench")).members("spots"))
