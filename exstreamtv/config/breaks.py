"""Openings inside a programme, as authors write them: where they are, and what is shown there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from exstreamtv.config.rules import ExactlyOne, Rule
from exstreamtv.config.section import Section
from exstreamtv.config.types import (
    Count,
    Length,
    LengthSpan,
    Minutes,
    Name,
    Names,
    Text,
    Texts,
    misfit,
)
from exstreamtv.model.time import SECOND, ZERO, length_from, length_text

_PERCENT = re.compile(r"\d{1,2}(\.\d{1,3})?%", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mark:
    """A position in a medium: so many percent of its length, or so long from its beginning."""

    percent: Fraction = Fraction(0)
    length: timedelta = ZERO

    def of(self, length: timedelta) -> timedelta:
        """The position in a medium of this length, to the second."""
        share = length * self.percent.numerator // (100 * self.percent.denominator)
        return (share + self.length) // SECOND * SECOND

    def __str__(self) -> str:
        return length_text(self.length) if self.length else f"{self.percent}%"


def _mark(text: Any, place: int) -> Mark:
    if isinstance(text, str) and _PERCENT.fullmatch(text) and (percent := Fraction(text[:-1])):
        return Mark(percent=percent)
    try:
        return Mark(length=length_from(str(text)))
    except (ValueError, OverflowError):
        hint = "write `25%`, or a length such as `12m`"
        raise misfit("E105", f"`{text}` is no position in a programme", hint, at=(place,)) from None


def _marks(value: Any) -> Any:
    if value == "chapters":
        return value
    if not isinstance(value, list | tuple) or not value:
        hint = "write `chapters` or a list: `[25%, 50%, 75%]`"
        raise misfit("E105", "`at` takes `chapters`, or a list of positions", hint)
    return tuple(
        one if isinstance(one, Mark) else _mark(one, place) for place, one in enumerate(value)
    )


At = Annotated[
    Literal["chapters"] | tuple[Mark, ...],
    BeforeValidator(_marks),
    WithJsonSchema(
        {"anyOf": [{"const": "chapters"}, {"type": "array", "items": {"type": "string"}}]}
    ),
]


class Breaks(Section):
    """Openings inside a programme: where they are, and what fills them."""

    called: ClassVar[str] = "`breaks`"
    rules: ClassVar[tuple[Rule, ...]] = (ExactlyOne(("at", "every", "when")),)

    at: At | None = None
    """At the `chapters` of the medium, or at these positions: `[25%, 50%, 75%]`."""
    every: Minutes | None = None
    """Every so often."""
    when: Text | None = None
    """At the chapters for which this holds: `since_last >= 12m and progress < 90%`."""
    with_: Name = Field(alias="with", examples=["ads"])
    """The collection of what is shown in it."""
    length: LengthSpan = Field(examples=["2m..3m"])
    """How long a break is: `2m`, `2m..3m`."""
    min_gap: Length | None = None
    """The least time between two breaks, and between the last one and the end."""
    first_after: Length | None = None
    """The least time before the first one."""
    last_before: Length | None = Field(None, examples=["10m"])
    """The least time between the last one and the end, instead of `min_gap`."""
    at_most: Count | None = None
    """How many breaks one item may have."""
    opening: Names = ()
    """A clip of each of these collections begins every break."""
    closing: Names = ()
    """A clip of each of these collections ends every break."""
    not_in: Texts = ()
    """Genres whose items are not interrupted."""
    where: Text | None = Field(None, examples=['kind = "movie" and length >= 1h'])
    """Which items are interrupted, said as in a collection: `length >= 1h`."""
