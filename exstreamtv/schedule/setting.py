"""What a compilation is given, and what stays the same while one channel is compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from exstreamtv.config.channel import ChannelConfig
from exstreamtv.config.station import Station
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.acts import Act, Script, leaves
from exstreamtv.schedule.calendar import DAY, Calendar
from exstreamtv.schedule.collections import Library
from exstreamtv.schedule.reel import Reel
from exstreamtv.schedule.seed import Seed, seed
from exstreamtv.schedule.slots import Diary, Rota

CARD = "card"
"""The fallback that is no collection: the slate."""


def clock_of(station: Station) -> Calendar:
    """The station's wall clock."""
    return Calendar(station.station.timezone, station.station.day_start)


def rota_of(station: Station, channel: str) -> Rota:
    """The slots of a channel by that clock."""
    return Rota(station.channels[channel].schedule, station.calendar, clock_of(station))


@dataclass(frozen=True, eq=False)
class Inputs:
    """All that a timeline is a function of, beside this program and the zone's rules."""

    station: Station
    catalogue: Catalogue
    cursors: Mapping[str, Cursor]
    _reels: dict[str, Reel] = field(default_factory=dict, repr=False)
    _acts: dict[str, Mapping[str, Act]] = field(default_factory=dict, repr=False)
    _library: Library | None = field(default=None, repr=False)

    def knowing(self, other: Inputs) -> Inputs:
        """The same, with what ``other`` has found out about its collections, if they are alike."""
        if self.catalogue.sources != other.catalogue.sources or _drawn(self) != _drawn(other):
            return self
        return replace(self, _reels=other._reels, _library=other.library)

    @cached_property
    def calendar(self) -> Calendar:
        """The station's wall clock."""
        return clock_of(self.station)

    @cached_property
    def library(self) -> Library:
        """The station's collections."""
        return self._library or Library(self.station.collections, self.catalogue, self.seed)

    @cached_property
    def seed(self) -> Seed:
        """Where all of the station's chance comes from."""
        return seed(self.station.station.seed)

    def chance(self, cursor: str) -> Seed:
        """Where the chance of a line comes from: the cursor's name, or the one it once had."""
        held = self.cursors.get(cursor)
        return self.seed.child(held.draws_as if held and held.draws_as else cursor)

    def reel(self, name: str) -> Reel:
        """The clips of a collection."""
        if name not in self._reels:
            self._reels[name] = Reel(self.library.members(name))
        return self._reels[name]

    def setting(self, channel: str) -> Setting:
        """One channel, made ready to be compiled."""
        config = self.station.channels[channel]
        rota = rota_of(self.station, channel)
        return Setting(self, channel, config, Diary(rota, {}), self.acts(channel))

    def acts(self, channel: str) -> Mapping[str, Act]:
        """What each slot of a channel plays, by the slot's id."""
        if channel not in self._acts:
            self._acts[channel] = Script(self.station, channel).acts()
        return self._acts[channel]


def _drawn(inputs: Inputs) -> tuple[object, ...]:
    """All that collections are but the media: what is said of them, and their chance."""
    said = inputs.station.model_dump(include={"collections"})
    return said, inputs.station.station.seed


@dataclass(frozen=True, slots=True)
class Setting:
    """One channel, made ready: its slots by the clock and what each of them plays."""

    inputs: Inputs
    id: str
    config: ChannelConfig
    diary: Diary
    acts: Mapping[str, Act]

    def begin(self, day: date) -> datetime:
        """Where the slots of the day before let a broadcast day begin."""
        stops = (stretch.stop for stretch in self.diary.stretches(day - DAY))
        return max([self.inputs.calendar.begin(day), *stops])

    def filler(self, name: str | None) -> Reel | None:
        """The clips that close gaps, or None."""
        return self.inputs.reel(name) if name else None

    def fallback(self) -> Reel | None:
        """What shows where no filler does, or None for the slate."""
        name = self.config.fallback
        return None if name == CARD else self.inputs.reel(name)

    def lines(self) -> dict[str, Act]:
        """An act for each line that the channel keeps, by the cursor's name."""
        acts = [inner for act in self.acts.values() for inner in leaves(act)]
        return {act.cursor: act for act in acts if act.cursor}
