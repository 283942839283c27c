"""Cursors in the lock: which ones a station needs, and what they become when it is edited.

A cursor's *basis* is a hash of what the YAML says about its counting. While it is equal the
walk goes on from the anchor; when it changes, the lock is given the place at which the
old station arrives, so that an edit does not replay the past under new rules.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import blake2b
from types import MappingProxyType
from typing import Any, TypeAlias

from exstreamtv.config.section import Section, said
from exstreamtv.config.station import Station
from exstreamtv.config.steps import LayersStep
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.schedule.acts import Act, Script, leaves
from exstreamtv.schedule.compile import stand
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.memory import Memory, beginnings, line_of
from exstreamtv.schedule.reach import Reach
from exstreamtv.schedule.setting import Inputs, rota_of

CODES = {
    "E410": """The lock has no cursor for a slot

Every slot that plays a collection in order has a cursor in `channels.d/lock/cursors.jsonl`: the
day from which it counts and the item that is next on it. Without one the episode of a day
would be a guess, so nothing is compiled.

Run `exstreamtv lock` and commit what it writes.
""",
    "E411": """A slot counts otherwise than when its cursor was locked

The recurrence, length, query, order or steps of the slot have changed since. Run `exstreamtv
lock`: it finds out where the old schedule arrives and goes on from there, so that no
episode is skipped or shown twice. Then commit the lock with your edit.
""",
}

OLDEST = timedelta(days=90)
"""An anchor that lies further back is moved forward when the lock is written: walks stay short."""

_SILENT = {
    "title",
    "guide",
    "filler",
    "filler_at",
    "audio",
    "subtitles",
    "layers",
    "fallback",
    "replaces",
    "steps",
    "repeat",
    "shuffle",
}
"""Keys that do not change what is counted, and those that the acts below stand for."""


def cursors_needed(station: Station) -> dict[str, str]:
    """The basis of every cursor that the station needs, by the cursor's name, sorted."""
    return _needed(station, lambda channel: Script(station, channel).acts())


def _needed(station: Station, acts: Callable[[str], Mapping[str, Act]]) -> dict[str, str]:
    found: dict[str, list[Any]] = {}
    words = _Words(station)
    for channel in sorted(station.channels):
        for act, counted in words.slots(channel, acts(channel)):
            for name in sorted({inner.cursor for inner in leaves(act) if inner.cursor}):
                found.setdefault(name, []).append(counted)
    return {name: _hash(station.station.seed, found[name]) for name in sorted(found)}


def stale(inputs: Inputs) -> Iterator[Diagnostic]:
    """E410 for every cursor that the lock lacks, E411 for every one that counts otherwise."""
    needed = _needed(inputs.station, inputs.acts)
    for channel in inputs.station.channels:
        told: set[str] = set()
        for _, act in sorted(inputs.acts(channel).items()):
            for inner in leaves(act):
                if inner.cursor and inner.cursor not in told:
                    told.add(inner.cursor)
                    yield from _stale(inputs, inner, needed[inner.cursor])


def _stale(inputs: Inputs, act: Act, basis: str) -> Iterator[Diagnostic]:
    cursor, hint = inputs.cursors.get(act.cursor), "run `exstreamtv lock` and commit what it writes"
    if cursor is None:
        yield error("E410", f"the lock has no cursor `{act.cursor}`", act.written.span(), hint=hint)
    elif cursor.basis != basis:
        message = f"`{act.slot}` counts otherwise than when `{act.cursor}` was locked"
        yield error("E411", message, act.written.span(), hint=hint)


def anchored(
    new: Inputs, old: Inputs | None, day: date, were: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Cursor]:
    """The cursors that the lock shall hold, by name; ``day`` is the first that may change.

    One whose basis is unchanged stays as it is, unless it has grown old. One whose
    basis has changed stands where ``old`` arrives on ``day``, or at the successor of that item.
    One that is new begins at ``day``, with its first item. ``were`` are the names in ``old`` of
    those that ``new`` holds under another one.
    """
    arrived, memories = _Arrivals(day, were), _memories(new.station)
    needed = cursors_needed(new.station)
    made = {
        name: _anchored(name, basis, new, old, arrived)
        for name, basis in needed.items()
        if name not in memories
    }
    for name in memories:
        _remember(name, memories, made, needed, (new, old, arrived))
    return {name: _drawn(made[name], new.cursors.get(name)) for name in needed}


def _drawn(cursor: Cursor, kept: Cursor | None) -> Cursor:
    """What was renamed once draws its chance under its old name for ever."""
    return replace(cursor, draws_as=kept.draws_as) if kept and kept.draws_as else cursor


_Memories: TypeAlias = Mapping[str, frozenset[str]]
"""The cursors of what slots have aired, each with the cursors of the slot that it remembers."""


def _memories(station: Station) -> _Memories:
    acts = {channel: Script(station, channel).acts() for channel in station.channels}
    found: dict[str, frozenset[str]] = {}
    for act in (
        inner for slots in acts.values() for slot in slots.values() for inner in leaves(slot)
    ):
        if act.link:
            remembered = leaves(acts[act.link.channel][act.link.slot])
            found[act.cursor] = frozenset(inner.cursor for inner in remembered if inner.cursor)
    return found


def _remember(
    name: str,
    memories: _Memories,
    made: dict[str, Cursor],
    needed: Mapping[str, str],
    known: tuple[Inputs, Inputs | None, _Arrivals],
) -> Cursor:
    """Make the cursor of a memory, after those of the slot that it remembers.

    It never stands before them: what that slot aired earlier cannot be told from them. One that
    would is taken from where the old station arrives; a new one begins with what it remembers.
    """
    if name in made:
        return made[name]
    new, old, arrived = known
    below = [
        _remember(one, memories, made, needed, known) if one in memories else made[one]
        for one in sorted(memories[name] - {name})
    ]
    kept = new.cursors.get(name)
    nothing_below = kept.at if kept else arrived.day
    since = max((cursor.at for cursor in below), default=nothing_below)
    if kept and kept.at >= since and arrived.day - kept.at <= OLDEST:
        made[name] = replace(kept, basis=needed[name])
    else:
        found = (arrived.before(old, name) if old else arrived.of(new, name)) if kept else None
        made[name] = replace(found or Cursor(name, since), name=name, basis=needed[name])
    return made[name]


class _Arrivals:
    """Where the lines of a station stand on a day, channel by channel, as asked for."""

    def __init__(self, day: date, were: Mapping[str, str]) -> None:
        self.day, self.were = day, were
        self._known: dict[tuple[int, str], dict[str, Cursor]] = {}

    def of(self, inputs: Inputs, name: str) -> Cursor | None:
        channel = name.partition("/")[0]
        if channel not in inputs.station.channels:
            return None
        key = id(inputs), channel
        if key not in self._known:
            complete = _lines(inputs, channel, set()) <= set(inputs.cursors)
            self._known[key] = stand(inputs, channel, self.day) if complete else {}
        return self._known[key].get(name)

    def before(self, old: Inputs, name: str) -> Cursor | None:
        """Where the old station's line stands, under the name it had there."""
        return self.of(old, self.were.get(name, name))


def _lines(inputs: Inputs, channel: str, seen: set[str]) -> set[str]:
    """The cursors of a channel and of those whose slots it shows again."""
    if channel in seen or channel not in inputs.station.channels:
        return set()
    seen.add(channel)
    lines = inputs.setting(channel).lines()
    others = [_lines(inputs, act.link.channel, seen) for act in lines.values() if act.link]
    return set(lines).union(*others)


def _anchored(name: str, basis: str, new: Inputs, old: Inputs | None, arrived: _Arrivals) -> Cursor:
    kept = new.cursors.get(name)
    if kept and kept.basis == basis:
        grown = arrived.day - kept.at > OLDEST and arrived.of(new, name)
        return grown or kept
    found = arrived.before(old, name) if old else None
    if kept and found is None and name in arrived.were:
        return replace(kept, basis=basis)
    if old is None or found is None or _begins_otherwise(name, new, found.name, old):
        return replace(_beginning(name, new, arrived.day), basis=basis)
    return replace(_succeeding(found, name, new, old), name=name, basis=basis)


def _begins_otherwise(name: str, new: Inputs, was: str, old: Inputs) -> bool:
    """Does the new station say with which item the line is to begin, and the old did not?"""
    said, before = (
        beginnings(one.setting(called.partition("/")[0])).get(called, [])
        for called, one in ((name, new), (was, old))
    )
    return said != before and bool(said)


def _beginning(name: str, new: Inputs, day: date) -> Cursor:
    """Where a line begins on ``day``: at the last item that it is said to go on with before."""
    setting = new.setting(name.partition("/")[0])
    past = [one for one in beginnings(setting).get(name, []) if one.day < day]
    memory = Memory(setting, lambda act: Cursor(act.cursor, day))
    act = setting.lines()[name]
    if past:
        memory.goto(act, past[-1].at, day)
    return memory.cursor(act, day)


def _succeeding(cursor: Cursor, name: str, new: Inputs, old: Inputs) -> Cursor:
    """``cursor``, moved on to the next item of the old order that the line ``name`` has too."""
    _, _, collection, *_ = name.split("/")
    setting = old.setting(cursor.name.partition("/")[0])
    act = setting.lines()[cursor.name]
    if not act.collection:
        return cursor
    names = {media.name for media in new.library.members(collection).media}
    members = old.library.members(act.collection)
    if (act.manner.order or members.config.order) == "rotate":
        cursor = _in_shows(cursor, members, names)
    if not cursor.next or not names.isdisjoint((cursor.next, cursor.next.rpartition("*")[0])):
        return cursor
    following = line_of(setting, act, cursor).upcoming(cursor.at)
    return replace(
        cursor, next=next((p.media.name for p in following if p.media.name in names), "")
    )


def _in_shows(cursor: Cursor, members: Members, names: Container[str]) -> Cursor:
    """Where each show of a `rotate` stands, moved on to its own next item that is still there.

    A show of which nothing is left stays where it is: whoever reads on passes it over.
    """
    shows = {one.name: group.media for group in members.groups(None) for one in group.media}

    def kept(name: str) -> str:
        media = [one.name for one in shows.get(name, ())]
        at = media.index(name) if media else 0
        return next((one for one in (*media[at:], *media[:at]) if one in names), name)

    used = tuple(sorted({kept(name) for name in cursor.used}))
    return replace(cursor, next=kept(cursor.next), used=used)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a station says about counting; what many slots share is taken down once."""

    station: Station
    _collections: dict[str, list[Any]] = field(default_factory=dict)

    def slots(self, channel: str, acts: Mapping[str, Act]) -> Iterator[tuple[Act, list[Any]]]:
        """Every slot: when it airs and what its steps take from their lines."""
        rota = rota_of(self.station, channel)
        reach = Reach(rota)
        for name, act in sorted(acts.items()):
            slot = rota.slots[name]
            words = (*slot.when, *slot.except_)
            named = [_said(rota.named[word]) for word in words if word in rota.named]
            yield act, [named, reach.of(name), self._act(act)]

    def _act(self, act: Act) -> list[Any]:
        manner = act.manner
        around = [manner.before, manner.after, manner.breaks and _said(manner.breaks), manner.pad]
        counting = (inner for inner in act.acts if not isinstance(inner.step, LayersStep))
        below = [self._act(inner) for inner in counting]
        return [_said(act.written), around, self._collection(act.collection), below]

    def _collection(self, name: str) -> list[Any]:
        if name not in self.station.collections:
            return [name]
        if name not in self._collections:
            collection = self.station.collections[name]
            others = [self._collection(other) for other in collection.from_ if other != name]
            self._collections[name] = [_said(collection), others]
        return self._collections[name]


def _hash(*counted: object) -> str:
    text = json.dumps(counted, sort_keys=True, default=_text)
    return blake2b(text.encode(), digest_size=4).hexdigest()


def _text(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _said(section: Section) -> Mapping[str, Any]:
    return {field: value for field, value in said(section).items() if field not in _SILENT}
