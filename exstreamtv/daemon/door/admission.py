"""Who may watch: pure decisions about counts. What the machine can bear is `capacity`'s to say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exstreamtv.daemon.viewers.fanout import By, Guest
from exstreamtv.model.limits import Limits

SOON_S = 5
LATER_S = 30
"""When to come again: places at one television are free sooner than those of a station."""

TUNERS = "805 All Tuners In Use"
FAILED = "806 Tune Failed"
"""What HDHomeRun's clients read (X-HDHomeRun-Error)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, when to come again, and the same for a client of HDHomeRun's kind."""

    why: str
    retry_s: int = LATER_S
    error: str = FAILED


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to watch a channel (by id)."""

    channel: str
    client: str
    by: By


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who watches now: each guest with his channel's id; and which channels are on the air."""

    guests: tuple[tuple[str, Guest], ...]
    on_air: frozenset[str]

    def refusal(self, wish: Wish, limits: Limits) -> Refusal | None:
        """None if there is room."""
        return next(iter(self._refusals(wish, limits)), None)

    def _refusals(self, wish: Wish, limits: Limits) -> Iterable[Refusal]:
        his = sum(guest.client == wish.client for _, guest in self.guests)
        if his >= limits.per_client:
            yield Refusal(f"{his} viewers from one address are the most", SOON_S)
        if wish.by == "tuner" and self._tuners() >= limits.tuners:
            yield Refusal("all tuners are in use", SOON_S, TUNERS)
        there = sum(channel == wish.channel for channel, _ in self.guests)
        if there >= limits.per_channel:
            yield Refusal(f"{there} viewers of one channel are the most")
        if len(self.guests) >= limits.viewers:
            yield Refusal(f"{len(self.guests)} viewers are the most")
        others = {channel for channel, _ in self.guests} - {wish.channel}
        if len(others) >= limits.channels:
            yield Refusal(f"{len(others)} channels at once are the most")

    def _tuners(self) -> int:
        return sum(guest.by == "tuner" for _, guest in self.guests)
