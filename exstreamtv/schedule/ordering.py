"""Every order by its name. A new one is a module in `orders` and a line here."""

from __future__ import annotations

from typing import Protocol

from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.line import Line
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.orders import (
    added,
    aired,
    custom,
    marathon,
    newest,
    random,
    rotate,
    season,
    shuffle,
    spread,
    title,
)
from exstreamtv.schedule.seed import Seed


class Order(Protocol):
    """What a module of `orders` offers."""

    def line(self, members: Members, seed: Seed, cursor: Cursor) -> Line:
        """The line of ``members`` that stands where ``cursor`` says."""
        ...


ORDERS: dict[str, Order] = {
    "aired": aired,
    "season": season,
    "title": title,
    "added": added,
    "newest": newest,
    "custom": custom,
    "shuffle": shuffle,
    "random": random,
    "spread": spread,
    "rotate": rotate,
    "marathon": marathon,
}
