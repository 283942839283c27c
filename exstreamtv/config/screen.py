"""What shows when nothing can be shown, as authors write it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from exstreamtv.config.rules import ExactlyOne, Rule
from exstreamtv.config.section import Section
from exstreamtv.config.types import Text, misfit, parsed
from exstreamtv.model.layer import PLACE
from exstreamtv.model.names import did_you_mean
from exstreamtv.model.screen import LINES, Screen, Show, Word


def _line(text: str) -> str:
    for name in PLACE.findall(text):
        if name not in {*Word}:
            hint = did_you_mean(name, [*Word]) or f"known here: {', '.join(Word)}"
            raise misfit("E355", f"no screen can show `{{{name}}}`", hint)
    return text


Line = Annotated[
    str, BeforeValidator(parsed(_line)), WithJsonSchema({"type": ["string", "number"]})
]


class SlateConfig(Section):
    """What shows when nothing can be shown: something drawn, a picture or a clip; and its sound."""

    called: ClassVar[str] = "`slate`"
    rules: ClassVar[tuple[Rule, ...]] = (ExactlyOne(("show", "picture", "clip")),)

    show: Literal["card", "pattern", "static"] | None = None
    """What is drawn."""
    picture: Text | None = None
    """An image file: a path below the station's folder or a source's."""
    clip: Text | None = None
    """A media file, of which the first ten seconds go round."""
    sound: Text = Field(default="silent", examples=["tone"])
    """`silent`, `tone`, or a media file, of which the first ten seconds go round."""
    lines: tuple[Line, ...] = LINES
    """What a card or a clock says below the channel's name: `{next_at}`, `{next}`, `{channel}`."""


class OffAirConfig(SlateConfig):
    """What shows when nothing is planned."""

    called: ClassVar[str] = "`off_air`"

    show: Literal["card", "pattern", "static", "clock"] | None = None  # type: ignore[assignment]
    """What is drawn; `clock` is the time of day."""


def _form(value: object) -> str:
    return "keys" if isinstance(value, dict | SlateConfig) else "word"


Slate = Annotated[
    Annotated[Literal["card", "pattern", "static"], Tag("word")]
    | Annotated[SlateConfig, Tag("keys")],
    Discriminator(_form),
]
OffAir = Annotated[
    Annotated[Literal["card", "pattern", "static", "clock"], Tag("word")]
    | Annotated[OffAirConfig, Tag("keys")],
    Discriminator(_form),
]


def screen(written: str | SlateConfig) -> Screen:
    """The same as it is drawn."""
    if isinstance(written, str):
        return Screen(Show(written))
    kind = written.show or ("picture" if written.picture else "clip")
    sound = "" if written.sound == "silent" else written.sound
    return Screen(Show(kind), written.picture or written.clip or "", sound, written.lines)
