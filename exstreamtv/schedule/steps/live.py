"""`live`: a relay until `for`, `until` or the slot ends, with what airs while it is down."""

from __future__ import annotations

from datetime import datetime

from exstreamtv.config.steps import Live
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind, Standby
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.airing import end_of
from exstreamtv.schedule.company import Ledger
from exstreamtv.schedule.fill import Gap, Past, closed
from exstreamtv.schedule.run import Cut, Run


def live(run: Run, act: Act, step: Live) -> None:
    """One item, whatever is on there; the guide shows it as a programme."""
    start, stop = run.now, end_of(run, step.for_, step.until)
    if stop > start:
        media = relayed(run, step.live)
        alternate = _alternate(run, act, step.alternate, stop)
        run.place(act, Cut(media, stop - start, ZERO, Kind.LIVE, ""), alternate)
        run.airing(start, media, act)


def relayed(run: Run, source: str) -> Media:
    """What a live source is as a medium: it has no length of its own."""
    config = run.setting.inputs.station.sources[source]
    title = getattr(config, "title", None) or source
    return Media(source, "live", MediaKind.LIVE, title, ZERO)


def _alternate(run: Run, act: Act, name: str | None, stop: datetime) -> tuple[Standby, ...]:
    """What airs when over the same time, drawn by the hour of the day's own seed."""
    if name is None:
        return ()
    reel = run.setting.inputs.reel(name)
    seed = run.seed.child("alternate", run.now.isoformat())
    gap = Gap(run.now, stop, seed, run.stretch.day)
    return tuple(Standby(*piece) for piece in closed(gap, reel, None, Past([], Ledger())))
