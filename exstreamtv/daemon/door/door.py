"""Who may come in: by the declared limits, and by what the machine can bear."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from exstreamtv.daemon.capacity import Load, Verdict, cost, verdict
from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.door.admission import Crowd, Refusal, Wish
from exstreamtv.daemon.incidents import Incident, Incidents
from exstreamtv.daemon.processes import machine
from exstreamtv.daemon.viewers.fanout import By
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
        if by == "hls" and channel.audience.keeps(client):
            return None
        wish = Wish(channel.channel.id, client, by)
        if refusal := self.crowd().refusal(wish, self._house.limits):
            return refusal
        found = self._verdict(channel)
        if found.shortage:
            self._tell(channel, found.shortage)
            return Refusal(found.shortage)
        for each in self._leaving(channel, found):
            each.audience.give_way()
        return None

    def has_room(self, channel: Channel) -> bool:
        """Could the channel be on the air besides, with nobody leaving for it?"""
        others = sum(each.on_air for each in self._house.playing if each is not channel)
        return others < self._house.limits.channels and self._verdict(channel) == Verdict()

    def shortage(self, channel: Channel) -> str:
        """Why another stream like this channel's is too much for the machine; empty if it is not.

        Channels that nobody watches leave for it.
        """
        loads, limits = self._loads(self._house.playing), self._house.limits
        another = replace(_load(channel), stream="another", on_air=False)
        found = verdict(another, loads, self._cores(), limits.reserve)
        for each in self._house.playing:
            if each in found.leave:
                each.audience.give_way()
        return found.shortage

    def crowd(self) -> Crowd:
        """Who watches what."""
        playing = self._house.playing
        guests = ((each.channel.id, seat.guest) for each in playing for seat in each.audience.seats)
        return Crowd(tuple(guests), frozenset(each.channel.id for each in playing if each.on_air))

    def strain(self) -> tuple[int, int]:
        """Thousandths of a core: what the channels on the air take, and what they may take."""
        loads = self._loads(self._house.playing)
        taken = sum(cost(load, loads) for load in loads if load.on_air)
        return taken, int(self._cores() * (1 - self._house.limits.reserve))

    def _verdict(self, channel: Channel) -> Verdict:
        others = self._loads(each for each in self._house.playing if each is not channel)
        return verdict(_load(channel), others, self._cores(), self._house.limits.reserve)

    def _leaving(self, channel: Channel, found: Verdict) -> list[Channel]:
        """Who makes room for this one: by what the machine can bear, and by the number."""
        others = [each for each in self._house.playing if each.on_air and each is not channel]
        idle = [each for each in others if not each.needed]
        surplus = len(others) + 1 - self._house.limits.channels
        return [each for each in idle if each in found.leave] or idle[: max(0, surplus)]

    def _loads(self, channels: Iterable[Channel]) -> list[Load]:
        """In an order that does not hang on chance."""
        return [_load(each) for each in sorted(channels, key=lambda each: each.channel.id)]

    def _tell(self, channel: Channel, shortage: str) -> None:
        now = self._clock.now()
        if self._told is None or now - self._told > SILENCE:
            self._told = now
            what = f"{shortage} ({machine.load()})"
            self._incidents.report(Incident(now, channel.channel.id, what, "viewers are refused"))


def _load(channel: Channel) -> Load:
    about = channel.channel
    return Load(channel, about.profile, channel.spent, channel.on_air, channel.needed)
