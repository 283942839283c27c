"""One stream of a channel's past: a private channel, its clock, and how far it is wanted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.hls.segments import KEPT, Part, Raster
from exstreamtv.daemon.incidents import Incidents
from exstreamtv.daemon.past.catchup import Window
from exstreamtv.daemon.past.pastclock import PastClock, before
from exstreamtv.daemon.player.dialogue import TunedIn, Woke
from exstreamtv.daemon.player.pace import Pace
from exstreamtv.daemon.screens.cards import Cards
from exstreamtv.model.pacing import OFF
from exstreamtv.model.timeline import Timeline

AHEAD = KEPT // 3
"""Segments that are made before somebody asks for them."""

LOOK_S, LOOKS = 0.05, 300
"""How often, and how many times, a request looks for its segment."""

log = logging.getLogger(__name__)


class Showing:
    """A window as ``live``, the channel, had it on the air, from picture ``first`` on."""

    def __init__(
        self,
        live: Channel,
        window: Window,
        first: int,
        timeline: Timeline,
        cards: Cards,
        incidents: Incidents,
    ) -> None:
        self.live = live
        self.window = window
        grid, (_, stop) = live.grid, window.pictures(live.grid)
        # The playlist is made of the grid alone, and media have their key pictures elsewhere.
        profile = replace(live.channel.profile, copies=False)
        about = replace(live.channel, profile=profile, waits=False, pacing=OFF)
        self._clock = PastClock(before(grid.picture_instant(first)))
        self._first = first
        pace = Pace(timeline, grid, None)
        self.channel = Channel(about, pace, cards, live.slate, self._clock, incidents)
        self.channel.is_seen_again(stop)
        self._loop = asyncio.get_running_loop()
        self._used: float | None = None
        self._expiry: asyncio.TimerHandle | None = None
        self.task = asyncio.create_task(self.channel.run(), name=f"past of {about.id}")
        self.task.add_done_callback(_must_have_been_ended)

    @property
    def raster(self) -> Raster:
        """How it is cut."""
        return self.channel.segments.raster

    @property
    def idle_s(self) -> float:
        """How long nobody has asked for a segment; less than 0 for what is watched as a stream."""
        return -1.0 if self._used is None else self._loop.time() - self._used

    def go_on(self, limit: Callable[[], datetime]) -> None:
        """Play as far as ``limit`` says, whenever it is asked."""
        self._clock.follow(self._written, limit)
        self.channel.tell(Woke())

    def expire(self, seconds: float, end: Callable[[], None]) -> None:
        """Somebody asks for segments; ``end`` if nobody does for so long."""
        if self._expiry:
            self._expiry.cancel()
        else:
            self.channel.tell(TunedIn())
        self._used = self._loop.time()
        self._expiry = self._loop.call_later(seconds, end)

    def nears(self, part: Part) -> bool:
        """Has it this segment, or will it soon?"""
        segments = self.channel.segments
        gone = segments.oldest is not None and segments.oldest > part.number
        soon = self._first <= part.picture <= self._reached + AHEAD * self.raster.length
        return soon and not gone and self._used is not None

    async def segment(self, part: Part) -> bytes:
        """The segment, as soon as it is there; TimeoutError if it does not come."""
        first = None if self.raster.whole(part) else part.picture
        for _ in range(LOOKS):
            if found := self.channel.segments.segment(part.number, first):
                return found.data
            await asyncio.sleep(LOOK_S)
        raise TimeoutError

    def end(self) -> None:
        """Play no more."""
        if self._expiry:
            self._expiry.cancel()
        self.task.cancel()

    @property
    def _reached(self) -> int:
        return self.channel.picture or self._first

    def _written(self) -> datetime | None:
        picture = self.channel.picture
        return None if picture is None else self.channel.grid.picture_instant(picture)


def _must_have_been_ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a stream of the past broke down", exc_info=error)
