"""Keeps channels warm, as far as the machine can bear it; whoever watches comes first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.door.door import Door
from exstreamtv.daemon.door.warmth import Viewing, wanted
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.limits import Warm

LOOK_S = 1
"""How often to look who watches what."""

SETTLED = timedelta(seconds=2)
"""Who has watched so long stays, it seems; who zaps past needs no neighbours."""

KEEP_S = 300
"""How often to write down what is watched."""


class Warmer:
    """Looks once a second. ``viewed`` is what was watched before, ``keep`` writes it down."""

    def __init__(
        self, door: Door, clock: Clock, viewed: Mapping[str, int], keep: Callable[[Viewing], None]
    ) -> None:
        self.viewing = Viewing(viewed)
        self._door = door
        self._clock = clock
        self._keep = keep
        self._kept = self.viewing

    async def run(self, warm: Callable[[], Warm], channels: Callable[[], list[Channel]]) -> None:
        """Until cancelled."""
        looks = 0
        while True:
            await asyncio.sleep(LOOK_S)
            self.look(warm(), channels())
            looks += 1
            if warm().top and looks % (KEEP_S // LOOK_S) == 0:
                await asyncio.to_thread(self.keep)

    def look(self, warm: Warm, channels: list[Channel]) -> None:
        """Warm up what is wanted, and let cool what is not; ``channels`` are in order."""
        seats = [each.channel.id for each in channels for _ in each.audience.seats]
        self.viewing = self.viewing.more(seats, LOOK_S, {each.channel.id for each in channels})
        about = [each for each in channels if not each.channel.waits or each.viewers]
        lineup = [each.channel.id for each in about]
        watched = {each.channel.id for each in about if self._settled(each)}
        chosen = wanted(warm, lineup, self.viewing, watched)
        by_id = {each.channel.id: each for each in channels}
        for id_, channel in by_id.items():
            if channel.audience.warm and id_ not in chosen:
                channel.audience.cool_down()
        for id_ in chosen:
            self._warm_up(by_id[id_])

    def keep(self) -> None:
        """Write down what is watched, if that has changed; it is no loss if it cannot be."""
        if self.viewing == self._kept:
            return
        try:
            self._keep(self.viewing)
            self._kept = self.viewing
        except ExstreamError:
            return

    def _warm_up(self, channel: Channel) -> None:
        if not channel.audience.warm and not channel.viewers and self._door.has_room(channel):
            channel.audience.warm_up()

    def _settled(self, channel: Channel) -> bool:
        now = self._clock.now()
        return any(now - each.guest.since >= SETTLED for each in channel.audience.seats)
