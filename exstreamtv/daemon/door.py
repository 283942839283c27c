"""Who may come in: by the declared limits, and by what the machine can bear."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Protocol

from exstreamtv.daemon import machine
from exstreamtv.daemon.admission import Crowd, Refusal, Wish
from exstreamtv.daemon.capacity import Load, Verdict, cost, verdict
from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.fanout import By
from exstreamtv.daemon.incidents import Incident, Incidents
from exstreamtv.model.limits import Limits

SILENCE = timedelta(minutes=1)
"""After an incident: a hundred who knock are one."""


class House(Protocol):
    """The station, as far as its door knows it."""

    @property
    def limits(self) -> Limits:
        """What is declared."""
        ...

    @property
    def playing(self) -> Collection[Channel]:
        """Every channel that plays or could."""
        ...

    @property
    def seen_again(self) -> Collection[Channel]:
        """Those of the past, each for somebody alone."""
        ...


class Door:
    """Decides at once, for what it decided must hold when somebody is let in."""

    def __init__(
        self,
        house: House,
        clock: Clock,
        incidents: Incidents,
        cores: Callable[[], int] = machine.cores,
    ) -> None:
        self._house = house
        self._clock = clock
        self._incidents = incidents
        self._cores = cores
        self._told: datetime | None = None

    def refusal(self, channel: Channel, client: str, by: By) -> Refusal | None:
        """Why this client may not watch the channel just now; None if he may.

        Channels that nobody watches leave the air at once where that makes room.
        """
        if by == "hls" and channel.keeps(client):
            return None
        wish = Wish(channel.channel.id, client, by)
        if refusal := self.crowd().refusal(wish, self._house.limits):
            return refusal
        found = self.verdict(channel)
        if found.shortage:
            self._tell(channel, found.shortage)
            return Refusal(found.shortage)
        for each in self._leaving(channel, found):
            each.give_way()
        return None

    def _leaving(self, channel: Channel, found: Verdict) -> list[Channel]:
        """Who makes room for this one: by what the machine can bear, and by the number."""
        others = [each for each in self._house.playing if each.on_air and each is not channel]
        idle = [each for each in others if not each.viewers]
        surplus = len(others) + 1 - self._house.limits.channels
        return [each for each in idle if each.channel.id in found.leave] or idle[: max(0, surplus)]

    def shortage(self, channel: Channel) -> str:
        """Why the machine cannot bear a stream of this channel's past besides; empty if it can."""
        one = Load("", channel.channel.profile, channel.spent)
        found = verdict(
            one.channel, [one, *self._loads()], self._cores(), self._house.limits.reserve
        )
        for each in self._house.playing:
            if not found.shortage and each.channel.id in found.leave:
                each.give_way()
        return found.shortage

    def crowd(self) -> Crowd:
        """Who watches what."""
        playing = self._house.playing
        guests = ((each.channel.id, seat.guest) for each in playing for seat in each.audience)
        return Crowd(tuple(guests), frozenset(each.channel.id for each in playing if each.on_air))

    def has_room(self, channel: Channel) -> bool:
        """Could the channel be on the air besides, with nobody leaving for it?"""
        others = sum(each.on_air for each in self._house.playing if each is not channel)
        return others < self._house.limits.channels and self.verdict(channel) == Verdict()

    def verdict(self, channel: Channel) -> Verdict:
        """Can the machine bear this channel?"""
        limits = self._house.limits
        return verdict(channel.channel.id, self._loads(), self._cores(), limits.reserve)

    def strain(self) -> tuple[int, int]:
        """Thousandths of a core: what the channels on the air take, and what they may take."""
        loads = self._loads()
        taken = sum(cost(load, loads) for load in loads if load.on_air)
        return taken, int(self._cores() * (1 - self._house.limits.reserve))

    def _loads(self) -> list[Load]:
        loads = [
            Load(each.channel.id, each.channel.profile, each.spent, each.on_air, each.viewers > 0)
            for each in self._house.playing
        ]
        loads += [
            Load(f"{each.channel.id} {number}", each.channel.profile, each.spent, True, True)
            for number, each in enumerate(self._house.seen_again)
        ]
        return sorted(loads, key=lambda load: load.channel)

    def _tell(self, channel: Channel, shortage: str) -> None:
        now = self._clock.now()
        if self._told is None or now - self._told > SILENCE:
            self._told = now
            what = f"{shortage} ({machine.load()})"
            self._incidents.report(Incident(now, channel.channel.id, what, "viewers are refused"))
