"""Channels and their schedules, as authors write them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from exstreamtv.config.section import Section
from exstreamtv.config.steps import Presentation, Step, StepSection
from exstreamtv.config.types import (
    BitRate,
    Index,
    Length,
    Name,
    Names,
    Number,
    Rate,
    Size,
    Text,
    Texts,
    TimeOfDay,
    Truth,
    Weekdays,
)


class SoftStart(Section):
    """The slot may begin that much late, to let the one before it end."""

    soft: Length


class Slot(StepSection):
    """A start on the wall clock and what fills it: exactly one of the five bodies."""

    at: TimeOfDay
    until: TimeOfDay | None = None
    for_: Length | None = Field(None, alias="for")
    days: Weekdays = frozenset(range(7))
    when: Texts = ()
    play: Name | None = None
    fill: Name | None = None
    block: Name | None = None
    steps: tuple[Step, ...] | None = None
    off_air: Truth = False
    fit: Literal["order", "best"] = "order"
    skip: Index = 20
    loop: Truth = False
    pad: Length | None = None
    start: Literal["hard"] | SoftStart = "hard"
    overrun: Literal["forbid", "cut", "slide"] = "forbid"
    replaces: Names = ()


class ProfileConfig(Section):
    """How a channel is encoded."""

    size: Size = (1280, 720)
    rate: Rate | None = None
    gop: Length | None = None
    video: BitRate = 4000
    audio: BitRate = 128
    preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium"] = "veryfast"
    hardware: Literal["software"] = "software"


class ChannelConfig(Presentation):
    """A numbered service: a schedule of its own, or another channel's, later."""

    number: Number
    name: Text
    group: Text | None = None
    logo: Text | None = None
    language: Text | None = None
    profile: Name = "hd"
    fallback: Name = "card"
    schedule: dict[Name, Slot] = Field(default_factory=dict)
    delay_of: Name | None = None
    by: Length | None = None
