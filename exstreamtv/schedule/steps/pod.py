"""`break`: a pod of interstitials."""

from __future__ import annotations

from exstreamtv.config.steps import Break
from exstreamtv.config.types import LengthRange
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.run import Cut, Run


def pod(run: Run, act: Act, step: Break) -> None:
    """Air it, shortened to what the slot has left."""
    room = run.stop - run.now
    length = LengthRange(min(step.break_.shortest, room), min(step.break_.longest, room))
    for piece in run.pod(step.with_, length):
        run.place(act, Cut(*piece, ZERO, Kind.INTERSTITIAL, step.with_))
