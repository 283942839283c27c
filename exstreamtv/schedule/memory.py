"""What a channel remembers while it is walked: its lines, and whose turn it is.

From a cursor's anchor on it is kept from day to day; before it, it is forgotten with each
stretch (determinism.md 5: a slot is never asked for a time before its anchor but by the guide).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.acts import Act, Beginning, leaves
from exstreamtv.schedule.history import History
from exstreamtv.schedule.line import Line
from exstreamtv.schedule.moves import called, pass_to
from exstreamtv.schedule.ordering import ORDERS
from exstreamtv.schedule.setting import Setting
from exstreamtv.schedule.turns import Turns


@dataclass(slots=True)
class Memory:
    """Lines and turns by their cursors' names, each begun when it is first asked for.

    ``beginnings`` of series are ascending; they are followed up to ``today``.
    """

    setting: Setting
    begun: Callable[[Act], Cursor]
    beginnings: dict[str, list[Beginning]] = field(default_factory=dict)
    today: date = date.min
    _lines: dict[str, Line] = field(default_factory=dict)
    _turns: dict[str, Turns] = field(default_factory=dict)
    _histories: dict[str, History] = field(default_factory=dict)

    def line(self, act: Act) -> Line:
        """The line of an act that plays a collection."""
        name = act.cursor
        if name not in self._lines:
            cursor = self.begun(act)
            self._lines[name] = line_of(self.setting, act, cursor)
            if name in self.beginnings:
                ahead = [one for one in self.beginnings[name] if one.day >= cursor.at]
                self.beginnings[name] = ahead
        ahead = self.beginnings.get(name, [])
        while ahead and ahead[0].day <= self.today:
            day, item = ahead.pop(0)
            self.goto(act, item, day)
        return self._lines[name]

    def turns(self, act: Act) -> Turns:
        """The turns of an act whose members alternate."""
        if act.cursor not in self._turns:
            self._turns[act.cursor] = Turns(self.begun(act))
        return self._turns[act.cursor]

    def goto(self, act: Act, item: str, day: date) -> None:
        """The act's line goes on with the first item so called; without one it stays."""
        media = self.setting.inputs.library.members(act.collection).media
        names = frozenset(one.name for one in called(item, media) if one.alive(day))
        if names:
            self.rewind(act, day)
            pass_to(self._lines[act.cursor], names, day, len(media))

    def rewind(self, act: Act, day: date) -> None:
        """The act's line begins its cycle again."""
        now = self.line(act).cursor(day)
        anew = Cursor(now.name, day, now.cycle, basis=now.basis)
        self._lines[act.cursor] = line_of(self.setting, act, anew)

    def history(self, act: Act) -> History:
        """What has aired in the slot that an act shows again."""
        if act.cursor not in self._histories:
            known = self.setting.inputs.catalogue.by_name
            ever = act.link is not None and act.link.ever
            self._histories[act.cursor] = History(self.begun(act), known, ever=ever)
        return self._histories[act.cursor]

    def cursor(self, act: Act, at: date) -> Cursor:
        """Where the act's line, its turns or its history stand at the beginning of day ``at``."""
        if act.link:
            return self.history(act).cursor(at)
        return (self.line(act) if act.collection else self.turns(act)).cursor(at)


@dataclass(frozen=True, slots=True)
class Recall:
    """The memory of one stretch on ``day``: ``standing`` from each anchor on, else ``passing``."""

    day: date
    standing: Memory
    passing: Memory

    def of(self, act: Act) -> Memory:
        """Where the act's line is kept."""
        anchor = self.standing.setting.inputs.cursors[act.cursor].at
        return self.standing if self.day >= anchor else self.passing


def line_of(setting: Setting, act: Act, cursor: Cursor) -> Line:
    """The line of ``act``, standing where ``cursor`` says."""
    members = setting.inputs.library.members(act.collection)
    order = ORDERS[act.manner.order or members.config.order]
    return order.line(members, setting.inputs.chance(act.cursor), cursor)


def beginnings(setting: Setting) -> dict[str, list[Beginning]]:
    """When a line is moved to an item, by its cursor's name, in order."""
    acts = [act for slot in setting.acts.values() for act in leaves(slot)]
    found: dict[str, list[Beginning]] = {}
    for name, beginning in sorted({(act.cursor, act.begins) for act in acts if act.begins}):
        found.setdefault(name, []).append(beginning)
    return found
