"""One channel on and off the air: carries out what the player decides."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import assert_never

from exstreamtv.daemon.capacity import Spent, tells
from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.hls.segments import Segments
from exstreamtv.daemon.incidents import Incident, Incidents, shown_again
from exstreamtv.daemon.player.dialogue import (
    Action,
    Begin,
    ClockJumped,
    Happened,
    Leave,
    Run,
    Skip,
    Start,
    Stop,
    Trim,
    TunedIn,
    Woke,
    Wrote,
)
from exstreamtv.daemon.player.pace import Pace
from exstreamtv.daemon.player.player import SKIPPED, Player
from exstreamtv.daemon.player.relay import Reel
from exstreamtv.daemon.player.remedies import table_of
from exstreamtv.daemon.runs.filling import Filling
from exstreamtv.daemon.runs.onair import OnAir
from exstreamtv.daemon.runs.playing import Playing
from exstreamtv.daemon.runs.runner import Runner
from exstreamtv.daemon.screens.cards import Cards
from exstreamtv.daemon.screens.screens import Screens
from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.splicing.slate import Slate
from exstreamtv.daemon.splicing.splicer import LEAD, Chunk, Splicer
from exstreamtv.daemon.transport.mux import Mux
from exstreamtv.daemon.viewers.audience import Audience
from exstreamtv.daemon.viewers.outlet import Outlet
from exstreamtv.ffmpeg.encode import REORDER, group_of_pictures
from exstreamtv.ffmpeg.fitting import copies
from exstreamtv.model import channel as model
from exstreamtv.model.grid import CLOCK, ticks_at
from exstreamtv.model.media import Media
from exstreamtv.model.screen import Show
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Timeline

STROKE = CLOCK * 2 // 5
"""Ticks that are written at once when nothing is in a hurry: each costs as much as its bytes."""

STARVING_S = 0.05
"""How often to look for the deadline of a slot that no process has delivered yet."""


def _unmetered(used_ms: int, pictures: int) -> None:
    """What nobody counts."""


class Channel:
    """Plays for everybody who watches, with one set of processes; with none for nobody."""

    def __init__(
        self,
        channel: model.Channel,
        pace: Pace,
        cards: Cards,
        plain: Slate,
        clock: Clock,
        incidents: Incidents,
    ) -> None:
        self.channel = channel
        self.pace = pace
        self.ready = bool(pace.planned.items)
        self.grid = pace.grid
        group = group_of_pictures(channel.profile)
        self.outlet = Outlet(self.grid, group, clock, channel.pacing, copies=channel.profile.copies)
        self._on_air = OnAir(channel.id, self.grid, self.report)
        self._runner = Runner(self, self.grid, cards, clock)
        self._screens = Screens(self, cards, plain)
        self._reel = Reel()
        self._clock = clock
        self._cuts = clock.cuts
        self._incidents = incidents
        self._until: int | None = None
        self._mux = Mux(channel.name, channel.language)
        self._happened: list[Happened] = []
        self._event = asyncio.Event()
        self.audience = Audience(self.outlet, clock, self.tell)
        self.spent = Spent()
        self._reset()

    def _reset(self) -> None:
        self.player = Player(
            self.grid,
            self.outlet.group,
            table_of(self.channel),
            self._reel,
            partial(copies, profile=self.channel.profile),
            grace=self.channel.idle,
            until=self._until,
            # Who goes on where he left, or asks for an instant of the past, misses nothing.
            skipped=ZERO if self.channel.waits or self._until else SKIPPED,
        )
        self.outlet.begin()
        self.audience.forget()
        self._on_air.begin()
        self._splicer: Splicer | None = None
        self._playing: dict[int, Playing] = {}

    def is_seen_again(self, until: int) -> None:
        """This is not what is on the air, and its stream ends before picture ``until``."""
        self._until = until
        self._on_air = OnAir(self.channel.id, self.grid, self.report, shown_again)
        self._reset()

    @property
    def timeline(self) -> Timeline:
        """What airs when."""
        return self.pace.timeline

    @property
    def planned_until(self) -> datetime | None:
        """When what is compiled ends; None before anything is."""
        items = self.timeline.items
        return items[-1].stop if items else None

    @property
    def awaited(self) -> bool:
        """Does somebody wait for it to be ready?"""
        return bool(self._happened)

    @property
    def slate(self) -> Slate:
        """What shows when nothing can be shown."""
        return self._screens.slate

    @property
    def segments(self) -> Segments:
        """The last of the stream, as HLS."""
        return self.outlet.segments

    @property
    def picture(self) -> int | None:
        """The next picture that is written; None while it is off the air."""
        return self._splicer.picture if self._splicer else None

    @property
    def viewers(self) -> int:
        """How many watch."""
        return len(self.audience.seats)

    @property
    def on_air(self) -> bool:
        """Does it play, or is it about to?"""
        return self.player.picture is not None or self.viewers > 0

    @property
    def needed(self) -> bool:
        """Would somebody miss it?"""
        return self.viewers > 0 or self.player.viewers > self.audience.warm

    @property
    def processes(self) -> int:
        """How many processes it has."""
        return sum(not playing.feed.over for playing in self._playing.values())

    def renew(self, about: model.Channel, timeline: Timeline, fallback: tuple[Media, ...]) -> None:
        """Go on as this one, which plays alike."""
        self.outlet.pacing = about.pacing
        self.go_by(about, fallback)
        self.extend(timeline)

    def go_by(self, about: model.Channel, fallback: tuple[Media, ...]) -> None:
        """From now on this is declared of it; ``fallback`` airs where an item cannot be played."""
        self.channel, self._reel = about, Reel(fallback)
        table = table_of(about)
        self.player = replace(self.player, table=table, reel=self._reel, grace=about.idle)

    def extend(self, timeline: Timeline) -> None:
        """Go on by this planned timeline, which has what is on the air in it too."""
        self.pace.extend(timeline)
        self.ready = True
        self.tell(Woke())

    async def run(self) -> None:
        """Play whenever somebody watches; ends only when cancelled, or by a bug of ours."""
        try:
            async with asyncio.TaskGroup() as tasks:
                while True:
                    self._work(tasks)
                    await self._until_due()
        finally:
            self.outlet.end()
            self._pause()
            self._reset()
            await self._runner.end()
            await self._screens.end()

    def tell(self, happened: Happened) -> None:
        """Let the player hear of it."""
        self._happened.append(happened)
        self._event.set()

    def hungry(self) -> bool:
        """Does the stream wait for more? Then it looks at once at what has come."""
        starving = self._splicer is not None and self._splicer.starving
        if starving:
            self._event.set()
        return starving

    def show(self, slate: Slate) -> None:
        """From now on this is the slate."""
        if self._splicer:
            self._splicer.slate = slate

    def report(self, what: str, remedy: str) -> None:
        """An incident, now."""
        self._incidents.report(Incident(self._clock.now(), self.channel.id, what, remedy))

    def _work(self, tasks: asyncio.TaskGroup) -> None:
        """Let the player decide, then write what is due; all waits until it is `ready`."""
        if not self.ready:
            return
        now = self._clock.now()
        happened, self._happened = self._happened, []
        if self._cuts != self._clock.cuts:
            self._cuts = self._clock.cuts
            happened.insert(0, ClockJumped())
        if not happened and self.player.is_due(now):
            happened = [Woke()]
        for each in happened:
            self._step(each, now, tasks)
        if self._splicer is None:
            return
        self.outlet.send(self._splicer.splice(ticks_at(now)), self._splicer.due)
        runs = {each.feed: each.run for each in self._playing.values()}
        self._screens.heed(self._on_air.note(self._splicer, runs), now)
        self._step(Wrote(self._splicer.picture, self._splicer.sound), now, tasks)
        for playing in self._playing.values():
            playing.filling.go_on()
        if self._splicer.over:
            self.outlet.finish(self._splicer.picture)

    def _step(self, happened: Happened, now: datetime, tasks: asyncio.TaskGroup) -> None:
        self._keep_pace(happened, now)
        self.player, actions = self.player.step(happened, self.timeline, now)
        for action in actions:
            self._carry_out(action, now, tasks)
        if actions and self._splicer:
            feeds = (playing.feed for playing in self._playing.values())
            self._splicer.feeds = tuple(sorted(feeds, key=lambda each: each.stretch.picture))

    def _keep_pace(self, happened: Happened, now: datetime) -> None:
        """Let a channel that waits for its viewers go on where it was left."""
        picture = self.player.picture
        if picture is None and isinstance(happened, TunedIn):
            self.pace.go_on(now)
        elif picture is not None and self.player.viewers and self._lost(happened, now):
            # The machine slept, or its clock was set: nobody has seen what was due meanwhile.
            self.pace.stop(self.grid.picture_instant(picture))
            self.pace.go_on(now)

    def _lost(self, happened: Happened, now: datetime) -> bool:
        return isinstance(happened, ClockJumped) or self.player.lost(now)

    def _pause(self) -> None:
        """Mark where a channel that waits for its viewers is left."""
        if self.player.picture is not None:
            watched = self.player.viewers > 0
            self.pace.stop(self._clock.now() if watched else self.audience.left_at)

    def _carry_out(self, action: Action, now: datetime, tasks: asyncio.TaskGroup) -> None:
        match action:
            case Begin(picture):
                self._begin(picture, now)
            case Start(run):
                self._start(run, tasks)
            case Stop(number):
                playing = self._playing.pop(number)
                if playing.task:
                    playing.task.cancel()
            case Skip(picture):
                assert self._splicer
                self._splicer.skip(picture)
            case Trim(number, picture, sound):
                self._playing[number].feed.trim(picture, sound)
            case Leave():
                self.pace.stop(self.audience.left_at)
                self.outlet.end()
                self._splicer = None
                self._runner.look_no_more()
                self.outlet.begin()
            case _:
                assert_never(action)

    def _worked(self, used_ms: int, pictures: int) -> None:
        """A process has used so much of the processor for so many pictures."""
        made_ms = pictures * 1000 * self.grid.rate.denominator // self.grid.rate.numerator
        self.spent = self.spent.more(used_ms, made_ms)

    def _begin(self, picture: int, now: datetime) -> None:
        announced = self._mux.announcement()
        if self._splicer is not None:
            self.report("the clock has left the stream", "cut to what is due now")
            announced += self._mux.jump(self.grid.picture_ticks(picture - REORDER))
        self.outlet.begin()
        self._on_air.begin()
        self._screens.begin()
        start = ticks_at(now)
        self._splicer = Splicer(self.grid, self.slate, self._mux, picture, start, self._until)
        self.outlet.send([Chunk(announced)], self._splicer.due)

    def _start(self, run: Run, tasks: asyncio.TaskGroup) -> None:
        lasts = tells(self.channel.profile, run.stretch.pictures / self.grid.rate)
        worked = self._worked if run.copied or lasts else _unmetered
        filling = Filling(Feed(run.stretch, self.grid), worked)
        if run.item.media:
            work = self._runner.play(run, run.item.media, filling)
        elif self.channel.off_air.show is Show.CLOCK:
            work = self._runner.tell_time(run, filling)
        else:
            filling.feed.end()
            self._screens.planned(run.item, filling.feed)
            self._playing[run.id] = Playing(run, filling, None)
            return
        task = tasks.create_task(work, name=f"{self.channel.id} run {run.id}")
        self._playing[run.id] = Playing(run, filling, task)

    async def _until_due(self) -> None:
        """Until something happens, or the next slots are due, or the player wants to be woken."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._rest_s()):
                await self._event.wait()
        self._event.clear()

    def _rest_s(self) -> float | None:
        now = self._clock.now()
        rests = []
        if self.player.wake:
            rests.append((self.player.wake - now).total_seconds())
        if self._splicer and self._splicer.starving:
            rests.append(STARVING_S)
        elif self._splicer and not self._splicer.over:
            rests.append((self._splicer.due - LEAD + STROKE - ticks_at(now)) / CLOCK)
        return max(0.0, min(rests)) if rests else None
