"""What a look at a source changes in its lock, each change dated so that nothing before it moves.

`since` and `gone` are set to the first broadcast day that may still change, so the past and
the frozen near future never move (determinism.md, section 3). A medium that was renamed keeps
its key, under which every draw and cursor knows it; only its locator follows the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, count

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import SECOND

SHRINK_PERCENT = 20
"""A source that loses more than this share at once is being re-scanned, not emptied."""

SAME_LENGTH_PERCENT = 2


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A source's new lines and how they came about. ``moved`` pairs old and new locators."""

    media: tuple[Media, ...]
    added: tuple[Media, ...] = ()
    gone: tuple[Media, ...] = ()
    changed: tuple[Media, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    alive_before: int = 0

    @property
    def shrinks(self) -> bool:
        """Has so much vanished that it looks like an accident?"""
        return 100 * len(self.gone) > SHRINK_PERCENT * self.alive_before


def first(fetched: Iterable[Media]) -> Upgrade:
    """The lock of a source that had none: everything may be picked at once."""
    media = tuple(fetched)
    return Upgrade(media, added=media)


def upgraded(old: Iterable[Media], fetched: Iterable[Media], day: date, needed: date) -> Upgrade:
    """``old`` brought in line with ``fetched`` from ``day`` on.

    Lines that are gone stay until ``needed``, the earliest day that any cursor looks at. Of two
    lines with one locator, which a merge may leave, one goes.
    """
    old = tuple(old)
    found = {medium.locator: medium for medium in fetched}
    held = _matched(old, found)
    kept = {at: _kept(medium, found[at], day) for at, medium in held.items()}
    still = {medium.key for medium in kept.values()}
    lost = [medium for medium in old if medium.key not in still]
    ended = (replace(medium, gone=medium.gone or day) for medium in lost)
    added = _newcomers(old, (medium for at, medium in found.items() if at not in held), day)
    return Upgrade(
        media=(*kept.values(), *(m for m in ended if m.gone and m.gone > needed), *added),
        added=added,
        gone=tuple(medium for medium in lost if medium.gone is None),
        changed=tuple(kept[at] for at, m in held.items() if m.locator == at and kept[at] is not m),
        moved=tuple((medium.locator, at) for at, medium in held.items() if medium.locator != at),
        alive_before=sum(medium.gone is None for medium in old),
    )


def _matched(old: Iterable[Media], found: Mapping[str, Media]) -> dict[str, Media]:
    """What the lock holds of each locator that was found, perhaps under another one so far."""
    held = {medium.locator: medium for medium in sorted(old, key=lambda m: m.gone is None)}
    lost = _by_work(medium for at, medium in held.items() if at not in found)
    new = _by_work(medium for at, medium in found.items() if at not in held)
    renamed = {
        new[work].locator: lost[work]
        for work in lost
        if work in new and _near(lost[work].length, new[work].length)
    }
    return {at: medium for at, medium in held.items() if at in found} | renamed


def _kept(held: Media, found: Media, day: date) -> Media:
    """The medium that is still there, the same object if nothing about it has changed.

    A length within a second of the old is the old.

    One that had gone comes back: before its end as if nothing had been, after it as a newcomer.
    """
    if found == held:
        return held
    length = held.length if abs(found.length - held.length) < SECOND else found.length
    since = day if held.gone is not None and held.gone < day else held.since
    kept = replace(found, key=held.key, length=length, since=since, gone=None)
    return held if kept == held else kept


def _newcomers(old: Iterable[Media], new: Iterable[Media], day: date) -> tuple[Media, ...]:
    """``new`` from ``day`` on, each under a key of its own: an old one may hold its path as key."""
    taken = {medium.key for medium in old}
    newcomers = []
    for medium in new:
        keys = chain([medium.key], (f"{medium.key}~{number}" for number in count(2)))
        key = next(key for key in keys if key not in taken)
        taken.add(key)
        newcomers.append(replace(medium, key=key, since=day))
    return tuple(newcomers)


def _by_work(media: Iterable[Media]) -> dict[tuple[object, ...], Media]:
    """Media by what they are, without those whose work is not known or is there twice."""
    works: dict[tuple[object, ...], list[Media]] = {}
    for medium in media:
        if work := _work(medium):
            works.setdefault(work, []).append(medium)
    return {work: same[0] for work, same in works.items() if len(same) == 1}


def _work(medium: Media) -> tuple[object, ...] | None:
    match medium.kind:
        case MediaKind.EPISODE if medium.show and medium.episode is not None:
            return medium.show, medium.season, medium.episode, medium.part
        case MediaKind.MOVIE if medium.year is not None:
            return medium.title, medium.year, medium.part
        case MediaKind.MUSIC | MediaKind.TRACK if medium.artist:
            return medium.artist, medium.album, medium.title
        case _:
            return None


def _near(one: timedelta, other: timedelta) -> bool:
    return 100 * abs(one - other) <= SAME_LENGTH_PERCENT * max(one, other)
