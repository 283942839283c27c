"""Channels and their schedules, as authors write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from exstreamtv.config.crowd import PacingConfig
from exstreamtv.config.days import Weekdays
from exstreamtv.config.failing import OnFailure
from exstreamtv.config.guide import ChannelGuide
from exstreamtv.config.presentation import Presentation
from exstreamtv.config.rules import AtMostOne, Due, ExactlyOne, Needs, Rule
from exstreamtv.config.screen import OffAir, Slate
from exstreamtv.config.section import Section
from exstreamtv.config.steps import COUNTS, SeriesStart, Step, StepSection
from exstreamtv.config.types import (
    BitRate,
    Count,
    DateOfYear,
    Index,
    Length,
    Members,
    Minutes,
    Name,
    Names,
    Number,
    Rate,
    Size,
    SlotName,
    Text,
    Texts,
    TimeOfDay,
    Truth,
    Weights,
    Yes,
    Zone,
    misfit,
)


class Start(Section):
    """How late the slot may begin, and the item that its collection goes on with from a day on."""

    called: ClassVar[str] = "`start`"
    elsewhere: ClassVar[Mapping[str, str]] = SeriesStart.elsewhere
    rules: ClassVar[tuple[Rule, ...]] = (Needs("from", ("at",)), Needs("at", ("from",)))

    soft: Length | None = Field(None, examples=["5m"])
    """How late it may begin, to let the slot before it end."""
    from_: DateOfYear | None = Field(None, alias="from", examples=["2026-12-01"])
    """The day from which the collection goes on with `at`."""
    at: Text | None = Field(None, examples=["S02E01"])
    """The item: `S02E01`, the date it first aired, its title or key."""


def _start_form(value: object) -> str:
    return "start" if isinstance(value, dict | Start) else "hard start"


class Slot(StepSection):
    """A start on the wall clock and what fills it: exactly one of the bodies."""

    called: ClassVar[str] = "a slot"
    elsewhere: ClassVar[Mapping[str, str]] = {
        "count": "say it in a step: `steps: [{play: COLLECTION, count: 2}]`",
        "repeat": "say it in a step: `steps: [{repeat: [...], times: 2}]`",
        "shuffle": "say it in a step: `steps: [{shuffle: [...]}]`",
        "with": "it belongs to `breaks`",
    }
    rules: ClassVar[tuple[Rule, ...]] = (
        ExactlyOne(
            (
                "play",
                "fill",
                "mix",
                "rotate",
                "random",
                "block",
                "steps",
                "live",
                "off_air",
                "rerun_of",
            )
        ),
        Due("at", "delay", 'at: "20:00"'),
        Needs("delay", ("rerun_of",)),
        Needs("of", ("rerun_of",)),
        AtMostOne(("until", "for")),
        Needs("alternate", ("live",)),
        Needs("fit", ("fill",)),
        Needs("skip", ("fill",)),
        Needs("then", ("play", "fill")),
        Needs("by", ("mix",)),
        Needs("each", ("rotate",)),
        Needs("gap", ("mix", "random")),
        Needs("max_run", ("mix", "random")),
        Needs("cooldown", ("mix", "random")),
        Needs("loop", ("block", "steps")),
        Needs("parts", ("play",)),
        *COUNTS,
    )

    at: TimeOfDay | None = None
    """When it starts, by the wall clock: `"20:00"`."""
    delay: Length | None = None
    """How long after the start of the slot it shows again, on the days of that slot."""
    until: TimeOfDay | None = None
    """When it ends. Without an end it runs to the next slot of that day."""
    for_: Length | None = Field(None, alias="for")
    """How long it is, instead of `until`: `90m`."""
    days: Weekdays = frozenset(range(7))
    """The weekdays it is on: `mon-fri`, `[sat, sun]`."""
    when: Texts = ()
    """Dates, ranges of them, or names of `calendar`, one of which must hold."""
    except_: Texts = Field((), alias="except")
    """Days on which it does not air and its place does not move, written as in `when`."""
    play: Name | None = None
    """One item of this collection."""
    fill: Name | None = None
    """Items of this collection that fit until the slot ends."""
    then: Names = ()
    """What follows when the last item of the collection has aired, one after the other."""
    mix: Weights | None = None
    """Each turn the one of these collections that is most behind its share."""
    rotate: Members | None = None
    """These collections one after the other, again and again."""
    random: Weights | None = None
    """Each turn one of these collections, drawn."""
    block: Name | None = None
    """A block of `blocks`."""
    steps: tuple[Step, ...] | None = None
    """Steps of its own, as in a block."""
    live: Name | None = None
    """A relay of this live source."""
    alternate: Name | None = None
    """The collection that airs while the live source is down."""
    off_air: Yes = False
    """Nothing, on purpose."""
    rerun_of: SlotName | None = None
    """What this slot has aired, once more: `SLOT`, or `CHANNEL.SLOT`."""
    of: Literal["last", "today", "week"] = "last"
    """What it aired the last time, this broadcast day, or in the seven days that end with it."""
    parts: Literal["all"] | None = None
    """All parts of a multi-part story at once, as one item."""
    fit: Literal["order", "best"] = "order"
    """How `fill` chooses: in order, or the set that leaves the least."""
    skip: Index = 20
    """How many items that do not fit `fill` may pass over."""
    by: Literal["time", "count"] = "time"
    """What the shares of `mix` are of: air time, or items."""
    gap: Index = 0
    """How many others come in `mix` or `random` before a show, or an item of none, may return."""
    max_run: Count | None = None
    """How many items in a row may come from one collection of `mix` or `random`."""
    cooldown: Length | None = None
    """How long each collection of `mix` or `random` rests on the air after an item."""
    each: Count = 1
    """How many items of each collection `rotate` takes."""
    loop: Truth = False
    """Play the block again and again until the slot ends."""
    filler_at: Literal["end", "between", "start"] = "end"
    """Where filler goes: after the last programme, after each of them, or before the first."""
    pad: Minutes | None = None
    """After each item, filler until the next multiple of so long."""
    start: Annotated[
        Annotated[Literal["hard"], Tag("hard start")] | Annotated[Start, Tag("start")],
        Discriminator(_start_form),
    ] = "hard"
    """`hard`, or how late it may begin; and the item its collection goes on with from a day on."""
    overrun: Literal["forbid", "cut", "slide"] = "forbid"
    """What becomes of an item that does not fit: not chosen, cut, or the next soft start moves."""
    replaces: Names = ()
    """Slots of this channel that it displaces, or `any`."""
    priority: Index = 0
    """Where slots meet the greater one has the air; between equal ones `replaces` decides."""

    @model_validator(mode="after")
    def _starts_a_series(self) -> Self:
        if isinstance(self.start, Start) and self.start.from_ and not (self.play or self.fill):
            hint = "use `goto` in a step, or say `start` in the step that plays the series"
            what = "`start` with an item needs `play` or `fill`"
            raise misfit("E109", what, hint, at=("start",))
        return self


class ProfileConfig(Section):
    """How a channel is encoded."""

    called: ClassVar[str] = "a profile"

    size: Size = (1280, 720)
    """Width and height in pixels: `1280x720`."""
    rate: Rate | None = None
    """Pictures a second: `25`, `30000/1001`."""
    gop: Length | None = None
    """How often a picture is whole; players begin at one."""
    video: BitRate = 4000
    """The bit rate of the picture: `4000k`, `4M`."""
    audio: BitRate = 128
    """The bit rate of the sound: `128k`."""
    preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium"] = "veryfast"
    """How much x264 works for a bit: slower ones look better."""
    hardware: Literal["software"] = "software"
    """What encodes it."""
    pacing: PacingConfig = "adaptive"
    """What a viewer is sent when: `realtime`, `adaptive`, `off` or `{burst: 5s}`."""
    copy_: Truth = Field(False, alias="copy")
    """Send media that are like this already as they are, and encode only the others."""


class ChannelConfig(Presentation):
    """A numbered service: a schedule of its own, or another channel's, later."""

    called: ClassVar[str] = "a channel"
    rules: ClassVar[tuple[Rule, ...]] = (
        ExactlyOne(("schedule", "delay_of", "mirror_of")),
        Needs("by", ("delay_of",)),
        Needs("zone", ("delay_of",)),
        Needs("delay_of", ("by", "zone")),
        AtMostOne(("by", "zone")),
    )

    number: Number = Field(examples=["7"])
    """What a viewer types: `7`, `102`, `7.1`."""
    name: Text = Field(examples=["Retro One"])
    """What viewers call it."""
    group: Text | None = None
    """The heading it stands under in players."""
    logo: Text | None = None
    """The address of a picture."""
    language: Text | None = None
    """The language of its guide, as `de` or `pt-BR`."""
    profile: Name = "hd"
    """How it is encoded: `hd`, `sd`, `full`, or one of `profiles`."""
    pacing: PacingConfig | None = None
    """What a viewer is sent when, if not as its profile says."""
    guide: ChannelGuide | None = None
    """What the guide says of its programmes, and how it is shaped."""
    filler_at: Literal["end", "between", "start"] = "end"
    """Where filler goes: after the last programme, after each of them, or before the first."""
    fallback: Name = "card"
    """What shows when a medium cannot be played: a collection, or `card`."""
    slate: Slate = "card"
    """What shows when nothing can be shown: `card`, `pattern`, `static`, or keys."""
    off_air: OffAir | None = None
    """What shows when nothing is planned: the same, or `clock`; without it, the slate."""
    on_failure: OnFailure = ()
    """What is done about an item that cannot be played, failure by failure; else the station's."""
    progress: Literal["clock", "watched"] = "clock"
    """`watched`: it airs only while somebody watches, and goes on where it was left."""
    schedule: dict[Name, Slot] = Field(default_factory=dict)
    """Its slots by name. Their order in the file means nothing."""
    delay_of: Name | None = None
    """Another channel of this station, which it repeats later."""
    by: Length | None = None
    """How much later."""
    zone: Zone | None = None
    """Instead of `by`: when the clocks of this zone show the same time."""
    mirror_of: Name | None = None
    """Another channel of this station, which it shows at the same time."""

    @property
    def original(self) -> str | None:
        """The channel that this one shows again, if it has no schedule of its own."""
        return self.delay_of or self.mirror_of
