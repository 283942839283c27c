"""`mix`, `rotate` and `random`: collections that take turns.

Shares are kept by the rule of Webster and Sainte-Laguë: next is the member whose account, with
half of what it would air, is least for its weight. No account is then ever off by more than
about half an item, whatever the lengths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count, islice
from math import lcm

from exstreamtv.config.rules import listed
from exstreamtv.config.steps import Mix, Random, Rotate, Spaced
from exstreamtv.config.steps import Turns as TurnsStep
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Media
from exstreamtv.model.time import ZERO, ms
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.airing import air_first, air_next, end_of, room_before
from exstreamtv.schedule.line import Line, Pick
from exstreamtv.schedule.run import Run
from exstreamtv.schedule.turns import Turns, work_of

CODES = {
    "W316": """Rules between turns leave nothing to air

`gap`, `max_run` and `cooldown` say what must lie between two items of a `mix` or `random`. Here
they allow none of its collections, though something would have fitted, so filler airs: until
the first one has rested, or to the end of the step. What lies in a row counts anew after it.

Add a collection, or ask for less:

```yaml
schedule:
  evening: {at: "20:00", mix: {cheers: 2, wings: 1}, max_run: 2, cooldown: 20m}
```
""",
}

LOOK = 20
"""How many items of a line after the due one are tried when it may not air."""


def mix(run: Run, act: Act, step: Mix) -> None:
    """Each turn the member that is most behind its share."""
    turns, weights = run.turns(act), step.mix
    whole = lcm(*weights.values())

    def due(members: list[Act]) -> list[Act]:
        behind = []
        for member in members:
            name, media = member.collection, _next(run, member)
            if media is None:
                turns.level(name, weights)
            account = 2 * turns.aired(name) + _amount(media.length if media else ZERO, step)
            behind.append((account * (whole // weights[name]), -weights[name], name, member))
        return [member for *_, member in sorted(behind, key=lambda one: one[:3])]

    def take(member: Act, length: timedelta) -> None:
        turns.take(member.collection, _amount(length, step))
        turns.settle(weights)

    def idle(member: Act) -> None:
        turns.level(member.collection, weights)

    _take_turns(run, act, step, 1, _Spaced(run, act, step, turns, due, take, idle).one)


def _amount(length: timedelta, step: Mix) -> int:
    return 1 if step.by == "count" else ms(length)


def _next(run: Run, member: Act) -> Media | None:
    return next((pick.media for pick in run.line(member).upcoming(run.stretch.day)), None)


def random(run: Run, act: Act, step: Random) -> None:
    """Each turn a drawn member; if nothing of it may air, another one is drawn."""
    turns = run.turns(act)
    seed = run.setting.inputs.chance(act.cursor)

    def due(members: list[Act]) -> Iterator[Act]:
        left = sorted(members, key=lambda member: member.collection)
        while left:
            weights = [step.random[member.collection] for member in left]
            lot = seed.draw(f"{turns.count} {len(left)}")
            yield left.pop(_place(weights, lot * sum(weights) >> 64))

    def take(member: Act, length: timedelta) -> None:
        turns.take(member.collection, 0)

    def idle(member: Act) -> None:
        pass

    _take_turns(run, act, step, 1, _Spaced(run, act, step, turns, due, take, idle).one)


def _place(weights: list[int], point: int) -> int:
    """The place of the weight that ``point``, which is less than their sum, falls into."""
    for place, weight in enumerate(weights):
        if point < weight:
            return place
        point -= weight
    raise ValueError(point)


def rotate(run: Run, act: Act, step: Rotate) -> None:
    """The members in turn; one of which nothing fits gives its turn to the next."""
    turns, start = run.turns(act), run.now
    members = {member.collection: member for member in act.acts}

    def one(stop: datetime) -> bool:
        airs = air_first if run.now == start else air_next
        for turn in range(turns.count, turns.count + len(step.rotate)):
            member = members[step.rotate[turn % len(step.rotate)]]
            if airs(run, member, run.line(member), stop, LOOK):
                turns.take_at(turn, step.each)
                return True
        return False

    _take_turns(run, act, step, step.each, one)


def _take_turns(
    run: Run, act: Act, step: TurnsStep, turn: int, one: Callable[[datetime], bool]
) -> None:
    """Air ``one`` item after the other: so many, or to an end; without either, one ``turn``.

    A slot that is its own step ends with the slot.
    """
    stop = end_of(run, step.for_, step.until)
    ends = step.for_ or step.until or step is not act.written
    for _ in count() if ends else range(step.count or turn):
        if run.now >= stop or not one(stop):
            break
    if ends:
        run.rest(act, stop)


@dataclass(slots=True)
class _Spaced:
    """Turns with rules about what lies between them.

    ``due`` gives the members that may air, the first one first; ``take`` counts what aired,
    ``idle`` is told of a member that has nothing that fits though nothing aired before it.
    """

    run: Run
    act: Act
    step: Spaced
    turns: Turns
    due: Callable[[list[Act]], Iterable[Act]]
    take: Callable[[Act, timedelta], None]
    idle: Callable[[Act], None]
    start: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.start = self.run.now

    def one(self, stop: datetime) -> bool:
        """Air one item before ``stop``; where only the rules forbid it, filler meanwhile."""
        run, turns = self.run, self.turns
        while run.now < stop:
            free = self._free()
            if any(self._airs(member, stop) for member in self.due(free)):
                return True
            if not (rules := self._forbidding(stop)):
                break
            # That what is allowed is longer than what is left is how every slot ends.
            if not any(self._may_air(member) for member in free):
                what = f"nothing may air in `{self.act.slot}` because of {listed(rules)}"
                run.tell("W316", what, self.act, "add a collection, or ask for less")
            waking = [turns.rests_until(m.collection) for m in self.act.acts]
            run.rest(self.act, min([stop, *(when for when in waking if when > run.now)]))
            turns.forget()
        return False

    def _free(self) -> list[Act]:
        return [member for member in self.act.acts if not self._forbids(member)]

    def _forbids(self, member: Act) -> str:
        """The rule that keeps a member from the air, if one does."""
        turns, step = self.turns, self.step
        if step.cooldown and turns.rests_until(member.collection) > self.run.now:
            return "cooldown"
        in_row = turns.row if member.collection == turns.last else 0
        return "max_run" if step.max_run and in_row >= step.max_run else ""

    def _forbidding(self, stop: datetime) -> list[str]:
        """The rules that keep off the air what there is room for."""
        found: set[str] = set()
        for member in self.act.acts:
            rule, room = self._forbids(member), room_before(self.run, member, stop)
            for media in self._ahead(member):
                if media.length <= room and (rule or self._just_seen(media)):
                    found.add(rule or "gap")
        return sorted(found)

    def _may_air(self, member: Act) -> bool:
        """Has a member anything that no rule forbids, be there room for it or not?"""
        return not all(map(self._just_seen, self._ahead(member)))

    def _ahead(self, member: Act) -> Iterator[Media]:
        upcoming = self.run.line(member).upcoming(self.run.stretch.day)
        return (pick.media for pick in islice(upcoming, LOOK + 1))

    def _just_seen(self, media: Media) -> bool:
        return bool(self.step.gap) and work_of(media) in self.turns.recent

    def _airs(self, member: Act, stop: datetime) -> bool:
        run, step = self.run, self.step
        line = _Seen(run.line(member), self._just_seen, [])
        first = run.now == self.start and not any(map(self._just_seen, self._ahead(member)))
        before = run.now
        if not (air_first if first else air_next)(run, member, line, stop, LOOK):
            if first:
                self.idle(member)
            return False
        length = sum((media.length for media in line.taken), ZERO)
        self.take(member, min(length, run.now - before))
        if step.gap:
            self.turns.remember(work_of(line.taken[-1]), step.gap)
        if step.cooldown:
            self.turns.rest(member.collection, run.now + step.cooldown)
        return True


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line that passes over what has just been seen; what airs of it is noted in ``taken``."""

    line: Line
    just_seen: Callable[[Media], bool]
    taken: list[Media]

    def upcoming(self, day: date) -> Iterator[Pick]:
        """What may air, but for what has just been seen."""
        return (pick for pick in self.line.upcoming(day) if not self.just_seen(pick.media))

    def take(self, pick: Pick) -> None:
        """This one airs."""
        self.taken.append(pick.media)
        self.line.take(pick)

    def turn(self, day: date) -> None:
        """Give up what is left of the cycle."""
        self.line.turn(day)

    def cursor(self, at: date) -> Cursor:
        """Where the line stands."""
        return self.line.cursor(at)
