"""What a broadcast day puts on the air while its gaps are still open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from exstreamtv.model.media import Media
from exstreamtv.model.timeline import PlayoutItem, Why
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.company import Ledger
from exstreamtv.schedule.fill import Gap
from exstreamtv.schedule.findings import Found


class Hole(NamedTuple):
    """A gap between items, the collection that closes it, and why it is there."""

    gap: Gap
    filler: str | None
    why: Why
    layers: tuple[str, ...] = ()


class Airing(NamedTuple):
    """What the guide may show: a medium with its breaks, or a stretch off the air (None).

    ``stretch`` names the slot's stretch; ``repeat`` says that it has aired before.
    """

    start: datetime
    stop: datetime
    media: Media | None
    act: Act
    stretch: str
    repeat: bool


@dataclass(frozen=True, slots=True)
class Tape:
    """Items and holes without a seam open, the airings among them, and what there is to tell.

    ``walls`` are where stretches of slots end; ``ledger`` is what has aired of capped pools.
    """

    placed: list[PlayoutItem | Hole] = field(default_factory=list)
    airings: list[Airing] = field(default_factory=list)
    walls: list[datetime] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
