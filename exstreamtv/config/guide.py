"""What the guide says, and how it is shaped: of a station, a channel, a slot, a step."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from exstreamtv.config.section import Section
from exstreamtv.config.types import Length, Text, Texts, Truth

EntryKind: TypeAlias = Literal["episode", "movie", "music", "track", "clip", "group", "filler"]
"""What an entry is about: a medium of a kind, several works, or none."""


class Guide(Section):
    """What the guide says instead of what the medium says."""

    called: ClassVar[str] = "`guide`"

    subtitle: Text | None = None
    """The line below the title."""
    description: Text | None = None
    """What it is about."""
    category: Texts = ()
    """What kind of programme it is, instead of the medium's genres."""
    group: Truth | None = None
    """One entry for all that airs in a row. Without it: if there is a `title`."""


class Shaping(Section):
    """How the guide of a channel, or of every channel, is shaped."""

    minimum: Length | None = None
    """The shortest entry; what is shorter joins its neighbour. By default `3m`."""
    templates: dict[EntryKind, Text] = Field(default_factory=dict)
    """Jinja2 templates of XMLTV's `<programme>`, by what the entry is about."""
    new: Length | None = None
    """How old a work may be to count as new. Without it: new is what airs for the first time."""


class ChannelGuide(Guide, Shaping):
    """What the guide says of a channel's programmes, and how it is shaped."""


class GuideSettings(Shaping):
    """How much of the past the guide keeps, and how it is shaped."""

    called: ClassVar[str] = "`guide`"

    back: Length = timedelta(days=1)
    """How much of the past it keeps."""
