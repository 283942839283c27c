"""Channels as they were: each stream of the past is a private channel with a clock of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.hls.segments import Part
from exstreamtv.daemon.incidents import Incident, Incidents
from exstreamtv.daemon.past.catchup import Window, again
from exstreamtv.daemon.past.showing import AHEAD, Showing
from exstreamtv.daemon.screens.cards import Cards
from exstreamtv.daemon.viewers.fanout import Viewer
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.time import SECOND
from exstreamtv.model.timeline import Programme, Timeline

MOST = 4
"""Streams of the past at once: each takes a good part of a core."""

IDLE_S = 20.0
"""How long one waits for the next request."""

BUSY_S = 6.0
"""How long after a request nobody takes its stream away."""

MOST_WAITING = 8
"""Requests that wait for something to be compiled, one after the other."""

BURST = 4 * SECOND
"""How much a viewer gets as fast as it can be made; the rest comes as the clock goes."""

BEFORE, AFTER = timedelta(minutes=1), timedelta(hours=6)
"""What of the timeline is needed besides: what is on, and what comes next."""

Compile = Callable[[str, datetime, datetime], Timeline]


class BusyError(ExstreamError):
    """As many streams of the past as there may be, or can be, are watched."""


class UnknownError(ExstreamError):
    """Nobody knows what was on the air then."""


class Past:
    """Streams of the past, bounded in number; each goes soon after its last request."""

    def __init__(
        self,
        compiled: Compile,
        cards: Cards,
        clock: Clock,
        incidents: Incidents,
        shortage: Callable[[Channel], str],
    ) -> None:
        self._compiled = compiled
        self._cards = cards
        self._clock = clock
        self._incidents = _Again(incidents, clock)
        self._shortage = shortage
        self._showings: list[Showing] = []
        self._ending: set[asyncio.Task[None]] = set()
        self._choosing = asyncio.Lock()
        self._compiling = asyncio.Lock()
        self._waiting = 0

    @property
    def channels(self) -> list[Channel]:
        """The private channels that there are."""
        return [showing.channel for showing in self._showings]

    async def stream(
        self, live: Channel, window: Window, client: str
    ) -> AbstractContextManager[Viewer]:
        """A viewer of the window; nothing is started before he is entered.

        Raises BusyError, UnknownError, and ExstreamError if it cannot be compiled.
        """
        timeline = await self._compile(live, window)
        self._make_room(live, window)
        return self._watched(live, window, timeline, client)

    async def segment(self, live: Channel, window: Window, part: Part) -> bytes:
        """A segment of the window; raises as `stream` does, and TimeoutError."""
        async with self._choosing:
            fit = (each for each in self._of(live, window) if each.nears(part))
            showing = next(fit, None) or await self._begun(live, window, part.picture)
        showing.expire(IDLE_S, lambda: self._end(showing))
        limit = showing.raster.instant(part.stop + AHEAD * showing.raster.length)
        showing.go_on(lambda: min(limit, self._clock.now()))
        return await showing.segment(part)

    async def timeline(self, live: Channel, window: Window) -> Timeline:
        """What was on the air then, and somewhat around it; raises as `stream` does."""
        held = next(self._of(live, window), None)
        return held.channel.timeline if held else await self._compile(live, window)

    async def programmes(self, live: Channel, start: datetime, stop: datetime) -> list[Programme]:
        """What the guide showed from ``start`` to ``stop``."""
        timeline = await self._known(live.channel.id, start, stop)
        return list(timeline.programmes_between(start, stop))

    async def renew(self) -> None:
        """Another revision is in force: what has not aired yet may be something else."""
        now = self._clock.now()
        for showing in [each for each in self._showings if each.window.stop > now]:
            try:
                showing.channel.extend(await self._compile(showing.live, showing.window))
            except ExstreamError:
                self._end(showing)

    async def end(self) -> None:
        """End all of them."""
        for showing in list(self._showings):
            self._end(showing)
        await asyncio.gather(*self._ending, return_exceptions=True)

    @contextmanager
    def _watched(
        self, live: Channel, window: Window, timeline: Timeline, client: str
    ) -> Iterator[Viewer]:
        showing = self._add(live, window, window.pictures(live.grid)[0], timeline)
        loop = asyncio.get_running_loop()
        begun = loop.time()

        def limit() -> datetime:
            paced = window.start + timedelta(seconds=loop.time() - begun) + BURST
            return min(paced, self._clock.now())

        try:
            with showing.channel.audience.watched(client, "ts") as viewer:
                showing.go_on(limit)
                yield viewer
        finally:
            self._end(showing)

    async def _begun(self, live: Channel, window: Window, first: int) -> Showing:
        timeline = await self.timeline(live, window)
        self._make_room(live, window)
        return self._add(live, window, first, timeline)

    def _add(self, live: Channel, window: Window, first: int, timeline: Timeline) -> Showing:
        showing = Showing(live, window, first, timeline, self._cards, self._incidents)
        self._showings.append(showing)
        showing.task.add_done_callback(lambda _: self._end(showing))
        return showing

    def _of(self, live: Channel, window: Window) -> Iterator[Showing]:
        return (each for each in self._showings if each.live is live and each.window == window)

    def _make_room(self, live: Channel, window: Window) -> None:
        """End one that nobody has asked for lately, or else one of who seeks in this window."""
        shortage = self._shortage(live)
        if len(self._showings) < MOST and not shortage:
            return
        idle = [each for each in self._showings if each.idle_s > BUSY_S]
        idle += [each for each in self._of(live, window) if each.idle_s >= 0]
        if not idle:
            raise BusyError(shortage or f"{MOST} streams of the past are watched already")
        self._end(max(idle, key=lambda each: each.idle_s))

    def _end(self, showing: Showing) -> None:
        if showing in self._showings:
            self._showings.remove(showing)
            self._ending.add(showing.task)
            showing.task.add_done_callback(self._ending.discard)
            showing.end()

    async def _compile(self, live: Channel, window: Window) -> Timeline:
        about = (live.channel.id, window.start - BEFORE, window.stop + AFTER)
        timeline = await self._known(*about)
        if timeline.at(window.start) is None:
            raise UnknownError("nobody knows what was on the air then")
        return again(timeline)

    async def _known(self, channel: str, start: datetime, stop: datetime) -> Timeline:
        """What is compiled of a channel; BusyError if too many ask at once."""
        if self._waiting >= MOST_WAITING:
            raise BusyError("too many ask for the past at once")
        self._waiting += 1
        try:
            async with self._compiling:
                return await asyncio.to_thread(self._compiled, channel, start, stop)
        finally:
            self._waiting -= 1


class _Again(Incidents):
    """Tells of what goes wrong when it does, not when that was on the air."""

    def __init__(self, station: Incidents, clock: Clock) -> None:
        super().__init__()
        self._station = station
        self._clock = clock

    def report(self, incident: Incident) -> None:
        """Pass it on."""
        told = replace(incident, at=self._clock.now(), what=f"seen again: {incident.what}")
        self._station.report(told)
