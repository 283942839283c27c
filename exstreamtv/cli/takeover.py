"""When a revision takes over on each channel: never in the middle, and never in the frozen part.

That is the end of the programme that is on the air when the freeze is over; or, if that is
later, the end of the last slot before the day from which on the lock's new cursors count
(determinism.md, section 5): what a slot airs into that day, only the old ones know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from exstreamtv.config.station import Station
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.time import EPOCH, MILLISECOND, ZERO
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.schedule.calendar import DAY

OnAir: TypeAlias = Callable[[str, datetime, datetime], Timeline]

SOON = timedelta(seconds=15)
"""What a forced change leaves alone: the daemon has begun to play it."""

SPAN = timedelta(days=2)
"""How far a programme is looked for that goes on at the end of the freeze."""


def starts(
    new: Loaded, held: Sequence[Loaded], on_air: OnAir, now: datetime, *, force: bool
) -> dict[str, datetime]:
    """From when on ``new`` is in force, for each of its channels and of those of the newest held.

    ``held`` is what is in force from now on, the newest last: an edit must not hasten cursors that
    came with one before it and do not count yet. ``on_air`` gives the timelines that are in force
    now. The first revision has always been in force; a channel that a later one adds begins at
    once.
    """
    station = _station(new)
    if not held:
        return dict.fromkeys(station.channels, EPOCH)
    old = held[-1]
    found = dict.fromkeys(station.channels, now)
    frozen = SOON if force else station.station.freeze
    for channel in _station(old).channels:
        found[channel] = _end_of_programme(on_air, channel, now + frozen)
        if not force:
            found[channel] = max(found[channel], *_counted(new, held, channel, on_air))
    both = [channel for channel in station.channels if channel in _station(old).channels]
    return {**found, **{each: _with_its_original(station, each, found) for each in both}}


def counted_from(new: Loaded, old: Loaded) -> dict[str, datetime]:
    """From when on the new lock's cursors count, by channel; where they all do already, `EPOCH`.

    Before that they say nothing, and what is compiled with them has never been meant.
    """
    station = _station(new)
    both = [channel for channel in station.channels if channel in _station(old).channels]
    found = {channel: _counted_from(new, old, channel) or EPOCH for channel in both}
    return {channel: _with_its_original(station, channel, found) for channel in both}


def _station(loaded: Loaded) -> Station:
    assert loaded.station, "only what compiles is applied"
    return loaded.station


def _end_of_programme(on_air: OnAir, channel: str, instant: datetime) -> datetime:
    programme = on_air(channel, instant, instant + SPAN).programme_at(instant)
    return programme.stop if programme else instant


def _counted(
    new: Loaded, held: Sequence[Loaded], channel: str, on_air: OnAir
) -> Iterator[datetime]:
    """From when on the channel's cursors count, whichever of what is ``held`` is on the air."""
    yield EPOCH
    for old in held:
        if channel in _station(old).channels and channel in _station(new).channels:
            yield _after_the_last(new, old, channel, on_air) or EPOCH


def _after_the_last(new: Loaded, old: Loaded, channel: str, on_air: OnAir) -> datetime | None:
    """`_counted_from`, and not before what slides over it has ended."""
    counted = _counted_from(new, old, channel)
    return counted and _end_of_programme(on_air, channel, counted - MILLISECOND)


def _counted_from(new: Loaded, old: Loaded, channel: str) -> datetime | None:
    """When the latest day begins from which on a cursor of the channel counts anew, if any does.

    That is after the last slot of the day before.
    """
    before = old.lock.cursors
    days = [cursor.at for cursor in _own(new.lock.cursors, channel) if _anew(cursor, before)]
    if not days:
        return None
    settings = [station.inputs.setting(channel) for station in (old, new)]
    return max(setting.begin(max(days)) for setting in settings)


def _own(cursors: Mapping[str, Cursor], channel: str) -> list[Cursor]:
    return [cursor for name, cursor in cursors.items() if name.startswith(f"{channel}/")]


def _anew(cursor: Cursor, before: Mapping[str, Cursor]) -> bool:
    return before.get(cursor.name) != cursor


def _with_its_original(station: Station, channel: str, found: Mapping[str, datetime]) -> datetime:
    """A channel that repeats another one changes when what it repeats does."""
    config = station.channels[channel]
    original = config.delay_of or config.mirror_of
    if original is None or original not in found:
        return found[channel]
    later = config.by or (DAY if config.delay_of else ZERO)
    return max(found[channel], _with_its_original(station, original, found) + later)
