"""What one plan leaves to the next, while the station is being written."""

from __future__ import annotations

from dataclasses import dataclass, field

from exstreamtv.cli.against import Before
from exstreamtv.cli.compiler import Remembering
from exstreamtv.pipeline import Loaded


@dataclass(slots=True)
class Memory:
    """The station as it was, what it was compared with, and the timelines of both sides."""

    loaded: Loaded | None = None
    before: Before | None = None
    new: Remembering = field(default_factory=Remembering)
    old: Remembering = field(default_factory=Remembering)
