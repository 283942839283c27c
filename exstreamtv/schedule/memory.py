"""What a channel remembers while it is walked: its lines, and whose turn it is.

From a cursor's anchor on it is kept from day to day; before it, it is forgotten with each
stretch (determinism.md 5: a slot is never asked for a time before its anchor but by the guide).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.line import Line
from exstreamtv.schedule.ordering import ORDERS
from exstreamtv.schedule.setting import Setting
from exstreamtv.schedule.turns import Turns


@dataclass(slots=True)
class Memory:
    """Lines and turns by their cursors' names, each begun when it is first asked for."""

    setting: Setting
    begun: Callable[[Act], Cursor]
    _lines: dict[str, Line] = field(default_factory=dict)
    _turns: dict[str, Turns] = field(default_factory=dict)

    def line(self, act: Act) -> Line:
        """The line of an act that plays a collection."""
        if act.cursor not in self._lines:
            self._lines[act.cursor] = line_of(self.setting, act, self.begun(act))
        return self._lines[act.cursor]

    def turns(self, act: Act) -> Turns:
        """The turns of an act whose members alternate."""
        if act.cursor not in self._turns:
            self._turns[act.cursor] = Turns(self.begun(act))
        return self._turns[act.cursor]

    def cursor(self, act: Act, at: date) -> Cursor:
        """Where the act's line, or its turns, stand at the beginning of day ``at``."""
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
    return order.line(members, setting.inputs.seed.child(act.cursor), cursor)
