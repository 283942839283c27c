"""How things air: what a channel, a slot and a step may each say of it."""

from __future__ import annotations

from exstreamtv.config.breaks import Breaks
from exstreamtv.config.guide import Guide
from exstreamtv.config.section import Section
from exstreamtv.config.subtitles import Wanted
from exstreamtv.config.types import Name, Names, Text, Texts


class Presentation(Section):
    """What a channel, a slot or a step may say of how things air; the nearest one counts."""

    title: Text | None = None
    """What the guide calls it, instead of what the medium is called."""
    guide: Guide | None = None
    """What else the guide says of it."""
    before: Names = ()
    """A clip of each of these collections before every item."""
    after: Names = ()
    """A clip of each of these collections after every item."""
    breaks: Breaks | None = None
    """Openings inside each item, and what is shown in them."""
    filler: Name | None = None
    """The collection that fills what is left over."""
    audio: Texts = ()
    """Languages wanted, the best first."""
    subtitles: Wanted = None
    """Languages of the subtitles drawn into the picture, the best first; `none` for none."""
    layers: Names = ()
    """What lies over the picture: names of `layers`, the lowest first."""
