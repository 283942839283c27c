"""Channels and their schedules, as authors write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from exstreamtv.config.days import Weekdays
from exstreamtv.config.rules import AtMostOne, ExactlyOne, Needs, Rule
from exstreamtv.config.section import Section
from exstreamtv.config.steps import COUNTS, Presentation, Step, StepSection
from exstreamtv.config.types import (
    BitRate,
    Index,
    Length,
    Minutes,
    Name,
    Names,
    Number,
    Rate,
    Size,
    Text,
    Texts,
    TimeOfDay,
    Truth,
    Yes,
)


class SoftStart(Section):
    """The slot may begin that much late, to let the one before it end."""

    called: ClassVar[str] = "`start`"

    soft: Length = Field(examples=["5m"])


def _start_form(value: object) -> str:
    return "soft start" if isinstance(value, dict | SoftStart) else "hard start"


class Slot(StepSection):
    """A start on the wall clock and what fills it: exactly one of the five bodies."""

    called: ClassVar[str] = "a slot"
    later: ClassVar[frozenset[str]] = frozenset({"mix", "rotate", "live", "random", "alternate"})
    elsewhere: ClassVar[Mapping[str, str]] = {
        "count": "say it in a step: `steps: [{play: COLLECTION, count: 2}]`",
        "repeat": "say it in a step: `steps: [{repeat: [...], times: 2}]`",
        "with": "it belongs to `breaks`",
    }
    rules: ClassVar[tuple[Rule, ...]] = (
        ExactlyOne(("play", "fill", "block", "steps", "off_air")),
        AtMostOne(("until", "for")),
        Needs("fit", ("fill",)),
        Needs("skip", ("fill",)),
        Needs("loop", ("block", "steps")),
        *COUNTS,
    )

    at: TimeOfDay = Field(examples=['"20:00"'])
    until: TimeOfDay | None = None
    for_: Length | None = Field(None, alias="for")
    days: Weekdays = frozenset(range(7))
    when: Texts = ()
    play: Name | None = None
    fill: Name | None = None
    block: Name | None = None
    steps: tuple[Step, ...] | None = None
    off_air: Yes = False
    fit: Literal["order", "best"] = "order"
    skip: Index = 20
    loop: Truth = False
    pad: Minutes | None = None
    start: Annotated[
        Annotated[Literal["hard"], Tag("hard start")] | Annotated[SoftStart, Tag("soft start")],
        Discriminator(_start_form),
    ] = "hard"
    overrun: Literal["forbid", "cut", "slide"] = "forbid"
    replaces: Names = ()


class ProfileConfig(Section):
    """How a channel is encoded."""

    called: ClassVar[str] = "a profile"

    size: Size = (1280, 720)
    rate: Rate | None = None
    gop: Length | None = None
    video: BitRate = 4000
    audio: BitRate = 128
    preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium"] = "veryfast"
    hardware: Literal["software"] = "software"


class ChannelConfig(Presentation):
    """A numbered service: a schedule of its own, or another channel's, later."""

    called: ClassVar[str] = "a channel"
    rules: ClassVar[tuple[Rule, ...]] = (
        ExactlyOne(("schedule", "delay_of")),
        Needs("by", ("delay_of",)),
        Needs("delay_of", ("by",)),
    )

    number: Number = Field(examples=["7"])
    name: Text = Field(examples=["Retro One"])
    group: Text | None = None
    logo: Text | None = None
    language: Text | None = None
    profile: Name = "hd"
    fallback: Name = "card"
    schedule: dict[Name, Slot] = Field(default_factory=dict)
    delay_of: Name | None = None
    by: Length | None = None
