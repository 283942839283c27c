"""The applied station as the daemon is handed it: compiled on demand, and applied anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from exstreamtv import pipeline
from exstreamtv.cli.options import Format
from exstreamtv.cli.render import render
from exstreamtv.cli.revision import name_of, unbundled
from exstreamtv.cli.takeover import starts
from exstreamtv.config.lineup import inherited, lineup
from exstreamtv.config.station import Station
from exstreamtv.daemon.revisions import KEPT, Revisions
from exstreamtv.emit.ledger import as_it_airs
from exstreamtv.emit.m3u import m3u
from exstreamtv.emit.xmltv import xmltv
from exstreamtv.model.channel import Lineup
from exstreamtv.model.diagnostic import Diagnostic, Severity, failed
from exstreamtv.model.failure import StaleError, StateError, UnfitError
from exstreamtv.model.media import Media
from exstreamtv.model.progress import Progress
from exstreamtv.model.revision import Applied, needed, segments
from exstreamtv.model.spliced import NEVER, Part, spliced
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.schedule.setting import CARD

FRESH = timedelta(minutes=10)
"""How long a guide is handed out again."""

AHEAD = timedelta(days=1)
"""How much of a revision is compiled before it is accepted."""


MOST_INSTEAD = 500
"""Of how many media of a fallback the daemon knows."""

EVER = datetime.min.replace(tzinfo=UTC)


class _Span(NamedTuple):
    start: datetime
    stop: datetime
    revision: str


class Compiled:
    """Every revision that is in force, as one station. Its methods may be called by any thread."""

    def __init__(self, revisions: Revisions, directory: Path, now: Callable[[], datetime]) -> None:
        self._revisions = revisions
        self._directory = directory
        self._now = now
        self._lock = RLock()
        self._loaded: dict[str, Loaded] = {}
        self._history = revisions.history()
        self._guide: tuple[datetime, Mapping[str, Progress], bytes] | None = None

    @property
    def history(self) -> tuple[Applied, ...]:
        """What was applied, the oldest first."""
        return self._history

    @property
    def revision(self) -> str:
        """The newest one, empty before the first."""
        return self._history[-1].revision if self._history else ""

    @property
    def station(self) -> Station:
        """What the newest revision says."""
        return self._station(self.revision)

    @property
    def lineup(self) -> Lineup:
        """The channels of the newest revision."""
        return lineup(self.station)

    def files(self, revision: str) -> dict[str, str]:
        """The station's files at a revision; StateError if it is not kept."""
        return self._revisions.files(revision)

    def with_source(self, source: str) -> Station:
        """The newest station in force that has this source."""
        return self._with(lambda station: source in station.sources)

    def with_layer(self, layer: str) -> Station:
        """The newest station in force that has this layer."""
        return self._with(lambda station: layer in station.layers)

    def timeline(self, channel: str, start: datetime, stop: datetime) -> Timeline:
        """What is on the air on one channel; StateError if that cannot be compiled."""
        parts = [
            Part(span.start, span.stop, self._part(span, channel, start, stop))
            for span in self._in_force(channel, start, stop)
        ]
        return spliced(channel, parts)

    def fallback(self, channel: str) -> tuple[Media, ...]:
        """What airs on the channel in place of what cannot be played; nothing for the card."""
        inputs = self._opened(self.revision).inputs
        name = inherited(inputs.station, channel).fallback
        if name == CARD:
            return ()
        day = inputs.calendar.day_of(self._now())
        alive = (each for each in inputs.library.members(name).media if each.alive(day))
        return tuple(islice(alive, MOST_INSTEAD))

    def m3u(self, base: str) -> str:
        """The playlist."""
        return m3u(self.lineup, base)

    def xmltv(self, progress: Mapping[str, Progress]) -> bytes:
        """The guide, from what the station keeps of the past to its horizon.

        Channels in ``progress``, by id, are shown as they air: only while somebody watches.
        """
        now = self._now()
        with self._lock:
            if self._guide is None or self._guide[1] != progress or now - self._guide[0] >= FRESH:
                self._guide = now, progress, self._made(now, progress)
            return self._guide[2]

    def apply(self, files: Mapping[str, str], base: str, *, force: bool = False) -> Applied:
        """Let these files take over where they may.

        StaleError unless ``base`` is in force; UnfitError if they do not compile; StateError if
        they cannot be kept: then nothing has changed.
        """
        with self._lock:
            loaded, applied = self._prepared(files, base, force=force)
            history = [*self._history, applied]
            on_air = needed(history, applied.at - self._back())
            kept = [each for each in history if each in on_air or each in history[-KEPT:]]
            self._revisions.add(kept, files)
            names = {each.revision for each in on_air}
            still = {name: held for name, held in self._loaded.items() if name in names}
            # Before the history: who looks without the lock finds each that is in the history.
            self._loaded = {**still, applied.revision: loaded}
            self._history, self._guide = tuple(kept), None
            return applied

    def trial(self, files: Mapping[str, str], base: str, *, force: bool = False) -> Applied:
        """What `apply` would do, without doing it."""
        with self._lock:
            return self._prepared(files, base, force=force)[1]

    def _prepared(
        self, files: Mapping[str, str], base: str, *, force: bool
    ) -> tuple[Loaded, Applied]:
        if base != self.revision:
            raise StaleError(base, self.revision)
        now, new = self._now(), self._read(files)
        held = [self._opened(each.revision) for each in needed(self._history, now)]
        when = starts(new, held, self.timeline, now, force=force)
        return new, Applied(name_of(files), now, when)

    def _with(self, has: Callable[[Station], bool]) -> Station:
        in_force = needed(self._history, self._now() - self._back())
        stations = (self._station(applied.revision) for applied in reversed(in_force))
        return next(filter(has, stations), self.station)

    def _back(self) -> timedelta:
        return self.station.station.guide.back if self._history else timedelta(0)

    def _read(self, files: Mapping[str, str]) -> Loaded:
        try:
            texts = unbundled(self._directory, files)
        except ValueError as error:
            raise UnfitError(json.dumps([{"message": str(error)}])) from error
        loaded = pipeline.load(texts, self._now())
        found = [*loaded.found]
        if not loaded.failed and loaded.station:
            found += pipeline.timelines(loaded, self._now(), self._now() + AHEAD)[1]
        if failed(found) or loaded.station is None:
            raise UnfitError(render(found, loaded.texts, Format.JSON))
        return loaded

    def _in_force(self, channel: str, start: datetime, stop: datetime) -> Iterator[_Span]:
        """What is on the air on a channel in a window, revision after revision.

        One that waits for its viewers may be far behind: it goes by the newest alone. What is in
        force only outside of the window is not even read.
        """
        config = self.station.channels.get(channel)
        if config and config.progress == "watched":
            yield _Span(EVER, NEVER, self.revision)
            return
        held = segments(self._history, channel)
        ends = [*(segment.start for segment in held[1:]), NEVER]
        for segment, end in zip(held, ends, strict=True):
            overlaps = segment.start < stop and end > start
            if overlaps and channel in self._station(segment.revision).channels:
                yield _Span(segment.start, end, segment.revision)

    def _part(self, span: _Span, channel: str, start: datetime, stop: datetime) -> Timeline:
        loaded = self._opened(span.revision)
        begin, end = max(start, span.start), min(stop, span.stop)
        timelines, found = pipeline.timelines(loaded, begin, end, [channel])
        _must_compile(found)
        return timelines[channel]

    def _station(self, revision: str) -> Station:
        station = self._opened(revision).station
        assert station, "only what compiles is applied"
        return station

    def _opened(self, revision: str) -> Loaded:
        """A revision that was applied; what is wrong with it by now is no reason to be dark.

        One that is known is had without the lock: the daemon's loop asks for the lineup, and must
        not wait while an application is compiled.
        """
        if known := self._loaded.get(revision):
            return known
        with self._lock:
            if revision not in self._loaded:
                texts = unbundled(self._directory, self._revisions.files(revision))
                loaded = pipeline.load(texts, self._now())
                if loaded.station is None:
                    raise StateError(f"the revision `{revision}` cannot be read any more")
                self._loaded[revision] = loaded
            return self._loaded[revision]

    def _made(self, now: datetime, progress: Mapping[str, Progress]) -> bytes:
        start, stop = now - self._back(), now + self.station.station.horizon
        timelines = {}
        for id_ in (channel.id for channel in self.lineup.channels):
            if each := progress.get(id_):
                # Not the time for which it stands, in which nothing airs: that may be months.
                first = min(start - each.behind, each.shown(now))
                planned = self.timeline(id_, first, stop - each.lag(now))
                timelines[id_] = as_it_airs(planned, each, now)
            else:
                timelines[id_] = self.timeline(id_, start, stop)
        return xmltv(self.lineup, timelines, start, stop)


def _must_compile(found: Sequence[Diagnostic]) -> None:
    for each in found:
        if each.severity is Severity.ERROR:
            raise StateError(f"{each.code}: {each.message}")
