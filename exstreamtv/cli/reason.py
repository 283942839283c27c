"""The chain behind one item: its collection, the turn it had there, the lines of the lock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from exstreamtv.cli.place import place_text, span_of
from exstreamtv.config.station import Collection
from exstreamtv.emit.dates import day_text
from exstreamtv.model.names import counted
from exstreamtv.model.timeline import Kind, PlayoutItem
from exstreamtv.pipeline import Loaded
from exstreamtv.schedule.acts import Act, leaves
from exstreamtv.schedule.compile import stand
from exstreamtv.schedule.line import Pick
from exstreamtv.schedule.memory import line_of
from exstreamtv.schedule.setting import Setting
from exstreamtv.sources.codec import compact
from exstreamtv.sources.lock import CURSORS

_FAR = 10_000
"""How far ahead a turn is looked for."""

_DRAWN = "drawn by slot, day and gap among those that fit and have not aired lately"


@dataclass(frozen=True, slots=True)
class Reason:
    """What can be said of an item on the channel with this id."""

    loaded: Loaded
    channel: str
    item: PlayoutItem

    def lines(self) -> Iterator[str]:
        """A line each: the collection, the cursor, the turn, the medium."""
        name = self.item.why.collection
        if collection := self._collection(name):
            size = len(self.loaded.inputs.library.members(name).media)
            place = place_text(span_of(self.loaded, ("collections", name)))
            yield f"from     `{name}`: {_said(collection)}; {counted(size, 'item')}  {place}"
        if self.item.kind in (Kind.FILLER, Kind.INTERSTITIAL):
            yield f"chosen   {_DRAWN}"
        elif act := self._act():
            yield from self._turn(act)
        if media := self.item.media:
            line = self._lock_line(f"{media.source}.jsonl", "k", media.key)
            yield f"medium   {media.name}  {line}"

    def _collection(self, name: str) -> Collection | None:
        station = self.loaded.station
        return station.collections.get(name) if station else None

    def _setting(self) -> Setting:
        inputs = self.loaded.inputs
        original = inputs.station.channels[self.channel].original
        return inputs.setting(original or self.channel)

    def _act(self) -> Act | None:
        """The step that took the item from its line."""
        why, setting = self.item.why, self._setting()
        slot = setting.acts.get(why.slot)
        acts = [act for act in leaves(slot) if act.cursor] if slot else []
        return next((act for act in acts if act.collection == why.collection), None)

    def _turn(self, act: Act) -> Iterator[str]:
        setting, day = self._setting(), self.item.why.day
        locked = self.loaded.inputs.cursors[act.cursor]
        line = self._lock_line(CURSORS, "c", act.cursor)
        yield f"counted  by `{act.cursor}`, from {day_text(locked.at)} on  {line}"
        if act.link:
            yield f"turn     as `{act.link.channel}.{act.link.slot}` aired it before"
        if day < locked.at or not act.collection:
            return
        cursor = stand(self.loaded.inputs, setting.id, day)[act.cursor]
        picks = list(islice(line_of(setting, act, cursor).upcoming(day), _FAR))
        due = picks[0].media.name if picks else "nothing"
        turn = self._place(act, picks)
        yield f"turn     that morning cycle {cursor.cycle + 1} was at {due}{turn}"

    def _place(self, act: Act, picks: list[Pick]) -> str:
        media = self.item.media
        size = len(self.loaded.inputs.library.members(act.collection).media)
        at = next((pick.place for pick in picks if media and pick.media.name == media.name), None)
        return f"; this is turn {at + 1} of {size}" if at is not None else ""

    def _lock_line(self, file: str, key: str, value: str) -> str:
        return lock_line(self.loaded, file, key, value)


def lock_line(loaded: Loaded, file: str, key: str, value: str) -> str:
    """``channels.d/lock/films.jsonl:12``, where the value is; nothing if it is nowhere."""
    wanted = compact({key: value}).rstrip("}")
    for path, text in loaded.texts.items():
        for number, line in enumerate(text.split("\n") if path.name == file else (), 1):
            if line.startswith(wanted) and line[len(wanted) :][:1] in (",", "}"):
                return f"{path.as_posix()}:{number}"
    return ""


def counted_by(loaded: Loaded, channel: str, slot: str, day: date) -> Iterator[str]:
    """Every cursor of a slot: what is next on the morning of ``day``, and its line of the lock."""
    setting = loaded.inputs.setting(channel)
    names = sorted({act.cursor for act in leaves(setting.acts[slot]) if act.cursor})
    stands = stand(loaded.inputs, channel, day) if names else {}
    for name in names:
        due = f": next is {stands[name].next or 'the first item'}"
        act = setting.lines()[name]
        if act.link:
            due = f": what `{act.link.channel}.{act.link.slot}` has aired"
        elif not act.collection:
            due = ", whose turn it is"
        yield f"counts by `{name}`{due}  {lock_line(loaded, CURSORS, 'c', name)}"


def _said(collection: Collection) -> str:
    """What a collection asks for, in the author's words."""
    asked = f"where {collection.where}, " if collection.where else ""
    gap = f", gap {collection.gap}" if collection.gap else ""
    return f"{asked}order {collection.order}{gap}"
