"""From a run to its feed: what must be found, drawn and started, and how it does meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import ceil
from typing import Protocol

from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.player.dialogue import (
    Broke,
    Ended,
    Joined,
    Mended,
    Run,
)
from exstreamtv.daemon.player.faults import (
    HeldError,
    RenewedError,
    TooSlowError,
    blames_medium,
    fault_of,
)
from exstreamtv.daemon.runs.filling import Filling
from exstreamtv.daemon.runs.looks import NOT_THERE, mark, mended
from exstreamtv.daemon.runs.overlays import logos, overlays, time_of_day
from exstreamtv.daemon.runs.subtitling import FOLDER, Subtitler, Track
from exstreamtv.daemon.screens.cards import Cards, wish
from exstreamtv.daemon.screens.screens import lines
from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.splicing.placing import AsItIs, MisfitError
from exstreamtv.daemon.splicing.stretch import Stretch, cut
from exstreamtv.ffmpeg.command import Wanted, item_command
from exstreamtv.ffmpeg.copying import copying
from exstreamtv.ffmpeg.encode import group_of_pictures
from exstreamtv.model.channel import Channel
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ExstreamError, SourceError, StateError
from exstreamtv.model.grid import Grid
from exstreamtv.model.media import FileInput, Input, Media, MediaKind
from exstreamtv.model.subtitles import shown
from exstreamtv.model.time import instant_text
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

    def tell(self, happened: Broke | Mended | Joined | Ended) -> None:
        """Let the player hear of it."""
        ...

    def report(self, what: str, remedy: str) -> None:
        """An incident, now."""
        ...


class Runner:
    """Plays the runs of one channel, each in a task of its own."""

    def __init__(self, stage: Stage, grid: Grid, cards: Cards, clock: Clock) -> None:
        self._stage = stage
        self._grid = grid
        self._cards = cards
        self._tools = tools = cards.tools
        self._answers = tools.answers.of
        self._clock = clock
        self._subtitler = Subtitler(tools.ffmpeg, tools.cache / FOLDER) if tools.cache else None
        self._looking: dict[PlayoutItem, asyncio.Task[None]] = {}

    async def end(self) -> None:
        """End what is still made ready; the runs themselves are ended by who began them."""
        looking = self.look_no_more()
        await asyncio.gather(*looking, return_exceptions=True)
        if self._subtitler:
            await self._subtitler.end()

    async def play(self, run: Run, media: Media, filling: Filling) -> None:
        """Fill the run's feed; tell if it breaks, or where what is copied begins and ends."""
        feed, seen = filling.feed, NOT_THERE
        try:
            source, seen = await self._answers(media.source, lambda: self._opened(media))
            self._must_not_be_held(media, seen)
            if run.copied and isinstance(source, FileInput):
                await self._copy(run, source, filling)
            else:
                await self._encode(run, source, filling)
            self._tools.quarantine.played(media)
        except MisfitError as error:
            feed.end()
            self._stage.report(f"`{media.name}`: {error}", "encoded from here on")
            self._stage.tell(Ended(run.id, *feed.reached))
        except ExstreamError as error:
            feed.end()
            if not feed.complete:
                await self._broke(run, media, seen, feed, error)

    async def tell_time(self, run: Run, filling: Filling) -> None:
        """Fill the feed of a run in which nothing is planned with the time of day."""
        channel, item = self._stage.channel, run.item
        screen, group = channel.off_air, group_of_pictures(channel.profile)
        wanted = wish(channel, screen, lines(channel, self._stage.timeline, screen, item.stop))
        clocks = time_of_day(channel, self._stage.timeline, item, run.stretch)
        of = cut(item, run.stretch, self._grid, group)
        try:
            with self._cards.clock(wanted, of, clocks) as command:
                await filling.fill(command, self._arrived)
        except ExstreamError as error:
            filling.feed.end()
            if not filling.feed.complete:
                filling.feed.trim(*filling.feed.reached)
                self._stage.report(f"the clock: {error}", "cut in anew")
                self._stage.tell(Broke(run.id, *filling.feed.reached, fault_of(error)))

    def _opened(self, media: Media) -> tuple[Input, str]:
        """What a medium is played from, and its mark; SourceError if it is not there."""
        source = self._tools.resolve(media)
        seen = mark(source)
        if isinstance(source, FileInput) and seen == NOT_THERE:
            raise SourceError(f"`{source.path}` is not there")
        return source, seen

    def _must_not_be_held(self, media: Media, seen: str) -> None:
        held = self._tools.quarantine.held(media, seen, self._clock.now())
        if held and held.until:
            until = instant_text(held.until)
            raise HeldError(f"it is in quarantine until {until}: {held.why}")

    async def _broke(
        self, run: Run, media: Media, seen: str, feed: Feed, error: ExstreamError
    ) -> None:
        """Tell of it, and look out for the medium."""
        feed.trim(*feed.reached)
        self._stage.tell(Broke(run.id, *feed.reached, fault_of(error)))
        if isinstance(error, RenewedError):
            return
        self._stage.report(f"`{media.name}`: {error}", "cut in anew")
        self._look(run.item, media, seen)
        if blames_medium(error) and media.kind is not MediaKind.LIVE:
            await self._blame(media, seen, str(error))

    async def _blame(self, media: Media, seen: str, why: str) -> None:
        quarantine, patience = self._tools.quarantine, self._stage.channel.patience
        held = quarantine.failed(media, seen, why, patience, self._clock.now())
        if held and held.until:
            what = f"`{media.name}` has failed {held.failures} times: {why}"
            self._stage.report(what, f"not tried before {instant_text(held.until)}")
            try:
                await asyncio.to_thread(quarantine.write_down)
            except StateError as error:
                self._stage.report(str(error), "it is known only until the program ends")

    def _look(self, item: PlayoutItem, media: Media, seen: str) -> None:
        """From now on, until there is another one, or the channel leaves the air."""
        if before := self._looking.pop(item, None):
            before.cancel()
        task = asyncio.create_task(self._looked(item, media, seen), name=f"look at {media.name}")
        self._looking[item] = task

    async def _looked(self, item: PlayoutItem, media: Media, seen: str) -> None:
        left = (item.stop - self._clock.now()).total_seconds()
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, left)):
                ask = partial(self._answers, media.source)
                if await mended(partial(self._tools.resolve, media), seen, ask):
                    self._stage.tell(Mended(item))
        self._looking.pop(item, None)

    def look_no_more(self) -> list[asyncio.Task[None]]:
        """Nobody watches: what has failed is of no interest. The tasks, which end now."""
        looking = [*self._looking.values()]
        for task in looking:
            task.cancel()
        self._looking.clear()
        return looking

    async def _copy(self, run: Run, source: FileInput, filling: Filling) -> None:
        """What of it can be sent as it is; the player has the rest encoded."""
        feed, profile = filling.feed, self._stage.channel.profile
        of = cut(run.item, run.stretch, self._grid, group_of_pictures(profile))
        copy = copying(self._tools.ffmpeg, source, of, profile, run.item.audio)
        feed.copied(AsItIs(copy, profile.rate), partial(self._joined, run))
        await filling.drain(copy.command, self._arrived)
        if not feed.complete:
            self._stage.tell(Ended(run.id, *feed.reached))

    def _joined(self, run: Run, stretch: Stretch) -> None:
        self._stage.tell(Joined(run.id, stretch.picture, stretch.sound))

    async def _encode(self, run: Run, source: Input, filling: Filling) -> None:
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
        profile = channel.profile
        if run.software:
            profile = replace(profile, hardware="software")
        of = cut(item, run.stretch, self._grid, group_of_pictures(channel.profile))
        over = overlays(channel, self._stage.timeline, item, run.stretch, images)
        wanted = Wanted(item.audio, tools.font, over, subtitles)
        return item_command(tools.ffmpeg, source, of, profile, wanted)

    async def _images(self, item: PlayoutItem) -> dict[str, str]:
        """The logos of an item; one that is not there is left out, and an incident."""
        images = {}
        for name in logos(self._stage.channel, item):
            try:
                images[name] = await self._answers("layers", partial(self._tools.image, name))
            except SourceError as error:
                self._stage.report(str(error), "shown without it")
        return images

    async def _subtitles(self, item: PlayoutItem, source: Input) -> Track | None:
        """What is drawn, now or soon; what cannot be read is left out, and an incident."""
        wish = item.subtitles
        if not (wish and self._subtitler and isinstance(source, FileInput)) or wish.text:
            return None
        stream = shown(source.streams, item.audio, wish)
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
            raise RenewedError("its subtitles are ready now")
        if self._behind(feed) > LATE_S * self._grid.rate:
            raise TooSlowError("FFmpeg is slower than the clock")
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
