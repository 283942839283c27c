"""The fold over broadcast days: slots one after the other, each behind its wall.

A wall is the start of a slot: what is before it ends there, so that a change inside one slot
moves nothing outside it. Only where a slot says `start: {soft: ...}` and the one before it
`overrun: slide` does a wall give way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from exstreamtv.config.channel import Start
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.model.timeline import Kind, Why
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.airing import tell_unfit
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.company import Ledger
from exstreamtv.schedule.fill import Gap
from exstreamtv.schedule.findings import Found
from exstreamtv.schedule.layers import shown
from exstreamtv.schedule.memory import Memory, Recall, beginnings
from exstreamtv.schedule.run import Run
from exstreamtv.schedule.setting import Inputs, Setting
from exstreamtv.schedule.slots import Stretch
from exstreamtv.schedule.spread import places, spread
from exstreamtv.schedule.steps.table import perform
from exstreamtv.schedule.tape import Airing, Hole, Tape

CODES = {
    "W310": """A slot is dropped on the night the clocks go forward

It lies wholly within the hour that does not exist that night, so it does not air on that
day, and its cursor stays where it is: the next episode airs the day after.

To have it air on that night too, move it out of the hour or let it be longer:

```yaml
schedule:
  night: {at: "01:30", until: "03:30", fill: films}
```
""",
}


@dataclass(frozen=True, slots=True)
class Sketch:
    """A broadcast day with its holes still open; it begins where the day before it ends."""

    day: date
    start: datetime
    stop: datetime
    tape: Tape


@dataclass(slots=True)
class Fold:
    """What goes on from day to day while one channel is walked.

    Up to ``anchor`` days know nothing of each other, and nothing slides into one.
    """

    setting: Setting
    anchor: date
    _free: datetime | None = None
    _aired: set[str] = field(default_factory=set)
    _standing: Memory = field(init=False)
    _links: dict[str, list[Act]] = field(default_factory=dict)
    _others: dict[str, Follower] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._standing = Memory(self.setting, self._anchored, beginnings(self.setting))
        for act in self.setting.lines().values():
            if act.link:
                self._links.setdefault(act.link.channel, []).append(act)

    def day(self, day: date) -> Sketch:
        """The next broadcast day."""
        if day <= self.anchor or self._free is None:
            self._aired.clear()
            self._free = self.setting.begin(day)
        self._standing.today = day
        for channel in self._links:
            if channel != self.setting.id:
                self._follow(channel, day)
        ledger = Ledger(self.setting.inputs.calendar.begin(day))
        tape, start = Tape(ledger=ledger), self._free
        for stretch, latest in self._ahead(day, tape):
            self._gap(stretch.start, day, tape)
            self._run(stretch, latest, day, tape)
        self._gap(self.setting.begin(day + DAY), day, tape)
        return Sketch(day, start, self._free, tape)

    def cursors(self, at: date) -> dict[str, Cursor]:
        """Where each line of the channel stands at the beginning of day ``at``, the next one."""
        return {name: self._cursor(act, at) for name, act in self.setting.lines().items()}

    def _cursor(self, act: Act, at: date) -> Cursor:
        cursor = self._anchored(act)
        return cursor if at <= cursor.at else self._standing.cursor(act, at)

    def _ahead(self, day: date, tape: Tape) -> list[tuple[Stretch, datetime]]:
        """The stretches of a day, each with the latest instant at which it may end."""
        today = self._airing(day, tape)
        tomorrow = self._airing(day + DAY, Tape()) if day >= self.anchor else []
        following = [*today[1:], *tomorrow[:1]]
        latest = [self._latest(one, other) for one, other in zip(today, following, strict=False)]
        return list(zip(today, [*latest, *(s.stop for s in today[len(latest) :])], strict=True))

    def _airing(self, day: date, tape: Tape) -> list[Stretch]:
        found = []
        for stretch in self.setting.diary.stretches(day):
            if stretch.start < stretch.stop:
                found.append(stretch)
            else:
                tape.found.append(Found(stretch.day, self._dropped(stretch.slot)))
        return found

    def _dropped(self, slot: str) -> Diagnostic:
        span = self.setting.config.schedule[slot].span("at")
        hint = "move it out of the hour that the clocks skip"
        return warning(
            "W310", f"`{slot}` falls into a clock change and is dropped", span, hint=hint
        )

    def _latest(self, stretch: Stretch, following: Stretch) -> datetime:
        start = self.setting.config.schedule[following.slot].start
        soft = start.soft if isinstance(start, Start) else None
        if soft and following.start == stretch.stop:
            return min(stretch.stop + soft, following.stop)
        return stretch.stop

    def _gap(self, stop: datetime, day: date, tape: Tape) -> None:
        """Leave what no slot covers to the channel's filler."""
        start = self._free
        if start is None or start >= stop:
            return
        tape.placed.append(unowned(self.setting, start, stop, day))
        self._free = stop

    def _run(self, stretch: Stretch, latest: datetime, day: date, tape: Tape) -> None:
        start = max(stretch.start, self._free or stretch.start)
        if start >= stretch.stop:
            return
        setting, act = self.setting, self.setting.acts[stretch.slot]
        seed = setting.inputs.seed.child(setting.id, stretch.name, stretch.day.isoformat())
        passing = Memory(setting, partial(self._passing, day))
        recall = Recall(day, self._standing, passing)
        run = Run(
            setting, stretch, start, stretch.stop, latest, seed, tape, recall, perform, self._aired
        )
        first, aired = places(tape), len(tape.airings)
        perform(run, act)
        tell_unfit(run)
        run.rest(act, stretch.stop)
        spread(run, act, first)
        self._free = run.now
        tape.walls.append(run.now)
        if self._links:
            self._note(setting.id, day, tape.airings[aired:])

    def _anchored(self, act: Act) -> Cursor:
        return self.setting.inputs.cursors[act.cursor]

    def _passing(self, day: date, act: Act) -> Cursor:
        """Where ``act`` stands on a day before its anchor: each day has a cycle of its own."""
        return Cursor(act.cursor, day, (day - self._anchored(act).at).days)

    def _follow(self, channel: str, day: date) -> None:
        """Take note of what another channel airs up to the end of a broadcast day."""
        if channel not in self._others:
            since = min(self._anchored(act).at for act in self._links[channel])
            self._others[channel] = Follower(self.setting.inputs, channel, since)
        for sketch in self._others[channel].up_to(day):
            self._note(channel, sketch.day, sketch.tape.airings)

    def _note(self, channel: str, day: date, airings: Sequence[Airing]) -> None:
        for act in self._links.get(channel, ()):
            if act.link and day >= self._anchored(act).at:
                shown = (one for one in airings if act.link and one.act.slot == act.link.slot)
                self._standing.history(act).note(day, shown)


class Follower:
    """Another channel, folded along for the sake of one that shows its slots again."""

    def __init__(self, inputs: Inputs, channel: str, since: date) -> None:
        setting = inputs.setting(channel)
        anchor = min((inputs.cursors[name].at for name in setting.lines()), default=since)
        self._fold, self._next = Fold(setting, anchor), min(anchor, since)

    def up_to(self, day: date) -> Iterator[Sketch]:
        """The days that have not been given yet, up to and with ``day``."""
        while self._next <= day:
            yield self._fold.day(self._next)
            self._next += DAY


def unowned(setting: Setting, start: datetime, stop: datetime, day: date) -> Hole:
    """A hole that belongs to no slot: the channel's filler closes it."""
    filler = setting.config.filler
    seed = setting.inputs.seed.child(setting.id, "", day.isoformat(), start.isoformat())
    why = Why("", day, ("channels", setting.id), filler or "")
    layers = shown(setting.inputs.station.layers, setting.config.layers, (), Kind.FILLER)
    return Hole(Gap(start, stop, seed, day), filler, why, layers)
