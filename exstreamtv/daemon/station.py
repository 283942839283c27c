"""All channels: each kept alive by itself, and none ever without a future."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.door.door import Door
from exstreamtv.daemon.door.warmer import Warmer
from exstreamtv.daemon.hls.texts import Texts
from exstreamtv.daemon.incidents import Incident, Incidents
from exstreamtv.daemon.past.past import Past
from exstreamtv.daemon.player.pace import Pace
from exstreamtv.daemon.programmes import Ledger, Programmes, Tools
from exstreamtv.daemon.quarantine import Quarantine
from exstreamtv.daemon.screens.cards import Cards
from exstreamtv.model import channel as model
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.grid import Grid
from exstreamtv.model.limits import Limits, Warm
from exstreamtv.model.media import Media
from exstreamtv.model.progress import Progress
from exstreamtv.model.timeline import Timeline

BACK = timedelta(minutes=1)
HORIZON = timedelta(days=1)
"""How far back and ahead the daemon asks for."""

LOW = timedelta(hours=12)
"""How little of it may be left before it asks again."""

LOOK_S = 60

RESTART_S = 5.0
"""How long a channel stays down after a bug of ours."""

LEDGER_S = 1.0
"""How often to look whether a channel that waits for its viewers was left or went on."""

log = logging.getLogger(__name__)


class Station:
    """The running station; ``channels`` by their numbers, once it is open."""

    def __init__(
        self, programmes: Programmes, tools: Tools, clock: Clock, ledger: Ledger | None = None
    ) -> None:
        self.programmes = programmes
        self.clock = clock
        self.incidents = Incidents()
        self.door = Door(self, clock, self.incidents)
        self.channels: dict[str, Channel] = {}
        self._tools = tools
        self._ledger = ledger or Ledger({}, lambda _: None)
        keep = self._ledger.keep_viewed
        viewed = self._ledger.viewed
        self.warmer = Warmer(self.door, clock, viewed, lambda viewing: keep(viewing.seconds))
        self._kept: Mapping[str, Progress] = {}
        self._cards = Cards(tools)
        self._renewing = asyncio.Lock()
        self._owed = False
        self.texts = Texts(tools, self._report)
        self.past = Past(self._compiled, self._cards, clock, self.incidents, self.door.shortage)
        self._tasks: asyncio.TaskGroup | None = None
        self._playing: dict[Channel, asyncio.Task[None]] = {}

    @property
    def quarantine(self) -> Quarantine:
        """The media that are not tried for a while."""
        return self._tools.quarantine

    async def open(self) -> None:
        """Be ready for everything; ExstreamError if that cannot be done."""
        await self.prepare()
        await self.compile()

    async def prepare(self) -> None:
        """Be ready for viewers, though what airs is not compiled yet; ExstreamError."""
        for channel in self.programmes.lineup.channels:
            known = self._ledger.known.get(channel.id)
            self.channels[channel.number] = await self._prepared(channel, known)

    async def run(self) -> None:
        """Play until cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                tasks.create_task(self._keep_ahead(), name="horizon")
                tasks.create_task(self._keep_ledger(), name="ledger")
                tasks.create_task(self.warmer.run(self._warm, self._in_order), name="warmth")
                for channel in self.channels.values():
                    self._play(channel)
        finally:
            await self.past.end()
            await self.texts.end()
            self._keep(self.progress())
            self.warmer.keep()

    def progress(self) -> dict[str, Progress]:
        """Where the channels stand that wait for their viewers, by id."""
        channels = self.channels.values()
        return {each.channel.id: each.pace.progress for each in channels if each.pace.progress}

    def _warm(self) -> Warm:
        return self.programmes.lineup.warm

    def _in_order(self) -> list[Channel]:
        return list(self.channels.values())

    @property
    def limits(self) -> Limits:
        """What may be at once."""
        return self.programmes.lineup.limits

    @property
    def playing(self) -> set[Channel]:
        """The channels, streams of their past, and what no revision has any more but plays."""
        return {*self.channels.values(), *self._playing, *self.past.channels}

    async def renew(self) -> None:
        """Go on by what the programmes say now, for a revision was applied.

        Who watches a channel that is gone, or is encoded otherwise now, watches on; the daemon
        leaves it with its last viewer. A channel that cannot go on so goes on by what it has (a
        new one waits), and is asked again at the next look; the others do not notice.
        """
        async with self._renewing:
            self._owed = False
            held = {channel.channel.id: channel for channel in self.channels.values()}
            about = self.programmes.lineup.channels
            found = [(each, await self._renewed_or_held(each, held.get(each.id))) for each in about]
            self.channels = {each.number: channel for each, channel in found if channel}
            await self.past.renew()

    async def _renewed_or_held(self, about: model.Channel, held: Channel | None) -> Channel | None:
        try:
            return await self._renewed(about, held)
        except ExstreamError as error:
            left = "it plays on by what it has" if held else "it is not on the air yet"
            self.incidents.report(Incident(self.clock.now(), about.id, str(error), left))
            self._owed = True
            return held

    async def _renewed(self, about: model.Channel, held: Channel | None) -> Channel:
        if held is None or not _plays_alike(held.channel, about):
            channel = await self._opened(about, held.pace.progress if held else None)
            self._play(channel)
            return channel
        timeline = await self._timeline(about.id, held.pace.due(self.clock.now()))
        held.renew(about, timeline, await self._fallback(about))
        return held

    def _play(self, channel: Channel) -> None:
        if self._tasks:
            name = f"channel {channel.channel.id}"
            self._playing[channel] = self._tasks.create_task(_kept_alive(channel), name=name)

    async def _opened(self, channel: model.Channel, progress: Progress | None) -> Channel:
        """A channel that nobody watches yet."""
        opened = await self._prepared(channel, progress)
        opened.extend(await self._timeline(channel.id, opened.pace.due(self.clock.now())))
        opened.go_by(channel, await self._fallback(channel))
        return opened

    async def _prepared(self, channel: model.Channel, progress: Progress | None) -> Channel:
        """The same without what airs; one that waits stands where it was left, or here."""
        name = self.programmes.lineup.station
        now, plain = self.clock.now(), await self._cards.plain(channel.profile, name)
        progress = (progress or Progress()).stopped(now) if channel.waits else None
        pace = Pace(Timeline(channel.id, ()), Grid(channel.profile.rate), progress)
        return Channel(channel, pace, self._cards, plain, self.clock, self.incidents)

    async def compile(self) -> None:
        """What airs on all channels, those first that somebody waits for."""
        while waiting := [each for each in self.channels.values() if not each.ready]:
            channel = next((each for each in waiting if each.awaited), waiting[0])
            await self._make_ready(channel)

    async def _make_ready(self, channel: Channel) -> None:
        about, now = channel.channel, self.clock.now()
        try:
            timeline = await self._timeline(about.id, channel.pace.due(now))
            channel.renew(about, timeline, await self._fallback(about))
        except ExstreamError as error:
            left = "it is slate, and looked at again in a minute"
            self.incidents.report(Incident(now, about.id, str(error), left))
            channel.extend(channel.pace.planned)

    async def _fallback(self, channel: model.Channel) -> tuple[Media, ...]:
        return await asyncio.to_thread(self.programmes.fallback, channel.id)

    async def _timeline(self, channel: str, now: datetime) -> Timeline:
        return await asyncio.to_thread(self._compiled, channel, now - BACK, now + HORIZON)

    def _report(self, what: str, remedy: str) -> None:
        self.incidents.report(Incident(self.clock.now(), "station", what, remedy))

    def _compiled(self, channel: str, start: datetime, stop: datetime) -> Timeline:
        return self.programmes.timeline(channel, start, stop)

    async def _keep_ahead(self) -> None:
        await self.compile()
        while True:
            await self._until_look()
            await self.look()

    async def _until_look(self) -> None:
        """A minute, unless the clock jumps: it may have left what is compiled."""
        cuts = self.clock.cuts
        for _ in range(LOOK_S):
            await asyncio.sleep(1)
            if self.clock.cuts != cuts:
                return

    async def look(self) -> None:
        """See to it that every channel has a future, and none is kept that nobody needs."""
        self._leave_the_unwatched()
        if self._owed:
            await self.renew()
        for channel in list(self.channels.values()):
            due = channel.pace.due(self.clock.now())
            planned = channel.pace.planned.items
            if not (planned and planned[0].start <= due <= planned[-1].stop - LOW):
                await self._extend(channel, due)

    def _leave_the_unwatched(self) -> None:
        """End what no revision has any more, once nobody watches it."""
        for channel in set(self._playing) - set(self.channels.values()):
            if not channel.viewers:
                self._playing.pop(channel).cancel()

    async def _extend(self, channel: Channel, due: datetime) -> None:
        try:
            channel.extend(await self._timeline(channel.channel.id, due))
        except ExstreamError as error:
            left = f"it plays on by what it has, until {channel.planned_until}"
            self.incidents.report(Incident(self.clock.now(), channel.channel.id, str(error), left))

    async def _keep_ledger(self) -> None:
        """Write down where channels stand whenever that changes.

        And from time to time while one plays, so that a crash costs no more than that.
        """
        slept = 0.0
        while True:
            progress = self.progress()
            plays = any(each.since is None for each in progress.values())
            if progress != self._kept or (plays and slept >= LOOK_S):
                await asyncio.to_thread(self._keep, progress)
                slept = 0.0
            rest = LEDGER_S if progress else LOOK_S
            await asyncio.sleep(rest)
            slept += rest

    def _keep(self, progress: Mapping[str, Progress]) -> None:
        if not progress:
            return
        try:
            self._ledger.keep(progress)
            self._kept = progress
        except ExstreamError as error:
            left = "where the channels stand is lost if the program ends now"
            self.incidents.report(Incident(self.clock.now(), "station", str(error), left))


def _plays_alike(held: model.Channel, about: model.Channel) -> bool:
    """Can the one go on as the other, with the same stream?"""
    return held.profile == about.profile and held.waits == about.waits


async def _kept_alive(channel: Channel) -> None:
    """A bug in one channel is logged, and the others do not notice."""
    while True:
        try:
            await channel.run()
        except Exception:
            log.exception("channel %s broke down", channel.channel.id)
            await asyncio.sleep(RESTART_S)
