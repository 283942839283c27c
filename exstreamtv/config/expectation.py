"""What must be on the air when: `tests`, an assertion or more each, over a window of days."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from exstreamtv.config.amounts import Budget, HoursOfDay, Part
from exstreamtv.config.days import Weekdays
from exstreamtv.config.rules import AtLeastOne, AtMostOne, Needs, Rule
from exstreamtv.config.section import Section
from exstreamtv.config.types import (
    Count,
    Index,
    Length,
    Name,
    Text,
    TimeOfDay,
    misfit,
    parsed,
)

_DESCRIBING = (
    "show",
    "title",
    "season",
    "episode",
    "kind",
    "genre",
    "tag",
    "rating",
    "collection",
    "source",
    "slot",
    "where",
)

_ASSERTIONS = ("airs", "never", "dead_air", "filler_at_most", "starts_within", "no_repeat")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise misfit("E105", f"`{text}` is no date", "write `2026-12-24`") from None


DateText = Annotated[
    date,
    BeforeValidator(parsed(_date)),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]


class Wanted(Section):
    """A description of media; all that is given must hold."""

    called: ClassVar[str] = "a description of what airs"
    rules: ClassVar[tuple[Rule, ...]] = (AtLeastOne(_DESCRIBING),)

    show: Text | None = None
    """The show."""
    title: Text | None = None
    """The title, of the medium or in the guide."""
    season: Index | None = None
    """The season."""
    episode: Index | None = None
    """The episode."""
    kind: Text | None = None
    """`episode`, `movie`, `music`, `clip` or `track`."""
    genre: Text | None = None
    """One of its genres."""
    tag: Text | None = None
    """One of its tags."""
    rating: Text | None = None
    """Its rating, as the medium has it."""
    collection: Name | None = None
    """The collection that the slot plays it from."""
    source: Name | None = None
    """The source that it comes from."""
    slot: Name | None = None
    """The slot that it is in."""
    where: Text | None = None
    """An expression, as in a collection."""


class Expectation(Section):
    """What must be on the air when."""

    called: ClassVar[str] = "a test"
    rules: ClassVar[tuple[Rule, ...]] = (
        AtLeastOne(_ASSERTIONS),
        AtMostOne(("at", "between")),
        Needs("starts_within", ("at",)),
        Needs("between", ("airs", "never")),
    )

    channel: Name = Field(examples=["retro"])
    """The channel."""
    from_: DateText | None = Field(None, alias="from")
    """The first broadcast day; today if nothing is said, or if it is past."""
    days: Count = 7
    """How many broadcast days from then on."""
    on_days: Weekdays = frozenset(range(7))
    """Only these weekdays."""
    at: TimeOfDay | None = None
    """At this time of each day."""
    between: HoursOfDay | None = None
    """Within these hours of each day."""
    airs: Wanted | None = None
    """This is on at that time; without a time, at some time of each day."""
    never: Wanted | None = None
    """This is not on at that time; without a time, at no time."""
    dead_air: Budget | None = None
    """No more slate that nobody asked for than this a day: `none`, `30s`."""
    filler_at_most: Part | None = None
    """No more filler than this a day: `10%`, `30m`."""
    starts_within: Length | None = None
    """What is on at that time began at most so much before it, or after."""
    no_repeat: Length | None = None
    """No programme comes again within so long."""
