"""Which slate a channel shows: its own, and what that says for the occasion.

The own one is drawn when somebody tunes in, the one for the occasion when it occurs; until then
shows what there is. What cannot be drawn is an incident.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from exstreamtv.daemon.screens.cards import Cards, wish
from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.splicing.slate import Slate
from exstreamtv.model.channel import Channel
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.layer import PLACE
from exstreamtv.model.screen import Screen, Show, Word
from exstreamtv.model.timeline import PlayoutItem, Timeline


class Stage(Protocol):
    """The channel, as far as its screens know it."""

    @property
    def channel(self) -> Channel:
        """What plays."""
        ...

    @property
    def timeline(self) -> Timeline:
        """What airs when."""
        ...

    def report(self, what: str, remedy: str) -> None:
        """An incident, now."""
        ...

    def show(self, slate: Slate) -> None:
        """From now on this is the slate."""
        ...


class Screens:
    """One channel's. ``slate`` is what shows when nothing can be shown."""

    def __init__(self, stage: Stage, cards: Cards, plain: Slate) -> None:
        self.slate = plain
        self._stage = stage
        self._cards = cards
        self._own = plain
        self._drawing: dict[str, asyncio.Task[None]] = {}

    def begin(self) -> None:
        """Somebody tunes in: draw the channel's own."""
        self._draw("own", self._draw_own())

    def heed(self, interrupted: bool | None, at: datetime) -> None:
        """What `OnAir.note` has said at this instant."""
        if interrupted:
            self.interrupted(at)
        elif interrupted is False:
            self.recovered()

    def interrupted(self, at: datetime) -> None:
        """Nothing can be shown at this instant, which nobody planned: say until when."""
        cue = self._stage.timeline.at(at)
        if cue and self._stage.channel.slate.speaks:
            self._draw("occasion", self._draw_occasion(cue.item.stop))

    def recovered(self) -> None:
        """Something is to be seen again, so what was said for the occasion is not true any more."""
        self._stop("occasion")
        self._show(self._own)

    def planned(self, item: PlayoutItem, feed: Feed) -> None:
        """Nothing is planned for these slots: draw what shows then, before they are written."""
        self._draw(f"off air {item.start}", self._draw_planned(item.stop, feed))

    async def end(self) -> None:
        """Draw no more."""
        tasks = [*self._drawing.values()]
        for name in [*self._drawing]:
            self._stop(name)
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _draw_own(self) -> None:
        self._own = await self._drawn(self._stage.channel.slate)
        self._show(self._own)

    async def _draw_occasion(self, back: datetime) -> None:
        screen = self._stage.channel.slate
        self._show(await self._drawn(screen, self._lines(screen, back)))

    async def _draw_planned(self, back: datetime, feed: Feed) -> None:
        screen = self._stage.channel.off_air
        said = self._lines(screen, back) if screen.show is Show.CARD else ()
        if screen.show is not Show.CLOCK:
            feed.slate = await self._drawn(screen, said)

    async def _drawn(self, screen: Screen, said: tuple[str, ...] = ()) -> Slate:
        return await self._cards.slate(wish(self._stage.channel, screen, said))

    def _lines(self, screen: Screen, back: datetime) -> tuple[str, ...]:
        return lines(self._stage.channel, self._stage.timeline, screen, back)

    def _show(self, slate: Slate) -> None:
        self.slate = slate
        self._stage.show(slate)

    def _draw(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self._stop(name)
        task = asyncio.create_task(self._told(work), name=f"draw {name}")
        self._drawing[name] = task
        task.add_done_callback(self._forget(name))

    def _forget(self, name: str) -> Callable[[asyncio.Task[None]], None]:
        def forget(task: asyncio.Task[None]) -> None:
            if self._drawing.get(name) is task:
                del self._drawing[name]

        return forget

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except ExstreamError as error:
            self._stage.report(f"the slate cannot be drawn: {error}", "a plain one shows")

    def _stop(self, name: str) -> None:
        if task := self._drawing.pop(name, None):
            task.cancel()


def lines(channel: Channel, timeline: Timeline, screen: Screen, back: datetime) -> tuple[str, ...]:
    """What a screen says below the name; a line of which a word is not known is left out."""
    following = timeline.programme_at(back)
    words = {
        Word.CHANNEL: channel.name,
        Word.NEXT_AT: f"{back.astimezone(ZoneInfo(channel.timezone)):%H:%M}",
        Word.NEXT: following.title if following else "",
    }
    known = (line for line in screen.lines if all(words[Word(w)] for w in PLACE.findall(line)))
    return tuple(PLACE.sub(lambda match: words[Word(match[1])], line) for line in known)
