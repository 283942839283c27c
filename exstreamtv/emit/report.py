"""A plan and the page it is to be shown on: its lines, like days folded, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from exstreamtv.emit.airings import Airing
from exstreamtv.emit.dates import clock, days_text
from exstreamtv.emit.guide import detail
from exstreamtv.emit.plan import Cause, Change, Changes, Kind
from exstreamtv.emit.view import View
from exstreamtv.model.names import counted
from exstreamtv.model.timeline import Why

Place: TypeAlias = Callable[[Why], str]
"""Where the author wrote the step: ``channels.d/retro.yaml:22``, or nothing."""

MANY = 8
"""More lines than this about one slot are one line."""


@dataclass(frozen=True, slots=True)
class Report:
    """The difference, and the page it is to be shown on. ``fold`` joins days that are alike.

    ``notes`` are what else is to be known of it, a line each; ``echoes`` the channels that change
    exactly as another one does. ``against`` says what it is a difference to; ``revision`` and
    ``base`` name the new side, and the old one where that is what a daemon plays.
    """

    page: View
    plan: Sequence[Changes]
    place: Place
    fold: bool = True
    notes: Sequence[str] = ()
    echoes: Mapping[str, str] = field(default_factory=dict)
    against: str = ""
    revision: str = ""
    base: str = ""

    def told(self, changes: Changes) -> Sequence[Change]:
        """The changes that are to be told one by one: none of an echo, unless nothing is folded."""
        return () if self._echo(changes) else changes.airings

    def summed(self, changes: Changes) -> str:
        """How much changes on a channel, or as which other it changes."""
        original = self._echo(changes)
        return f"as {original}" if original else totals(changes)

    def _echo(self, changes: Changes) -> str:
        original = self.echoes.get(changes.channel) if self.fold else None
        names = {channel.id: channel.name for channel in self.page.lineup.channels}
        return names[original] if original else ""

    def named(self, changes: Changes) -> str:
        """The channel's number and name in the new lineup; one that is no more has only its id."""
        for channel in self.page.lineup.channels:
            if channel.id == changes.channel:
                return f"{channel.number:>2}  {channel.name}"
        return f"{changes.channel} (no more)"

    def closing(self) -> str:
        """The one sentence to remember."""
        changed = sum(len(changes.airings) for changes in self.plan)
        touched = sum(bool(changes.airings) for changes in self.plan)
        channels, page = counted(len(self.plan), "channel"), self.page
        between = f"between {page.moment(page.start)} and {page.moment(page.stop)}"
        if changed:
            verb = "changes" if changed == 1 else "change"
            return f"{counted(changed, 'airing')} {verb} on {touched} of {channels} {between}"
        filling = any(changes.filling for changes in self.plan)
        return f"{'only filler' if filling else 'nothing'} changes on {channels} {between}"


@dataclass(frozen=True, slots=True)
class Line:
    """Changes that are told as one: the same on several days, or many of one slot."""

    kind: Kind
    days: str
    time: str
    why: Why
    before: str
    after: str
    cause: Cause | None


def totals(changes: Changes) -> str:
    """How many airings of each kind of change."""
    number = Counter(change.kind for change in changes.airings)
    parts = [f"{number[kind]} {kind}" for kind in Kind if number[kind]]
    if changes.filling:
        parts.append(f"filler on {counted(len({day for _, day in changes.filling}), 'day')}")
    return " · ".join(parts) or "unchanged"


def lines(report: Report, changes: Sequence[Change]) -> Iterator[Line]:
    """The changes of a channel in the order of their first.

    Those that differ only in the day are one line, and so are those of a slot of which only
    words differ, or that has more than `MANY` lines of one kind.
    """

    def fine(change: Change) -> tuple[object, ...]:
        titles = (side.title if side else "" for side in (change.before, change.after))
        return (*_rough(change), clock(change.airing.programme.start, report.page.zone), *titles)

    if not report.fold:
        yield from (_line(report, [change]) for change in changes)
        return
    rows = Counter(rough for rough, *_ in {(_rough(each), fine(each)) for each in changes})
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        rough = _rough(change)
        many = rows[rough] > MANY or change.kind is Kind.METADATA
        groups.setdefault(rough if many else fine(change), []).append(change)
    yield from (_line(report, group) for group in groups.values())


def _rough(change: Change) -> tuple[object, ...]:
    return change.kind, change.airing.why.slot, change.cause


def _line(report: Report, changes: Sequence[Change]) -> Line:
    first = changes[0].airing
    days = sorted({change.airing.why.day for change in changes})
    time = clock(first.programme.start, report.page.zone)
    before, after = _sides(report, changes, days)
    return Line(changes[0].kind, days_text(days), time, first.why, before, after, changes[0].cause)


def _sides(report: Report, changes: Sequence[Change], days: Sequence[date]) -> tuple[str, str]:
    """What airs before and after; a title that stays is said once."""
    before = [change.before for change in changes if change.before]
    after = [change.after for change in changes if change.after]
    kind = changes[0].kind
    if len(changes) > len(days):
        return _many(changes), ""
    if kind is Kind.MOVED:
        was, will = (clock(side[0].programme.start, report.page.zone) for side in (before, after))
        return f"{_shown(before)}  {was}", will
    stays = before and after and before[0].title == after[0].title
    if kind is Kind.METADATA and stays:
        return f"{_shown(after)}: what the guide says", ""
    return _shown(before), _numbers(after) if stays and _numbers(after) else _shown(after)


def _many(changes: Sequence[Change]) -> str:
    """How many airings, and the titles of them, the most frequent first."""
    titles = Counter(change.airing.title for change in changes)
    return f"{len(changes)} airings: {', '.join(title for title, _ in titles.most_common())}"


def _shown(side: Sequence[Airing]) -> str:
    return f"{side[0].title} {_numbers(side)}".rstrip() if side else ""


def _numbers(side: Sequence[Airing]) -> str:
    return detail([[airing] for airing in side])
