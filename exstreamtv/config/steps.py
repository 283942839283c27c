"""What a block is made of. A step is a mapping with exactly one body key, which names it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias, Union

from pydantic import Discriminator, Field, Tag

from exstreamtv.config.section import Section
from exstreamtv.config.types import (
    Count,
    Index,
    Length,
    Name,
    Names,
    Span,
    Text,
    Texts,
    TimeOfDay,
    Truth,
)

Order: TypeAlias = Literal["aired", "season", "title", "custom", "shuffle", "random"]


class Breaks(Section):
    """Openings inside a programme: at its chapters, or every so often, with what fills them."""

    at: Literal["chapters"] | None = None
    every: Length | None = None
    with_: Name = Field(alias="with")
    length: Span
    min_gap: Length | None = None
    first_after: Length | None = None
    at_most: Count | None = None


class Guide(Section):
    """What the guide says instead of what the medium says."""

    subtitle: Text | None = None
    description: Text | None = None
    category: Texts = ()


class Presentation(Section):
    """What a channel, a slot or a step may say of how things air; the nearest one counts."""

    title: Text | None = None
    guide: Guide | None = None
    before: Names = ()
    after: Names = ()
    breaks: Breaks | None = None
    filler: Name | None = None
    audio: Texts = ()


class StepSection(Presentation):
    """What every step may carry."""

    order: Order | None = None
    cursor: Name | None = None


class Play(StepSection):
    """Items of a collection, in its order: one, so many, or as long as said."""

    play: Name
    count: Count | Literal["all"] | None = None
    for_: Length | None = Field(None, alias="for")
    until: TimeOfDay | None = None


class Fill(StepSection):
    """Items of a collection that fit, until the slot (or `for`, `until`) ends."""

    fill: Name
    for_: Length | None = Field(None, alias="for")
    until: TimeOfDay | None = None
    fit: Literal["order", "best"] = "order"
    skip: Index = 20


class BlockStep(StepSection):
    """Another block."""

    block: Name


class Pad(StepSection):
    """Filler until the next multiple of so long on the wall clock."""

    pad: Length


class Break(StepSection):
    """A pod of interstitials."""

    break_: Span = Field(alias="break")
    with_: Name = Field(alias="with")


class Wait(StepSection):
    """Filler until a time of day."""

    wait: TimeOfDay
    tomorrow: Truth = False


class Repeat(StepSection):
    """Steps again and again: so many times, or until the slot ends."""

    repeat: tuple[Step, ...]
    times: Count | None = None


class OffAir(StepSection):
    """Nothing, on purpose, until the slot (or `for`, `until`) ends."""

    off_air: Truth
    for_: Length | None = Field(None, alias="for")
    until: TimeOfDay | None = None


STEPS: dict[str, type[StepSection]] = {
    "play": Play,
    "fill": Fill,
    "block": BlockStep,
    "pad": Pad,
    "break": Break,
    "wait": Wait,
    "repeat": Repeat,
    "off_air": OffAir,
}
"""Every step by the body key that names it. A new step is a class above and a line here."""


def body_of(value: Any) -> str | None:
    """The body key of a written or a validated step: the tag of the union."""
    if isinstance(value, StepSection):
        return next(name for name, kind in STEPS.items() if type(value) is kind)
    bodies = [name for name in STEPS if isinstance(value, dict) and name in value]
    return bodies[0] if bodies else None


Step: TypeAlias = Annotated[
    Union[  # noqa: UP007 - one alternative a line; `|` would make one line of them
        Annotated[Play, Tag("play")],
        Annotated[Fill, Tag("fill")],
        Annotated[BlockStep, Tag("block")],
        Annotated[Pad, Tag("pad")],
        Annotated[Break, Tag("break")],
        Annotated[Wait, Tag("wait")],
        Annotated[Repeat, Tag("repeat")],
        Annotated[OffAir, Tag("off_air")],
    ],
    Discriminator(body_of),
]

Repeat.model_rebuild()
