"""What `exstreamtv lock` says of what it did, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.names import counted
from exstreamtv.sources.lock import CURSORS, FOLDER, Lock
from exstreamtv.sources.rename import likely
from exstreamtv.sources.upgrade import Upgrade

SHOWN = 10
"""How many media of each kind of change are named."""


def media_changes(upgrades: Mapping[str, Upgrade], day: date) -> Iterator[str]:
    """A line a source, and the first media that came, went or changed."""
    for source, upgrade in upgrades.items():
        alive = counted(sum(medium.gone is None for medium in upgrade.media), "item")
        yield f"{source}: {alive}, {_summary(upgrade, day)}"
        if upgrade.alive_before:
            yield from _named("+", [_title(medium) for medium in upgrade.added])
            yield from _named("-", [_title(medium) for medium in upgrade.gone])
            yield from _named("~", [_title(medium) for medium in upgrade.changed])
            yield from _named("=", [f"{old} is now {new}" for old, new in upgrade.moved])


def cursor_changes(old: Lock, new: Lock) -> Iterator[str]:
    """A line about cursors, if any of them changed."""
    begun = new.cursors.keys() - old.cursors.keys()
    ended = old.cursors.keys() - new.cursors.keys()
    moved = [name for name, held in old.cursors.items() if new.cursors.get(name, held) != held]
    counts = ((len(begun), "begun"), (len(moved), "moved"), (len(ended), "ended"))
    if changes := ", ".join(f"{count} {what}" for count, what in counts if count):
        yield f"cursors: {changes}"


def renames(old: Lock, new: Lock, *, wrote: bool) -> Iterator[str]:
    """What looks as if it had been renamed, and how it would keep its place."""
    for before, after in likely(old.cursors, new.cursors):
        again = f"exstreamtv lock --rename {before}={after}"
        undo = f"take `{FOLDER}/{CURSORS}` from git again and " if wrote else ""
        yield f"`{after}` counts as `{before}` did; if it was renamed, {undo}run `{again}`"


def written(names: Sequence[str]) -> str:
    """The closing line."""
    return f"wrote {', '.join(names)}" if names else "the lock is up to date"


def _summary(upgrade: Upgrade, day: date) -> str:
    if not upgrade.alive_before:
        return "locked for the first time"
    counts = (
        (len(upgrade.added), f"new from {day}"),
        (len(upgrade.gone), f"gone from {day}"),
        (len(upgrade.changed), "changed"),
        (len(upgrade.moved), "renamed"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts if count) or "as they were"


def _named(sign: str, titles: Sequence[str]) -> Iterator[str]:
    for title in titles[:SHOWN]:
        yield f"  {sign} {title}"
    if len(titles) > SHOWN:
        yield f"  {sign} and {len(titles) - SHOWN} more"


def _title(medium: Media) -> str:
    if medium.kind is MediaKind.EPISODE and medium.show:
        number = "" if medium.episode is None else f" {medium.season}x{medium.episode:02d}"
        return f"{medium.show}{number} {medium.title}"
    return f"{medium.title} ({medium.year})" if medium.year else medium.title
