"""What a block is made of. A step is a mapping with exactly one body key, which names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, Union

from pydantic import Discriminator, Field, Tag

from exstreamtv.config.layers import LayerChange
from exstreamtv.config.presentation import Presentation
from exstreamtv.config.rules import AtMostOne, Needs, Rule
from exstreamtv.config.section import Section
from exstreamtv.config.types import (
    Count,
    CountOrAll,
    DateOfYear,
    Index,
    Length,
    LengthSpan,
    Members,
    Minutes,
    Name,
    Names,
    Order,
    SlotName,
    Text,
    TimeOfDay,
    Truth,
    Weights,
    Yes,
)

_COUNTING = (
    *("play", "fill", "mix", "rotate", "random", "block", "steps", "repeat", "shuffle"),
    *("goto", "skip", "rewind"),
)
COUNTS: tuple[Rule, ...] = (Needs("order", _COUNTING), Needs("cursor", _COUNTING))
"""How to count means nothing where nothing is counted."""


class StepSection(Presentation):
    """What every step may carry."""

    called: ClassVar[str] = "a step"

    order: Order | None = None
    """The order to play in, instead of the collection's."""
    premiered_by: SlotName | None = None
    """Only what this slot has aired: `SLOT`, or `CHANNEL.SLOT`."""
    cursor: Name | None = None
    """A name under which several slots share one place in the order."""


class SeriesStart(Section):
    """From a day on the collection goes on with this item, wherever it was."""

    called: ClassVar[str] = "`start`"
    elsewhere: ClassVar[Mapping[str, str]] = {"on": "the day is called `from`"}

    from_: DateOfYear = Field(alias="from", examples=["2026-12-01"])
    """The first day: `2026-12-01`."""
    at: Text = Field(examples=["S02E01"])
    """The item: `S02E01`, the date it first aired, its title or key."""


class Play(StepSection):
    """Items of a collection, in its order: one, so many, or as long as said."""

    called: ClassVar[str] = "a `play` step"
    rules: ClassVar[tuple[Rule, ...]] = (AtMostOne(("count", "for", "until")),)

    play: Name
    """The collection."""
    then: Names = ()
    """What follows when the last item of the collection has aired, one after the other."""
    start: SeriesStart | None = None
    """The item that it goes on with from a day on."""
    count: CountOrAll | None = None
    """How many items, or `all` of them; without it, one."""
    for_: Length | None = Field(None, alias="for")
    """Items until they are that long together."""
    until: TimeOfDay | None = None
    """Items until that time."""
    parts: Literal["all"] | None = None
    """All parts of a multi-part story at once, as one item."""


class Fill(StepSection):
    """Items of a collection that fit, until the slot (or `for`, `until`) ends."""

    called: ClassVar[str] = "a `fill` step"
    rules: ClassVar[tuple[Rule, ...]] = (AtMostOne(("for", "until")),)

    fill: Name
    """The collection."""
    then: Names = ()
    """What follows when the last item of the collection has aired, one after the other."""
    start: SeriesStart | None = None
    """The item that it goes on with from a day on."""
    for_: Length | None = Field(None, alias="for")
    """How long to fill, instead of to the end of the slot."""
    until: TimeOfDay | None = None
    """Until when to fill, instead of to the end of the slot."""
    fit: Literal["order", "best"] = "order"
    """How it chooses: in order, or the set that leaves the least."""
    skip: Index = 20
    """How many items that do not fit it may pass over."""


class Rerun(StepSection):
    """What another slot has aired, once more."""

    called: ClassVar[str] = "a `rerun_of` step"
    rules: ClassVar[tuple[Rule, ...]] = COUNTS

    rerun_of: SlotName
    """The slot: `SLOT`, or `CHANNEL.SLOT`."""
    of: Literal["last", "today", "week"] = "last"
    """What it aired the last time, this broadcast day, or in the seven days that end with it."""


class Turns(StepSection):
    """Several collections that take turns."""

    rules: ClassVar[tuple[Rule, ...]] = (AtMostOne(("count", "for", "until")),)

    count: Count | None = None
    """How many items; without it or an end, one turn. A slot's own runs until the slot ends."""
    for_: Length | None = Field(None, alias="for")
    """For how long they take turns."""
    until: TimeOfDay | None = None
    """Until when they take turns."""


class Spaced(Turns):
    """Collections that take turns, and what must lie between them."""

    gap: Index = 0
    """How many others come before a show, or an item of none, may return."""
    max_run: Count | None = None
    """How many items in a row may come from one of them."""
    cooldown: Length | None = None
    """How long each of them rests on the air after an item."""


class Mix(Spaced):
    """Each turn the collection that is most behind its share."""

    called: ClassVar[str] = "a `mix` step"

    mix: Weights = Field(examples=["{cheers: 3, wings: 1}"])
    """The collections and their shares."""
    by: Literal["time", "count"] = "time"
    """What the shares are of: air time, or items."""


class Rotate(Turns):
    """Collections one after the other, again and again."""

    called: ClassVar[str] = "a `rotate` step"

    rotate: Members = Field(examples=["[cheers, wings]"])
    """The collections, in their order."""
    each: Count = 1
    """How many items of each."""


class Random(Spaced):
    """Each turn a drawn collection."""

    called: ClassVar[str] = "a `random` step"

    random: Weights = Field(examples=["{cheers: 3, wings: 1}"])
    """The collections and their chances."""


class BlockStep(StepSection):
    """Another block."""

    called: ClassVar[str] = "a `block` step"

    block: Name
    """Its name in `blocks`."""


class Pad(StepSection):
    """Filler until the next multiple of so long on the wall clock."""

    called: ClassVar[str] = "a `pad` step"
    rules: ClassVar[tuple[Rule, ...]] = COUNTS

    pad: Minutes
    """The multiple: `30m` is the next full or half hour."""


class Break(StepSection):
    """A pod of interstitials."""

    called: ClassVar[str] = "a `break` step"
    rules: ClassVar[tuple[Rule, ...]] = COUNTS

    break_: LengthSpan = Field(alias="break")
    """How long it is: `2m`, `2m..3m`."""
    with_: Name = Field(alias="with", examples=["ads"])
    """The collection of what is shown in it."""
    opening: Names = ()
    """A clip of each of these collections begins it."""
    closing: Names = ()
    """A clip of each of these collections ends it."""


class Wait(StepSection):
    """Filler until a time of day."""

    called: ClassVar[str] = "a `wait` step"
    rules: ClassVar[tuple[Rule, ...]] = COUNTS

    wait: TimeOfDay
    """The time: `"20:00"`."""
    tomorrow: Truth = False
    """If that time is past: the one of the next day."""


class Repeat(StepSection):
    """Steps again and again: so many times, or until the slot ends."""

    called: ClassVar[str] = "a `repeat` step"

    repeat: tuple[Step, ...]
    """The steps."""
    times: Count | None = None
    """How many times; without it, until the slot ends."""


class Shuffle(StepSection):
    """Steps in a drawn order, each once."""

    called: ClassVar[str] = "a `shuffle` step"

    shuffle: tuple[Step, ...]
    """The steps."""


class Move(StepSection):
    """Moves a place in a collection; nothing airs."""

    of: Name | None = None
    """The collection, if the slot plays more than one."""


class Goto(Move):
    """The collection goes on with this item."""

    called: ClassVar[str] = "a `goto` step"

    goto: Text = Field(examples=["S02E01"])
    """The item: `S02E01`, the date it first aired, its title or key."""


class Skip(Move):
    """Items of the collection are passed over."""

    called: ClassVar[str] = "a `skip` step"

    skip: Count
    """How many."""


class Rewind(Move):
    """The collection begins again with its first item."""

    called: ClassVar[str] = "a `rewind` step"

    rewind: Yes
    """`true`."""


class OffAir(StepSection):
    """Nothing, on purpose, until the slot (or `for`, `until`) ends."""

    called: ClassVar[str] = "an `off_air` step"
    rules: ClassVar[tuple[Rule, ...]] = (*COUNTS, AtMostOne(("for", "until")))

    off_air: Yes
    """`true`."""
    for_: Length | None = Field(None, alias="for")
    """For how long, instead of to the end of the slot."""
    until: TimeOfDay | None = None
    """Until when, instead of to the end of the slot."""


class Live(StepSection):
    """A relay of a live source until the slot (or `for`, `until`) ends."""

    called: ClassVar[str] = "a `live` step"
    rules: ClassVar[tuple[Rule, ...]] = (*COUNTS, AtMostOne(("for", "until")))

    live: Name
    """The live source."""
    for_: Length | None = Field(None, alias="for")
    """How long it is relayed, instead of to the end of the slot."""
    until: TimeOfDay | None = None
    """Until when it is relayed, instead of to the end of the slot."""
    alternate: Name | None = None
    """The collection that airs while the source is down."""


class LayersStep(StepSection):
    """Other layers from here to the end of the block."""

    called: ClassVar[str] = "a `layers` step"
    rules: ClassVar[tuple[Rule, ...]] = COUNTS

    layers: LayerChange  # type: ignore[assignment]  # as a step's body it is a change


STEPS: dict[str, type[StepSection]] = {
    "play": Play,
    "fill": Fill,
    "block": BlockStep,
    "pad": Pad,
    "break": Break,
    "wait": Wait,
    "repeat": Repeat,
    "off_air": OffAir,
    "live": Live,
    "layers": LayersStep,
    "mix": Mix,
    "rotate": Rotate,
    "random": Random,
    "shuffle": Shuffle,
    "goto": Goto,
    "rewind": Rewind,
    "skip": Skip,
    "rerun_of": Rerun,
}
"""Every step by the body key that names it. A new step is a class above and a line here."""

_PLAYING = ("play", "fill", "mix", "rotate", "random")


def plays(step: StepSection) -> tuple[str, ...]:
    """The collections that a step, or a slot that is its own step, takes items from."""
    for key in _PLAYING:
        if value := getattr(step, key, None):
            first = (value,) if isinstance(value, str) else tuple(value)
            return (*first, *getattr(step, "then", ()))
    return ()


def _tag(value: Any) -> str | None:
    """The union's tag of a written or a validated step; no key can be called like it."""
    body = body_of(value)
    return body and f"{body} step"


def body_of(value: Any) -> str | None:
    """The body key of a written or a validated step."""
    if isinstance(value, StepSection):
        return next(name for name, kind in STEPS.items() if type(value) is kind)
    if not isinstance(value, dict):
        return None
    bodies = [name for name in STEPS if name in value]
    # Every step may say its `layers`; alone they are a step.
    return next((name for name in bodies if name != "layers"), bodies[0] if bodies else None)


Step: TypeAlias = Annotated[
    Union[  # noqa: UP007 - one alternative a line; `|` would make one line of them
        Annotated[Play, Tag("play step")],
        Annotated[Fill, Tag("fill step")],
        Annotated[BlockStep, Tag("block step")],
        Annotated[Pad, Tag("pad step")],
        Annotated[Break, Tag("break step")],
        Annotated[Wait, Tag("wait step")],
        Annotated[Repeat, Tag("repeat step")],
        Annotated[OffAir, Tag("off_air step")],
        Annotated[Live, Tag("live step")],
        Annotated[LayersStep, Tag("layers step")],
        Annotated[Mix, Tag("mix step")],
        Annotated[Rotate, Tag("rotate step")],
        Annotated[Random, Tag("random step")],
        Annotated[Shuffle, Tag("shuffle step")],
        Annotated[Goto, Tag("goto step")],
        Annotated[Skip, Tag("skip step")],
        Annotated[Rewind, Tag("rewind step")],
        Annotated[Rerun, Tag("rerun_of step")],
    ],
    Discriminator(_tag),
]
