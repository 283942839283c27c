"""What lies over the picture, as authors write it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic import Field as Key

from exstreamtv.config.rules import ExactlyOne, Needs, Rule
from exstreamtv.config.section import Section
from exstreamtv.config.types import Length, Minutes, Names, Text, Truth, Yes, misfit, parsed
from exstreamtv.model.layer import PLACE, Field, Layer, Look
from exstreamtv.model.names import did_you_mean

CODES = {
    "E355": """A layer's text names what there is not

In braces a text may name `title` and `subtitle` of the programme that is on, `next` and
`next_at` (what comes after it, and when), `channel`, `time` and `left` (how long the programme
still is).

```yaml
layers:
  later: {text: "Next: {next} at {next_at}", corner: bottom-left, show: {last: 30s}}
```
""",
}

_PERCENT = re.compile(r"(\d{1,3})%", re.ASCII)


def _percent(text: str) -> int:
    match = _PERCENT.fullmatch(text)
    if not match or int(match[1]) > 100:
        raise misfit("E105", f"`{text}` is no share of a whole", "write `8%`, from `0%` to `100%`")
    return int(match[1])


def _template(text: str) -> str:
    for name in PLACE.findall(text):
        if name not in {*Field}:
            hint = did_you_mean(name, [*Field]) or f"known here: {', '.join(Field)}"
            raise misfit("E355", f"no text can show `{{{name}}}`", hint)
    return text


Percent = Annotated[
    int,
    BeforeValidator(parsed(_percent)),
    WithJsonSchema({"type": "string", "pattern": f"^{_PERCENT.pattern}$"}),
]
Template = Annotated[
    str, BeforeValidator(parsed(_template)), WithJsonSchema({"type": ["string", "number"]})
]
Place = Literal["top-left", "top", "top-right", "centre", "bottom-left", "bottom", "bottom-right"]


class Show(Section):
    """When a layer is to be seen; without any of these always."""

    called: ClassVar[str] = "`show`"
    rules: ClassVar[tuple[Rule, ...]] = (Needs("for", ("every",)), Needs("every", ("for",)))

    first: Length | None = None
    """So long at the beginning of each programme."""
    last: Length | None = None
    """So long before the end of each programme."""
    every: Minutes | None = None
    """Again and again, counted from the programme's beginning."""
    for_: Length | None = Key(default=None, alias="for")
    """For how long, each time."""


class Card(Section):
    """Two lines on a dark band across the lower part of the picture."""

    called: ClassVar[str] = "`card`"

    heading: Template = Key(examples=['"{title}"'])
    """The large line."""
    text: Template | None = None
    """The small line below it."""


class LayerConfig(Section):
    """A logo, a text, a card, a clock, a countdown or a progress bar over the picture."""

    called: ClassVar[str] = "a layer"
    rules: ClassVar[tuple[Rule, ...]] = (
        ExactlyOne(("logo", "text", "card", "clock", "countdown", "progress")),
        Needs("box", ("text", "clock", "countdown")),
    )

    logo: Text | None = None
    """An image file (PNG, JPEG, WebP): a path below the station's folder or a source's."""
    text: Template | None = None
    """A line of text; it may name `{title}`, `{next}` and more."""
    card: Card | None = None
    """Two lines on a dark band."""
    clock: Yes = False
    """The time of day."""
    countdown: Yes = False
    """How long the programme still is."""
    progress: Yes = False
    """A line across the picture that grows with the programme."""
    corner: Place | None = None
    """Where it stands: a logo at the top right if nothing is said, all else at the bottom left."""
    margin: Percent = 5
    """Its distance from the edges, as a share of the picture's height."""
    size: Percent | None = None
    """Its height, as a share of the picture's: a logo has `10%` and a text `4%` if not said."""
    opacity: Percent = 100
    """How much it covers of what is below it."""
    box: Truth = False
    """A dark box around the text."""
    show: Show = Key(default_factory=Show)
    """When it is to be seen."""
    over: Literal["programmes", "all"] = "programmes"
    """Over programmes only, or also over breaks, idents and filler."""


class LayerChange(Section):
    """Layers that come and go."""

    called: ClassVar[str] = "`layers`"

    add: Names = ()
    """Layers that are shown from here on, above the others."""
    drop: Names = ()
    """Layers that are shown no more."""


def layer(name: str, config: LayerConfig) -> Layer:
    """The layer as it is drawn."""
    look, lines = _look(config)
    show = config.show
    return Layer(
        name,
        look,
        lines,
        config.logo or "",
        config.corner or ("top-right" if look is Look.LOGO else "bottom-left"),
        config.margin,
        config.size or 0,
        config.opacity,
        config.box,
        show.first,
        show.last,
        show.every,
        _shorter(show.for_, show.every),
    )


def _look(config: LayerConfig) -> tuple[Look, tuple[str, ...]]:
    if config.card:
        return Look.CARD, (config.card.heading, config.card.text or "")
    if config.logo:
        return Look.LOGO, ()
    if config.progress:
        return Look.PROGRESS, ()
    return Look.TEXT, (config.text or ("{time}" if config.clock else "{left}"),)


def _shorter(one: timedelta | None, other: timedelta | None) -> timedelta | None:
    return min(one, other) if one and other else None
