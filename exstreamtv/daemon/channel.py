"""One channel on and off the air: carries out what the player decides."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial
from math import ceil
from typing import assert_never

from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.fanout import Viewer
from exstreamtv.daemon.feed import Feed
from exstreamtv.daemon.filling import Filling
from exstreamtv.daemon.hls import Segments
from exstreamtv.daemon.incidents import Incident, Incidents, went_out
from exstreamtv.daemon.overlays import logos, overlays
from exstreamtv.daemon.pace import Pace
from exstreamtv.daemon.player import (
    Action,
    Begin,
    Broke,
    Happened,
    Leave,
    Player,
    Run,
    Start,
    Stop,
    TunedIn,
    TunedOut,
    Woke,
    Wrote,
)
from exstreamtv.daemon.programmes import Tools
from exstreamtv.daemon.ring import Ring
from exstreamtv.daemon.slate import Slate
from exstreamtv.daemon.splicer import LEAD, Chunk, Splicer
from exstreamtv.daemon.stretch import cut
from exstreamtv.daemon.subtitling import FOLDER, Subtitler, Track
from exstreamtv.daemon.transport.mux import Mux
from exstreamtv.ffmpeg.command import Wanted, item_command
from exstreamtv.ffmpeg.encode import group_of_pictures
from exstreamtv.model import channel as model
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ExstreamError, SourceError
from exstreamtv.model.grid import CLOCK, ticks_at
from exstreamtv.model.media import FileInput, Input, Media
from exstreamtv.model.subtitles import shown
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline

LATE_S = 3
"""A process so far behind the stream catches up later than a new one begins ahead of it."""

LATE_LIVE_S = Fraction(1, 2)
"""The same for what is live."""

MARGIN_S = Fraction(1, 2)
"""How long before it is due the first picture of what is live has come, at least."""

STROKE = CLOCK // 5
"""Ticks that are written at once when nothing is in a hurry."""

STARVING_S = 0.05
"""How often to look for the deadline of a slot that no process has delivered yet."""


@dataclass(frozen=True, slots=True)
class _Playing:
    """A run, what it has delivered so far, and its task; None where it needs no process."""

    run: Run
    filling: Filling
    task: asyncio.Task[None] | None

    @property
    def feed(self) -> Feed:
        return self.filling.feed


class Channel:
    """Plays for everybody who watches, with one set of processes; with none for nobody."""

    def __init__(
        self,
        channel: model.Channel,
        pace: Pace,
        tools: Tools,
        slate: Slate,
        clock: Clock,
        incidents: Incidents,
    ) -> None:
        self.channel = channel
        self.pace = pace
        self.grid = pace.grid
        self.group = group_of_pictures(channel.profile)
        self._tools = tools
        self._slate = slate
        self._clock = clock
        self._incidents = incidents
        self._subtitler = Subtitler(tools.ffmpeg, tools.cache / FOLDER) if tools.cache else None
        self._mux = Mux(channel.name, channel.language)
        self._happened: list[Happened] = []
        self._event = asyncio.Event()
        self._viewers: set[Viewer] = set()
        self._lease: asyncio.TimerHandle | None = None
        self._watched_until = clock.now()
        self._reset()

    def _reset(self) -> None:
        self.player = Player(self.grid)
        self.segments = Segments(self.grid, self.group)
        self._ring = Ring()
        self._splicer: Splicer | None = None
        self._playing: dict[int, _Playing] = {}
        # What goes out: a feed, True for the slate, False before the first picture.
        self._shown: Feed | bool = False

    @property
    def timeline(self) -> Timeline:
        """What airs when."""
        return self.pace.timeline

    @property
    def viewers(self) -> int:
        """How many watch."""
        return self.player.viewers

    @property
    def processes(self) -> int:
        """How many processes it has."""
        return sum(not playing.feed.over for playing in self._playing.values())

    def extend(self, timeline: Timeline) -> None:
        """Go on by this planned timeline, which has what is on the air in it too."""
        self.pace.extend(timeline)
        self._tell(Woke())

    @contextmanager
    def watched(self) -> Iterator[Viewer]:
        """A viewer of the stream, from the newest key picture that is on the air."""
        viewer = Viewer()
        viewer.put(b"".join(self._ring.since(self.grid.picture_at(self._clock.now()))))
        self._viewers.add(viewer)
        self._tell(TunedIn())
        try:
            yield viewer
        finally:
            self._viewers.discard(viewer)
            self._watched_until = self._clock.now()
            self._tell(TunedOut())

    def keep_on_air(self, seconds: float) -> None:
        """Somebody watches for so long from now, though not by holding a connection."""
        self._watched_until = self._clock.now()
        if self._lease:
            self._lease.cancel()
        else:
            self._tell(TunedIn())
        self._lease = asyncio.get_running_loop().call_later(seconds, self._end_lease)

    def _end_lease(self) -> None:
        self._lease = None
        self._tell(TunedOut())

    async def run(self) -> None:
        """Play whenever somebody watches; ends only when cancelled, or by a bug of ours."""
        try:
            async with asyncio.TaskGroup() as tasks:
                while True:
                    self._work(tasks)
                    await self._until_due()
        finally:
            self._end_viewers()
            self._pause()
            self._reset()
            if self._subtitler:
                await self._subtitler.end()

    def _tell(self, happened: Happened) -> None:
        self._happened.append(happened)
        self._event.set()

    def _work(self, tasks: asyncio.TaskGroup) -> None:
        """Let the player decide, then write what is due."""
        now = self._clock.now()
        happened, self._happened = self._happened, []
        for each in happened or [Woke()]:
            self._step(each, now, tasks)
        if self._splicer is None:
            return
        for chunk in self._splicer.splice(ticks_at(now)):
            self._send(chunk)
        self._note_source(now)
        self._step(Wrote(self._splicer.picture, self._splicer.sound), now, tasks)
        for playing in self._playing.values():
            playing.filling.go_on()

    def _step(self, happened: Happened, now: datetime, tasks: asyncio.TaskGroup) -> None:
        self._keep_pace(happened, now)
        self.player, actions = self.player.step(happened, self.timeline, now)
        for action in actions:
            self._carry_out(action, now, tasks)
        if actions and self._splicer:
            in_order = sorted(self._playing.values(), key=lambda each: each.run.stretch.picture)
            self._splicer.feeds = tuple(playing.feed for playing in in_order)

    def _keep_pace(self, happened: Happened, now: datetime) -> None:
        """Let a channel that waits for its viewers go on where it was left."""
        picture = self.player.picture
        if picture is None and isinstance(happened, TunedIn):
            self.pace.go_on(now)
        elif picture is not None and self.player.viewers and self.player.lost(now):
            # The machine slept, or its clock was set: nobody has seen what was due meanwhile.
            self.pace.stop(self.grid.picture_instant(picture))
            self.pace.go_on(now)

    def _pause(self) -> None:
        """Mark where a channel that waits for its viewers is left."""
        if self.player.picture is not None:
            watched = self.player.viewers > 0
            self.pace.stop(self._clock.now() if watched else self._watched_until)

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
            case Leave():
                self.pace.stop(self._watched_until)
                self._end_viewers()
                self._splicer = None
                self._ring, self.segments = Ring(), Segments(self.grid, self.group)
            case _:
                assert_never(action)

    def _begin(self, picture: int, now: datetime) -> None:
        if self._splicer is not None:
            self._report(now, "the clock was set", "the stream begins anew")
            self._end_viewers()
        self._ring, self.segments = Ring(), Segments(self.grid, self.group)
        self._shown = False
        self._splicer = Splicer(self.grid, self._slate, self._mux, picture, ticks_at(now))
        self._send(Chunk(self._mux.announcement()))

    def _start(self, run: Run, tasks: asyncio.TaskGroup) -> None:
        filling, task = Filling(Feed(run.stretch, self.grid)), None
        if run.item.media is None:
            filling.feed.end()
        else:
            name = f"{self.channel.id} run {run.id}"
            task = tasks.create_task(self._play(run, run.item.media, filling), name=name)
        self._playing[run.id] = _Playing(run, filling, task)

    async def _play(self, run: Run, media: Media, filling: Filling) -> None:
        """Fill the run's feed; tell if it breaks."""
        feed = filling.feed
        try:
            source = await asyncio.to_thread(self._tools.resolve, media)
            images = await self._images(run.item)
            track = await self._subtitles(run.item, source)
            drawn = str(track.path) if track and track.ready else ""
            command = self._command(run, source, images, drawn)
            if run.item.kind is Kind.LIVE:
                await filling.fill(command, self._arrived_live, self._postpone)
            else:
                late = None if drawn else track
                await filling.fill(command, partial(self._arrived, late=late))
        except ExstreamError as error:
            feed.end()
            if not feed.complete:
                self._report(self._clock.now(), f"`{media.name}`: {error}", "cut in anew")
                self._tell(Broke(run.id, *feed.reached))

    def _command(
        self, run: Run, source: Input, images: Mapping[str, str], subtitles: str
    ) -> Command:
        item, tools, profile = run.item, self._tools, self.channel.profile
        of = cut(item, run.stretch, self.grid, self.group)
        over = overlays(self.channel, self.timeline, item, run.stretch, images)
        wanted = Wanted(item.audio, tools.font, over, subtitles)
        return item_command(tools.ffmpeg, source, of, profile, wanted)

    async def _images(self, item: PlayoutItem) -> dict[str, str]:
        """The logos of an item; one that is not there is left out, and an incident."""
        images = {}
        for name in logos(self.channel, item):
            try:
                images[name] = await asyncio.to_thread(self._tools.image, name)
            except SourceError as error:
                self._report(self._clock.now(), str(error), "shown without it")
        return images

    async def _subtitles(self, item: PlayoutItem, source: Input) -> Track | None:
        """What is drawn, now or soon; what cannot be read is left out, and an incident."""
        if not (item.subtitles and self._subtitler and isinstance(source, FileInput)):
            return None
        stream = shown(source.streams, item.audio, item.subtitles)
        if stream is None:
            return None
        try:
            return await self._subtitler.track(source, stream)
        except ExstreamError as error:
            self._report(self._clock.now(), str(error), "shown without subtitles")
            return None

    def _arrived(self, feed: Feed, late: Track | None = None) -> bool:
        """Is the stream waiting for more? ExstreamError if this feed is too far behind it.

        Or if subtitles that were ``late`` are there now: then it is cut in anew, with them.
        """
        if late and late.ready:
            raise ExstreamError("its subtitles are ready now")
        if self._splicer is None:
            return False
        if self._splicer.picture - feed.reached[0] > LATE_S * self.grid.rate:
            raise ExstreamError("FFmpeg is slower than the clock")
        if self._splicer.starving:
            self._event.set()
        return self._splicer.starving

    def _postpone(self, feed: Feed) -> None:
        """What is sent now is shown as soon as it can be, in whole groups of pictures."""
        picture = self.grid.picture_at(self._clock.now())
        if self._splicer:
            picture = max(picture, self._splicer.picture)
        late = picture + ceil(MARGIN_S * self.grid.rate) - feed.stretch.picture
        if late > 0:
            feed.postpone(-(-late // self.group) * self.group)

    def _arrived_live(self, feed: Feed) -> bool:
        """The same for what nobody can send faster: once it is late it is late for ever."""
        if self._splicer and self._splicer.picture - feed.reached[0] > LATE_LIVE_S * self.grid.rate:
            raise ExstreamError("the live source has fallen behind")
        return self._arrived(feed)

    def _send(self, chunk: Chunk) -> None:
        self._ring.put(chunk)
        self.segments.put(chunk)
        for viewer in self._viewers:
            viewer.put(chunk.data)

    def _end_viewers(self) -> None:
        for viewer in self._viewers:
            viewer.close()

    def _note_source(self, now: datetime) -> None:
        """What goes out now, for the as-run log. A slate that nobody planned is an incident."""
        if self._splicer is None:
            return
        shown = self._splicer.source or self._splicer.slated > 0
        if shown is self._shown:
            return
        self._shown = shown
        run = next((p.run for p in self._playing.values() if p.feed is shown), None)
        if run is None:
            if shown and not self._off_air(self._splicer.picture - 1):
                self._report(now, "no process has the picture that is due", "slate")
        elif run.item.media:
            start = self.grid.picture_instant(run.stretch.picture)
            position = (start - run.item.start + run.item.in_point) // timedelta(milliseconds=1)
            went_out(start, self.channel.id, run.item.media.name, position)

    def _off_air(self, picture: int) -> bool:
        """Is nothing but the slate planned for this picture?"""
        runs = (playing.run for playing in self._playing.values())
        due = (r for r in runs if r.stretch.picture <= picture < r.stretch.picture_stop)
        return any(run.item.media is None for run in due)

    def _report(self, now: datetime, what: str, remedy: str) -> None:
        self._incidents.report(Incident(now, self.channel.id, what, remedy))

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
        elif self._splicer:
            rests.append((self._splicer.due - LEAD + STROKE - ticks_at(now)) / CLOCK)
        return max(0.0, min(rests)) if rests else None
