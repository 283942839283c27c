"""`pad`: filler until the next multiple of so long on the wall clock."""

from __future__ import annotations

from exstreamtv.config.steps import Pad
from exstreamtv.schedule import airing
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.run import Run


def pad(run: Run, act: Act, step: Pad) -> None:
    """Leave it to the filler; on the boundary exactly there is nothing to leave."""
    airing.pad(run, act, step.pad)
