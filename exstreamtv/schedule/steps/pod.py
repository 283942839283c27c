"""`break`: a pod of interstitials."""

from __future__ import annotations

from exstreamtv.config.steps import Break
from exstreamtv.config.types import LengthRange
from exstreamtv.model.time import ZERO
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.airing import pod_of
from exstreamtv.schedule.run import Run


def pod(run: Run, act: Act, step: Break) -> None:
    """Air it, shortened to what the slot has left."""
    room = run.stop - run.now
    length = LengthRange(min(step.break_.shortest, room), min(step.break_.longest, room))
    for cut in pod_of(run, act, step, length, ZERO):
        run.place(act, cut)
