"""The compiled station as the daemon is handed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from exstreamtv import pipeline
from exstreamtv.config.station import Station
from exstreamtv.emit.m3u import m3u
from exstreamtv.emit.xmltv import xmltv
from exstreamtv.model.channel import Lineup
from exstreamtv.model.diagnostic import Diagnostic, Severity
from exstreamtv.model.failure import StateError
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded

FRESH = timedelta(minutes=10)
"""How long a guide is handed out again."""


@dataclass
class Compiled:
    """Compiles on demand. Its methods may be called from any thread."""

    loaded: Loaded
    station: Station
    lineup: Lineup
    now: Callable[[], datetime]
    _lock: Lock = field(default_factory=Lock)
    _guide: tuple[datetime, bytes] | None = None

    def timeline(self, channel: str, start: datetime, stop: datetime) -> Timeline:
        """What is on the air on one channel; StateError if that cannot be compiled."""
        timelines, found = pipeline.timelines(self.loaded, start, stop, [channel])
        _must_compile(found)
        return timelines[channel]

    def m3u(self, base: str) -> str:
        """The playlist."""
        return m3u(self.lineup, base)

    def xmltv(self) -> bytes:
        """The guide, from what the station keeps of the past to its horizon."""
        now = self.now()
        with self._lock:
            if self._guide is None or now - self._guide[0] >= FRESH:
                self._guide = now, self._made(now)
            return self._guide[1]

    def _made(self, now: datetime) -> bytes:
        settings = self.station.station
        start, stop = now - settings.guide.back, now + settings.horizon
        timelines, found = pipeline.timelines(self.loaded, start, stop)
        _must_compile(found)
        return xmltv(self.lineup, timelines, start, stop)


def _must_compile(found: Sequence[Diagnostic]) -> None:
    for each in found:
        if each.severity is Severity.ERROR:
            raise StateError(f"{each.code}: {each.message}")
