"""The compiler on one page: read, validate, check, open the lock, expand.

Each phase collects all it can; the pipeline stops after one that found an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePath
from types import MappingProxyType

from exstreamtv.checks import table
from exstreamtv.config.lineup import lineup
from exstreamtv.config.station import Station
from exstreamtv.config.validate import validate
from exstreamtv.model.channel import Lineup
from exstreamtv.model.diagnostic import Diagnostic, failed, in_order
from exstreamtv.model.media import Media
from exstreamtv.model.timeline import Timeline
from exstreamtv.schedule import outside
from exstreamtv.schedule.anchor import stale
from exstreamtv.schedule.calendar import Calendar
from exstreamtv.schedule.compile import compiled
from exstreamtv.schedule.setting import Inputs
from exstreamtv.sources.lock import FOLDER, Lock, lock_from, missing, stale_holidays, stale_zones
from exstreamtv.sources.store import lock_files
from exstreamtv.syntax import tree
from exstreamtv.syntax.files import Documents, read_directory, read_texts
from exstreamtv.syntax.merge import merge


@dataclass(frozen=True)
class Loaded:
    """A station as far as it could be read: ``station`` is None where it cannot be one.

    ``found`` may hold errors beside a station whose shape is right; it then must not be compiled.
    """

    texts: Mapping[PurePath, str]
    root: tree.Mapping | None
    station: Station | None
    found: tuple[Diagnostic, ...]
    lock: Lock = field(default_factory=Lock)
    _inputs: Inputs | None = None

    @property
    def failed(self) -> bool:
        """Is there an error among the findings?"""
        return failed(list(self.found))

    @cached_property
    def lineup(self) -> Lineup | None:
        """What there is to watch, or None where the station does not compile."""
        return None if self.failed or self.station is None else lineup(self.station)

    @property
    def inputs(self) -> Inputs:
        """What the timelines are a function of. Needs a station that was opened with its lock."""
        assert self._inputs is not None, "a station that could not be read is not compiled"
        return self._inputs


def open_station(
    directory: Path,
    now: datetime,
    instead: Mapping[Path, str] = MappingProxyType({}),
    beside: Loaded | None = None,
) -> Loaded:
    """The station in ``directory`` with its lock, as far as both can be read.

    ``now`` only says from which day on the schedule is looked at for overlaps and gaps; ``instead``
    are texts that stand for what files hold. What is as it was in ``beside`` is taken from there.
    """
    documents = read_directory(directory, instead)
    return _locked(_dated(read(documents), now), lock_files(directory), now, beside)


def load(texts: Mapping[PurePath, str], now: datetime, beside: Loaded | None = None) -> Loaded:
    """The station in these texts with its lock, as `open_station` gives it.

    Media and collections that are as they were in ``beside`` are taken from there.
    """
    locks = {path: text for path, text in texts.items() if path.parent.name == FOLDER}
    authored = {path: text for path, text in texts.items() if path not in locks}
    return _locked(_dated(read(read_texts(authored)), now), locks, now, beside)


def _unchanged(locks: Mapping[PurePath, str], beside: Loaded) -> dict[str, tuple[Media, ...]]:
    same = {path.stem for path, text in locks.items() if beside.texts.get(path) == text}
    sources = beside.lock.catalogue.sources
    return {name: tuple(media) for name, media in sources.items() if name in same}


def read(documents: Documents) -> Loaded:
    """The station in these documents: merged, validated, checked. No media, no lock."""
    root, merging = merge(documents.roots)
    found = [*documents.found, *merging]
    station: Station | None = None
    if root and not failed(found):
        station, misfits = validate(root)
        found += misfits
    if station:
        found += table.run(station)
    return Loaded(documents.texts, root, station, tuple(in_order(found)))


def with_lock(loaded: Loaded, lock: Lock) -> Loaded:
    """A station that was read, as if ``lock`` were its lock; unchecked."""
    station = loaded.station
    inputs = Inputs(station, lock.catalogue, lock.cursors) if station else None
    return replace(loaded, lock=lock, _inputs=inputs)


def timelines(
    loaded: Loaded, start: datetime, stop: datetime, channels: Iterable[str] | None = None
) -> tuple[dict[str, Timeline], list[Diagnostic]]:
    """What airs over ``start <= t < stop`` on these channels (by id), or on all of them."""
    inputs = loaded.inputs
    made: dict[str, Timeline] = {}
    found: list[Diagnostic] = []
    for channel in inputs.station.channels if channels is None else channels:
        result = compiled(inputs, channel, start, stop)
        made[channel] = result.timeline
        found += result.found
    return made, in_order(found)


def _dated(loaded: Loaded, now: datetime) -> Loaded:
    if loaded.station is None or loaded.failed:
        return loaded
    found = table.run_dated(loaded.station, _day(loaded.station, now))
    return replace(loaded, found=tuple(in_order([*loaded.found, *found])))


def _locked(
    loaded: Loaded,
    texts: Mapping[PurePath, str],
    now: datetime,
    beside: Loaded | None = None,
) -> Loaded:
    beside = None if beside and beside.failed else beside
    lock, found = lock_from(texts, _unchanged(texts, beside) if beside else {})
    loaded = replace(loaded, lock=lock, texts={**loaded.texts, **texts})
    if loaded.station is None:
        return replace(loaded, found=tuple(in_order([*loaded.found, *found])))
    inputs = Inputs(loaded.station, lock.catalogue, lock.cursors)
    inputs = inputs.knowing(beside.inputs) if beside else inputs
    if not loaded.failed:
        found += _unfit(inputs, lock)
        found += table.run_locked(inputs, _day(loaded.station, now))
    return replace(loaded, found=tuple(in_order([*loaded.found, *found])), _inputs=inputs)


def _day(station: Station, now: datetime) -> date:
    return Calendar(station.station.timezone, station.station.day_start).day_of(now)


def _unfit(inputs: Inputs, lock: Lock) -> list[Diagnostic]:
    """What the station needs of the lock and does not find there."""
    station = inputs.station
    found = list(missing(lock, {name: s.key_span() for name, s in station.sources.items()}))
    if failed(found):
        return found
    zones = outside.now(lock.zones, outside.rules_of_zone)
    holidays = {n: lock.holidays[n] for n in outside.holidays(station) if n in lock.holidays}
    holidays = outside.now(holidays, outside.rules_of_holidays)
    moved = [*stale_zones(lock, zones), *stale_holidays(lock, holidays)]
    return [*found, *table.run_matched(inputs), *stale(inputs), *moved]
