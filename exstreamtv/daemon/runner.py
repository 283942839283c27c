"""From a run to its feed: what must be found, drawn and started, and how it does meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from math import ceil
from typing import Protocol

from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.feed import Feed
from exstreamtv.daemon.filling import Filling
from exstreamtv.daemon.overlays import logos, overlays
from exstreamtv.daemon.player import Broke, Run
from exstreamtv.daemon.programmes import Tools
from exstreamtv.daemon.stretch import cut
from exstreamtv.daemon.subtitling import FOLDER, Subtitler, Track
from exstreamtv.ffmpeg.command import Wanted, item_command
from exstreamtv.ffmpeg.encode import group_of_pictures
from exstreamtv.model.channel import Channel
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ExstreamError, SourceError
from exstreamtv.model.grid import Grid
from exstreamtv.model.media import FileInput, Input, Media
from exstreamtv.model.subtitles import shown
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline

LATE_S = 3
"""A process so far behind the stream catches up later than a new one begins ahead of it."""

LATE_LIVE_S = Fraction(1, 2)
"""The same for what is live."""

MARGIN_S = Fraction(1, 2)
"""How long before it is due the first picture of what is live has come, at least."""


class Stage(Protocol):
    """The channel, as far as its runs know it."""

    @property
    def channel(self) -> Channel:
        """What plays."""
        ...

    @property
    def timeline(self) -> Timeline:
        """What airs when."""
        ...

    @property
    def picture(self) -> int | None:
        """The next picture that is written; None while it is off the air."""
        ...

    def hungry(self) -> bool:
        """Does the stream wait for more? Then it looks at once at what has come."""
        ...

    def tell(self, happened: Broke) -> None:
        """Let the player hear of it."""
        ...

    def report(self, what: str, remedy: str) -> None:
        """An incident, now."""
        ...


class Runner:
    """Plays the runs of one channel, each in a task of its own."""

    def __init__(self, stage: Stage, grid: Grid, tools: Tools, clock: Clock) -> None:
        self._stage = stage
        self._grid = grid
        self._tools = tools
        self._clock = clock
        self._subtitler = Subtitler(tools.ffmpeg, tools.cache / FOLDER) if tools.cache else None

    async def end(self) -> None:
        """End what is still made ready; the runs themselves are ended by who began them."""
        if self._subtitler:
            await self._subtitler.end()

    async def play(self, run: Run, media: Media, filling: Filling) -> None:
        """Fill the run's feed; tell if it breaks."""
        feed = filling.feed
        try:
            await self._fill(run, media, filling)
        except ExstreamError as error:
            feed.end()
            if not feed.complete:
                self._stage.report(f"`{media.name}`: {error}", "cut in anew")
                self._stage.tell(Broke(run.id, *feed.reached))

    async def _fill(self, run: Run, media: Media, filling: Filling) -> None:
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

    def _command(
        self, run: Run, source: Input, images: Mapping[str, str], subtitles: str
    ) -> Command:
        item, tools, channel = run.item, self._tools, self._stage.channel
        of = cut(item, run.stretch, self._grid, group_of_pictures(channel.profile))
        over = overlays(channel, self._stage.timeline, item, run.stretch, images)
        wanted = Wanted(item.audio, tools.font, over, subtitles)
        return item_command(tools.ffmpeg, source, of, channel.profile, wanted)

    async def _images(self, item: PlayoutItem) -> dict[str, str]:
        """The logos of an item; one that is not there is left out, and an incident."""
        images = {}
        for name in logos(self._stage.channel, item):
            try:
                images[name] = await asyncio.to_thread(self._tools.image, name)
            except SourceError as error:
                self._stage.report(str(error), "shown without it")
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
            self._stage.report(str(error), "shown without subtitles")
            return None

    def _arrived(self, feed: Feed, late: Track | None = None) -> bool:
        """Is the stream waiting for more? ExstreamError if this feed is too far behind it.

        Or if subtitles that were ``late`` are there now: then it is cut in anew, with them.
        """
        if late and late.ready:
            raise ExstreamError("its subtitles are ready now")
        if self._behind(feed) > LATE_S * self._grid.rate:
            raise ExstreamError("FFmpeg is slower than the clock")
        return self._stage.hungry()

    def _arrived_live(self, feed: Feed) -> bool:
        """The same for what nobody can send faster: once it is late it is late for ever."""
        if self._behind(feed) > LATE_LIVE_S * self._grid.rate:
            raise ExstreamError("the live source has fallen behind")
        return self._arrived(feed)

    def _behind(self, feed: Feed) -> int:
        """By how many pictures the stream is ahead of this feed."""
        picture = self._stage.picture
        return 0 if picture is None else picture - feed.reached[0]

    def _postpone(self, feed: Feed) -> None:
        """What is sent now is shown as soon as it can be, in whole groups of pictures."""
        due = max(self._grid.picture_at(self._clock.now()), self._stage.picture or 0)
        late = due + ceil(MARGIN_S * self._grid.rate) - feed.stretch.picture
        if late > 0:
            group = group_of_pictures(self._stage.channel.profile)
            feed.postpone(-(-late // group) * group)
