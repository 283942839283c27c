"""The whole station, as its authors wrote it."""

from __future__ import annotations

from datetime import time, timedelta
from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from exstreamtv.config.channel import ChannelConfig, ProfileConfig
from exstreamtv.config.crowd import LimitsConfig, WarmChoice
from exstreamtv.config.days import Days, DayText, Weekdays, is_days
from exstreamtv.config.expectation import Expectation
from exstreamtv.config.failing import OnFailure, QuarantineConfig
from exstreamtv.config.guide import GuideSettings
from exstreamtv.config.layers import LayerConfig
from exstreamtv.config.onair import RuleEntry
from exstreamtv.config.rules import Needs, Rule
from exstreamtv.config.section import Section, sections
from exstreamtv.config.sources import SourceConfig
from exstreamtv.config.steps import Step
from exstreamtv.config.types import (
    Count,
    Index,
    Length,
    Name,
    Names,
    Order,
    PublicUrl,
    Text,
    Texts,
    TimeOfDay,
    Version,
    Zone,
    misfit,
)


class Settings(Section):
    """What holds for the whole station. ``timezone`` is an IANA name."""

    called: ClassVar[str] = "`station`"

    name: Text = Field(examples=["Home TV"])
    """What the guide calls the station."""
    timezone: Zone = Field(examples=["Europe/Berlin"])
    """The IANA name of the zone whose clock the schedule means."""
    day_start: TimeOfDay = time(6)
    """When a broadcast day begins."""
    seed: Text = "exstreamtv"
    """What all chance comes from. Another text, another shuffle."""
    horizon: Length = timedelta(days=14)
    """How far ahead is compiled."""
    freeze: Length = timedelta(hours=4)
    """How much of the near future a plan may not change."""
    public_url: PublicUrl | None = None
    """Where viewers reach the daemon, for the links in playlist and guide."""
    on_failure: OnFailure = ()
    """What is done about an item that cannot be played, failure by failure."""
    quarantine: QuarantineConfig = Field(default_factory=QuarantineConfig)
    """When a medium that fails again and again is not tried any more."""
    guide: GuideSettings = Field(default_factory=GuideSettings)
    """What the guide covers, and how it is shaped."""
    limits: LimitsConfig = Field(default_factory=LimitsConfig)
    """How much at once: viewers, channels, the processor."""
    tuners: Count = 4
    """How many viewers at once a client of HDHomeRun's kind may have."""
    warm: WarmChoice | None = None
    """Channels that are on the air though nobody watches: `[retro]`, or `{top: 3}`."""


class Collection(Section):
    """A query or a list over sources and collections, and the order it plays in."""

    called: ClassVar[str] = "a collection"

    from_: Names = Field(alias="from", examples=["films"])
    """Sources or collections that it draws from."""
    where: Text | None = None
    """Which of their media: `genre = "Noir" and year in 1940..1959`."""
    items: Texts = ()
    """Only these: titles, `Title (1947)`, `Show S02E01`, keys or ids."""
    exclude: Texts = ()
    """None of these, named like `items`."""
    order: Order = "aired"
    """The order they play in."""
    gap: Index = 0
    """How many others must come before an item may return."""
    join: Literal["cycle", "now"] = "cycle"
    """When a new item may first be played: with the next cycle, or now."""
    specials: Literal["last", "first", "drop"] = "drop"
    """Where specials come in the order `season`."""
    limit: Count | None = None
    """At most so many."""
    parts: Literal["together"] | None = None
    """Keeps the parts of a story, `Fog (1)` and `Fog (2)`, next to each other in every order."""
    separate: Names = ()
    """Tags that two spots of one break never share: `[advertiser]` for `advertiser:acme`."""
    per_hour: Count | None = None
    """How often one spot may air in an hour, in breaks and as filler."""
    per_day: Count | None = None
    """How often one spot may air on a broadcast day, in breaks and as filler."""
    chapters: Literal["split"] | None = None
    """Makes a clip of its own of each chapter; what has none is left out."""
    group: Literal["show", "season", "artist", "album", "director"] = "show"
    """What belongs together in the orders `spread`, `rotate` and `marathon`."""
    groups: Literal["order", "shuffle"] = "order"
    """How a `marathon` goes through its groups: by name, or drawn anew for each cycle."""
    batch: Count | None = None
    """How many items of a group a `marathon` plays before the next group; without it, all."""


class CalendarEntry(Section):
    """A named set of days: a range, dates, weekdays, holidays; all given must hold."""

    called: ClassVar[str] = "a calendar entry"
    rules: ClassVar[tuple[Rule, ...]] = (
        Needs("from", ("to",)),
        Needs("to", ("from",)),
        Needs("region", ("holidays",)),
        Needs("names", ("holidays",)),
    )

    from_: DayText | None = Field(None, alias="from")
    """The first day: `2026-12-24`, `12-24`, `easter-46`, `4th thu of nov`."""
    to: DayText | None = None
    """The last day."""
    dates: tuple[Days, ...] = ()
    """Single days, ranges, or `every 2w from 2026-11-23`."""
    days: Weekdays = frozenset(range(7))
    """Only these weekdays."""
    holidays: Text | None = Field(None, examples=["DE"])
    """Only public holidays of this country, by its two letters."""
    region: Text | None = None
    """A part of the country that has holidays of its own, as `BY`."""
    names: Texts = ()
    """Only these holidays, by their names in the country's language or in English."""

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.from_ and self.to and not is_days(whole := f"{self.from_}..{self.to}"):
            hint = "write both with a year, the first before the last, or both without"
            raise misfit("E105", f"`{whole}` is no range of days", hint, at=("to",))
        return self


class Station(Section):
    """Everything in `channels.d/`, merged."""

    called: ClassVar[str] = "a station"

    version: Version = Field(examples=["1"])
    """The version of the language: `1`."""
    station: Settings = Field(examples=["{name: Home TV, timezone: Europe/Berlin}"])
    """What holds for the whole station."""
    sources: dict[Name, SourceConfig] = Field(default_factory=dict)
    """Where media come from, by name."""
    collections: dict[Name, Collection] = Field(default_factory=dict)
    """Queries and lists over sources, by name."""
    blocks: dict[Name, tuple[Step, ...]] = Field(default_factory=dict)
    """Stretches of programming to use again, by name."""
    profiles: dict[Name, ProfileConfig] = Field(default_factory=dict)
    """How channels are encoded, by name."""
    layers: dict[Name, LayerConfig] = Field(default_factory=dict)
    """What may lie over the picture, by name."""
    calendar: dict[Name, CalendarEntry] = Field(default_factory=dict)
    """Named days, for `when`."""
    channels: dict[Name, ChannelConfig] = Field(default_factory=dict)
    """The channels and their schedules, by id."""
    rules_: dict[Name, RuleEntry] = Field(default_factory=dict, alias="rules")
    """What must hold on the air, by name."""
    tests: tuple[Expectation, ...] = ()
    """What must be on the air when."""

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section that the station is made of, those above before those below."""
        return tuple(sections(self))
