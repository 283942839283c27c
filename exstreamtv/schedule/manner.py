"""How things air: what channel, slot and step say of it, the nearest one counting."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from exstreamtv.config.breaks import Breaks
from exstreamtv.config.channel import ChannelConfig
from exstreamtv.config.guide import Guide
from exstreamtv.config.section import Section
from exstreamtv.config.subtitles import SubtitlesConfig
from exstreamtv.config.types import Order


@dataclass(frozen=True, slots=True)
class Manner:
    """What holds for one step. ``pad`` comes after each item; names are of collections."""

    title: str | None = None
    guide: Guide | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    breaks: Breaks | None = None
    filler: str | None = None
    filler_at: str = "end"
    audio: tuple[str, ...] = ()
    subtitles: SubtitlesConfig | None = None
    layers: tuple[str, ...] = ()
    order: Order | None = None
    cursor: str | None = None
    premiered_by: str | None = None
    pad: timedelta | None = None
    overrun: str = "forbid"

    def within(self, section: Section) -> Manner:
        """The same but for what ``section`` says itself."""
        return Manner(**{name: self._nearest(section, name) for name in _NAMES})

    def _nearest(self, section: Section, name: str) -> Any:
        return getattr(section if name in section.model_fields_set else self, name)


_NAMES = tuple(field.name for field in fields(Manner))


def manner_of(channel: ChannelConfig) -> Manner:
    """What a channel says for all its slots. A title there would be every programme's."""
    return Manner().within(channel)
