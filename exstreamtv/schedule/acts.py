"""Slots and steps made ready: names resolved, manner settled, place in the document known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

from exstreamtv.config.channel import Slot, Start
from exstreamtv.config.section import Section
from exstreamtv.config.station import Station
from exstreamtv.config.steps import (
    BlockStep,
    Fill,
    Live,
    Mix,
    Move,
    OffAir,
    Play,
    Random,
    Repeat,
    Rerun,
    Rotate,
    SeriesStart,
    Shuffle,
    Step,
    StepSection,
    Turns,
    body_of,
    plays,
)
from exstreamtv.schedule.manner import Manner, manner_of
from exstreamtv.syntax.tree import Steps

WEEK, EVER = "~week", "~ever"
"""How far a history reaches; in its cursor's name where others have their collection."""


class Link(NamedTuple):
    """The slot whose airings are known. ``ever``: all of them, else those of a week."""

    channel: str
    slot: str
    ever: bool


class Beginning(NamedTuple):
    """From broadcast day ``day`` on, a line goes on with the item called ``at``."""

    day: date
    at: str


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """A step in its slot. Equality is identity.

    ``written`` is the section that the author wrote: the step, or the slot that is its own
    step. ``path`` leads from the document's root to it. ``acts`` are the steps inside a
    block or a repeat, or the members that take turns. ``cursor`` names the line of a `play` or
    a `fill`, or the turns of members, else it is empty; ``begins`` says with what it goes on
    from a day on. ``link`` is the slot whose airings it knows: that of a rerun, or of the
    ``history`` of an act that plays only what has premiered.
    """

    slot: str
    step: StepSection
    written: Section
    path: Steps
    manner: Manner
    acts: tuple[Act, ...] = ()
    collection: str = ""
    cursor: str = ""
    begins: Beginning | None = None
    link: Link | None = None
    history: Act | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """Makes the slots of one channel ready."""

    station: Station
    channel: str

    def acts(self) -> dict[str, Act]:
        """What each slot plays, by the slot's id."""
        channel = self.station.channels[self.channel]
        manner = manner_of(channel)
        return {
            name: self._slot(name, slot, manner.within(slot))
            for name, slot in channel.schedule.items()
        }

    def _slot(self, name: str, slot: Slot, manner: Manner) -> Act:
        path: Steps = ("channels", self.channel, "schedule", name)
        if slot.steps is None and slot.block is None:
            return self._leaf(name, _body(slot), slot, path, manner)
        if slot.steps is not None:
            acts = self._all(name, slot.steps, (*path, "steps"), manner)
        else:
            acts = self._block(name, slot.block or "", manner)
        acts = aimed(acts)
        step = Repeat.model_construct(repeat=(), times=None if slot.loop else 1)
        return Act(name, step, slot, path, manner, acts)

    def _block(self, slot: str, block: str, manner: Manner) -> tuple[Act, ...]:
        return self._all(slot, self.station.blocks[block], ("blocks", block), manner)

    def _all(
        self, slot: str, steps: Sequence[Step], path: Steps, manner: Manner
    ) -> tuple[Act, ...]:
        return tuple(self._step(slot, step, (*path, at), manner) for at, step in enumerate(steps))

    def _step(self, slot: str, step: Step, path: Steps, outer: Manner) -> Act:
        manner = outer.within(step)
        match step:
            case BlockStep(block=block):
                acts = self._block(slot, block, manner)
            case Repeat(repeat=steps):
                acts = self._all(slot, steps, (*path, "repeat"), manner)
            case Shuffle(shuffle=steps):
                acts = self._all(slot, steps, (*path, "shuffle"), manner)
            case _:
                return self._leaf(slot, step, step, path, manner)
        return Act(slot, step, step, path, manner, acts)

    def _leaf(
        self, slot: str, step: StepSection, written: Section, path: Steps, manner: Manner
    ) -> Act:
        if isinstance(step, Turns):
            return self._turns(slot, step, written, path, manner)
        if isinstance(step, Rerun):
            return self._knowing(step.rerun_of, Act(slot, step, written, path, manner), WEEK)
        begins = _begins(written)
        names = plays(step)
        if names[1:]:
            return self._series(slot, step, written, path, manner, begins)
        collection = "".join(names)
        cursor = self._cursor(slot, collection, manner) if collection else ""
        act = Act(slot, step, written, path, manner, (), collection, cursor, begins)
        return self._premiered(act) if cursor else act

    def _series(
        self,
        slot: str,
        step: StepSection,
        written: Section,
        path: Steps,
        manner: Manner,
        begins: Beginning | None,
    ) -> Act:
        """Collections one after the other, each with a line of its own, and which one it is."""
        names = plays(step)
        members = tuple(
            self._premiered(
                Act(
                    slot,
                    step,
                    written,
                    path,
                    manner,
                    (),
                    name,
                    self._cursor(slot, name, manner),
                    at,
                )
            )
            for name, at in zip_longest(dict.fromkeys(names), [begins])
        )
        cursor = f"{self.channel}/{_place(slot, manner)}/then:{'+'.join(names)}"
        return Act(slot, step, written, path, manner, members, "", cursor)

    def _premiered(self, act: Act) -> Act:
        """The act, with what it waits for, if it plays only what has premiered."""
        if not act.manner.premiered_by:
            return act
        history = Act(act.slot, act.step, act.written, act.path, act.manner)
        return replace(act, history=self._knowing(act.manner.premiered_by, history, EVER))

    def _knowing(self, said: str, act: Act, reach: str) -> Act:
        """The act, with the slot whose airings it knows."""
        channel, dot, slot = said.rpartition(".")
        link = Link(channel if dot else self.channel, slot, reach == EVER)
        return replace(act, cursor=f"{self.channel}/{said}/{reach}", link=link)

    def _turns(self, slot: str, step: Turns, written: Section, path: Steps, manner: Manner) -> Act:
        """Members that fill in turn, each with a line of its own, and whose turn it is."""
        names = plays(step)
        members = tuple(
            self._leaf(slot, _fill(name, "order", 20), written, path, manner)
            for name in dict.fromkeys(names)
        )
        listed = names if isinstance(step, Rotate) else sorted(names)
        turns = f"{body_of(step)}:{'+'.join(listed)}"
        cursor = f"{self.channel}/{_place(slot, manner)}/{turns}"
        return Act(slot, step, written, path, manner, members, "", cursor)

    def _cursor(self, slot: str, collection: str, manner: Manner) -> str:
        place = _place(slot, manner)
        own = self.station.collections[collection].order
        drawn = f"/{manner.order}" if manner.order and manner.order != own else ""
        return f"{self.channel}/{place}/{collection}{drawn}"


def _place(slot: str, manner: Manner) -> str:
    """What lines hang on: the slot, or a name that several share."""
    return f"@{manner.cursor}" if manner.cursor else slot


def _begins(written: Section) -> Beginning | None:
    start = written.start if isinstance(written, Play | Fill | Slot) else None
    if isinstance(start, Start | SeriesStart) and start.from_ and start.at:
        return Beginning(start.from_, start.at)
    return None


def aimed(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The acts of a slot, in which each `goto`, `skip` and `rewind` has the line that it moves.

    One that does not say which moves the only one there is; one that aims at none has none,
    which a check finds.
    """
    every = [inner for act in acts for inner in leaves(act)]
    if not any(isinstance(act.step, Move) for act in every):
        return acts
    lines = {act.cursor: act for act in every if act.collection}
    return tuple(_aimed(act, lines) for act in acts)


def _aimed(act: Act, lines: Mapping[str, Act]) -> Act:
    if not isinstance(act.step, Move):
        return replace(act, acts=tuple(_aimed(inner, lines) for inner in act.acts))
    found = [one for one in lines.values() if act.step.of in (None, one.collection)]
    shared = [one for one in found if one.manner.cursor == act.manner.cursor]
    match found if len(found) == 1 else shared:
        case [line]:
            manner = replace(act.manner, order=line.manner.order)
            return replace(act, manner=manner, collection=line.collection, cursor=line.cursor)
        case _:
            return act


def leaves(act: Act) -> Iterator[Act]:
    """The act itself and every one inside it."""
    yield act
    if act.history:
        yield act.history
    for inner in act.acts:
        yield from leaves(inner)


def _body(slot: Slot) -> StepSection:
    """The one step that a slot without a block is."""
    if slot.play is not None:
        return _play(slot.play, slot.parts, slot.then)
    if slot.fill is not None:
        return _fill(slot.fill, slot.fit, slot.skip, slot.then)
    if slot.rerun_of is not None:
        return _rerun(slot.rerun_of, slot.of)
    if slot.live is not None:
        return Live.model_construct(live=slot.live, alternate=slot.alternate)
    return _taking_turns(slot) or _off_air()


def _taking_turns(slot: Slot) -> Turns | None:
    spaced: dict[str, Any] = {"gap": slot.gap, "max_run": slot.max_run, "cooldown": slot.cooldown}
    if slot.mix is not None:
        return Mix.model_construct(mix=slot.mix, by=slot.by, **spaced)
    if slot.random is not None:
        return Random.model_construct(random=slot.random, **spaced)
    if slot.rotate is not None:
        return Rotate.model_construct(rotate=slot.rotate, each=slot.each)
    return None


# Slots are made ready three times a compilation, and pydantic is slow at making what it
# does not validate.
@lru_cache(maxsize=4096)
def _play(collection: str, parts: Literal["all"] | None, then: tuple[str, ...]) -> Play:
    return Play.model_construct(play=collection, parts=parts, then=then)


@lru_cache(maxsize=4096)
def _fill(collection: str, fit: str, skip: int, then: tuple[str, ...] = ()) -> Fill:
    return Fill.model_construct(fill=collection, fit=fit, skip=skip, then=then)


@lru_cache(maxsize=4096)
def _rerun(slot: str, of: str) -> Rerun:
    return Rerun.model_construct(rerun_of=slot, of=of)


@lru_cache
def _off_air() -> OffAir:
    return OffAir.model_construct(off_air=True)
