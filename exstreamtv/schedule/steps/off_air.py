"""`off_air`: nothing, on purpose, until the slot (or `for`, `until`) ends."""

from __future__ import annotations

from exstreamtv.config.steps import OffAir
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.airing import end_of
from exstreamtv.schedule.run import Cut, Run


def off_air(run: Run, act: Act, step: OffAir) -> None:
    """The card; the guide shows it as a programme."""
    start, stop = run.now, end_of(run, step.for_, step.until)
    if stop > start:
        run.place(act, Cut(None, stop - start, ZERO, Kind.SLATE, ""))
        run.airing(start, None, act)
