"""The whole station, as its authors wrote it."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Literal

from pydantic import Field

from exstreamtv.config.channel import ChannelConfig, ProfileConfig
from exstreamtv.config.section import Section
from exstreamtv.config.sources import SourceConfig
from exstreamtv.config.steps import Order, Step
from exstreamtv.config.types import (
    Count,
    Days,
    Index,
    Length,
    Name,
    Names,
    Text,
    Texts,
    TimeOfDay,
    Weekdays,
)


class GuideSettings(Section):
    """How much of the past the guide keeps."""

    back: Length = timedelta(days=1)


class Settings(Section):
    """What holds for the whole station. ``timezone`` is an IANA name."""

    name: Text
    timezone: Text
    day_start: TimeOfDay = time(6)
    seed: Text = "exstreamtv"
    horizon: Length = timedelta(days=14)
    freeze: Length = timedelta(hours=4)
    public_url: Text | None = None
    tuners: Count = 8
    guide: GuideSettings = Field(default_factory=GuideSettings)


class Collection(Section):
    """A query or a list over sources and collections, and the order it plays in."""

    from_: Names = Field(alias="from")
    where: Text | None = None
    items: Texts = ()
    order: Order = "aired"
    gap: Index = 0
    join: Literal["cycle", "now"] = "cycle"
    specials: Literal["last", "first", "drop"] = "drop"
    limit: Count | None = None


class CalendarEntry(Section):
    """A named set of days: a range, single days, weekdays; all given must hold."""

    from_: Text | None = Field(None, alias="from")
    to: Text | None = None
    on: tuple[Days, ...] = ()
    days: Weekdays = frozenset(range(7))


class Station(Section):
    """Everything in `channels.d/`, merged."""

    version: Literal["1"]
    station: Settings
    sources: dict[Name, SourceConfig] = Field(default_factory=dict)
    collections: dict[Name, Collection] = Field(default_factory=dict)
    blocks: dict[Name, tuple[Step, ...]] = Field(default_factory=dict)
    profiles: dict[Name, ProfileConfig] = Field(default_factory=dict)
    calendar: dict[Name, CalendarEntry] = Field(default_factory=dict)
    channels: dict[Name, ChannelConfig] = Field(default_factory=dict)
