"""A plan as text, Markdown or JSON: like days folded, one closing sentence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from exstreamtv.emit.airings import Airing, facts
from exstreamtv.emit.columns import spread, width
from exstreamtv.emit.dates import clock, days_text
from exstreamtv.emit.guide import detail
from exstreamtv.emit.plan import Change, Changes, Kind
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Channel
from exstreamtv.model.time import instant_text
from exstreamtv.model.timeline import Why

Place: TypeAlias = Callable[[Why], str]
"""Where the author wrote the step: ``channels.d/retro.yaml:22``, or nothing."""

MANY = 8
"""More lines than this about one slot are one line."""

ROOM = 75
"""What a line needs before there is room for its place."""

_MARKS = {
    Kind.REPLACED: ("~", "changed"),
    Kind.MOVED: (">", "changed"),
    Kind.ADDED: ("+", "good"),
    Kind.REMOVED: ("-", "bad"),
    Kind.METADATA: ("=", "faint"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """The difference, and the page it is to be shown on. ``fold`` joins days that are alike."""

    page: View
    plan: Sequence[Changes]
    place: Place
    fold: bool = True

    def channel(self, changes: Changes) -> Channel | None:
        """The channel as it is in the new lineup; None for one that is no more."""
        return next((c for c in self.page.lineup.channels if c.id == changes.channel), None)


@dataclass(frozen=True, slots=True)
class _Folded:
    """The same change on several days."""

    kind: Kind
    days: tuple[date, ...]
    changes: tuple[Change, ...]


def text(report: Report) -> str:
    """For a terminal."""
    lines: list[str] = []
    for changes in report.plan:
        lines += _heading(report, changes)
        lines += (_line(report, folded) for folded in _folds(report, changes.airings))
        lines += _fillings(changes)
    return "\n".join([*lines, "", closing(report), ""])


def markdown(report: Report) -> str:
    """For a merge request."""
    lines = [f"### {closing(report)}", ""]
    for changes in report.plan:
        if changes.airings:
            lines += [f"**{_named(report, changes).strip()}**: {_totals(changes)}", ""]
            lines += ["| | when | slot | before | after |", "|---|---|---|---|---|"]
            lines += (_row(report, folded) for folded in _folds(report, changes.airings))
            lines.append("")
    return "\n".join(lines)


def as_json(report: Report) -> str:
    """For programs: every change by itself, and nothing folded."""
    channels = [
        {
            "channel": changes.channel,
            "airings": [_entry(report, change) for change in changes.airings],
            "filling": [{"slot": slot, "day": day.isoformat()} for slot, day in changes.filling],
        }
        for changes in report.plan
    ]
    window = {"start": instant_text(report.page.start), "stop": instant_text(report.page.stop)}
    return json.dumps({**window, "channels": channels}, ensure_ascii=False, indent=2) + "\n"


def closing(report: Report) -> str:
    """The one sentence to remember."""
    changed = sum(len(changes.airings) for changes in report.plan)
    touched = sum(bool(changes.airings) for changes in report.plan)
    filling = any(changes.filling for changes in report.plan)
    page = report.page
    between = f"between {page.moment(page.start)} and {page.moment(page.stop)}"
    if not changed:
        what = "only filler changes" if filling else "nothing changes"
        return f"{what} on {_count(len(report.plan), 'channel')} {between}"
    said = f"{_count(changed, 'airing')} {'changes' if changed == 1 else 'change'}"
    return f"{said} on {touched} of {_count(len(report.plan), 'channel')} {between}"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _named(report: Report, changes: Changes) -> str:
    channel = report.channel(changes)
    return f"{channel.number:>2}  {channel.name}" if channel else f"{changes.channel} (no more)"


def _totals(changes: Changes) -> str:
    counted = Counter(change.kind for change in changes.airings)
    parts = [f"{counted[kind]} {kind}" for kind in Kind if counted[kind]]
    if changes.filling:
        parts.append(f"filler on {_count(len({day for _, day in changes.filling}), 'day')}")
    return " · ".join(parts) or "unchanged"


def _heading(report: Report, changes: Changes) -> Iterator[str]:
    name, totals = _named(report, changes), _totals(changes)
    if changes:
        yield ""
    line = spread(name, totals, report.page.columns)
    yield report.page.paint(line, "heading" if changes else "faint")


def _folds(report: Report, changes: Sequence[Change]) -> list[_Folded]:
    """Changes that differ only in the day together, in the order of the first.

    A slot that has more than `MANY` of one kind is one line, whatever the times.
    """
    if not report.fold:
        return [_folded([change]) for change in changes]
    rows = _grouped(changes, lambda change: (*_rough(change), *_fine(report, change)))
    crowded = Counter(_rough(row[0]) for row in rows)
    return [
        _folded(row)
        for row in _grouped(
            changes,
            lambda change: (
                _rough(change)
                if crowded[_rough(change)] > MANY
                else (*_rough(change), *_fine(report, change))
            ),
        )
    ]


def _grouped(
    changes: Iterable[Change], key: Callable[[Change], tuple[object, ...]]
) -> list[list[Change]]:
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(key(change), []).append(change)
    return list(groups.values())


def _rough(change: Change) -> tuple[object, ...]:
    return change.kind, change.airing.why.slot


def _fine(report: Report, change: Change) -> tuple[object, ...]:
    titles = (_title(side) if side else "" for side in (change.before, change.after))
    return clock(change.airing.programme.start, report.page.zone), *titles


def _folded(changes: Sequence[Change]) -> _Folded:
    days = sorted({change.airing.why.day for change in changes})
    return _Folded(changes[0].kind, tuple(days), tuple(changes))


def _title(airing: Airing) -> str:
    return airing.title


def _sides(report: Report, folded: _Folded) -> tuple[str, str]:
    """What airs before and after; a title that stays is said once."""
    before = [change.before for change in folded.changes if change.before]
    after = [change.after for change in folded.changes if change.after]
    if len(folded.changes) > len(folded.days):
        return _many(folded.changes), ""
    if folded.kind is Kind.MOVED:
        was, will = (clock(side[0].programme.start, report.page.zone) for side in (before, after))
        return f"{_shown(before)}  {was}", will
    stays = before and after and _title(before[0]) == _title(after[0])
    if folded.kind is Kind.METADATA and stays:
        return f"{_shown(after)}: what the guide says", ""
    return _shown(before), _numbers(after) if stays and _numbers(after) else _shown(after)


def _many(changes: Sequence[Change]) -> str:
    """How many airings, and the titles of them, the most frequent first."""
    counted = Counter(_title(change.airing) for change in changes)
    titles = ", ".join(title for title, _ in counted.most_common())
    return f"{len(changes)} airings: {titles}"


def _shown(side: Sequence[Airing]) -> str:
    return f"{_title(side[0])} {_numbers(side)}".rstrip() if side else ""


def _numbers(side: Sequence[Airing]) -> str:
    return detail([[airing] for airing in side])


def _when(report: Report, folded: _Folded) -> tuple[str, str]:
    start = folded.changes[0].airing.programme.start
    return days_text(folded.days), clock(start, report.page.zone)


def _line(report: Report, folded: _Folded) -> str:
    mark, tone = _MARKS[folded.kind]
    days, time = _when(report, folded)
    why = folded.changes[0].airing.why
    what = " → ".join(filter(None, _sides(report, folded)))
    place = report.place(why)
    if width(place) + ROOM > report.page.columns:
        place = ""
    line = spread(f"  {mark} {days:<11} {time}  {why.slot:<10}  {what}", place, report.page.columns)
    return report.page.paint(line.rstrip(), tone)


def _fillings(changes: Changes) -> Iterator[str]:
    slots: dict[str, list[date]] = {}
    for slot, day in changes.filling:
        slots.setdefault(slot, []).append(day)
    for slot, days in slots.items():
        yield f"    {days_text(days):<11}        {slot:<10}  filler only"


def _row(report: Report, folded: _Folded) -> str:
    slot = folded.changes[0].airing.why.slot
    cells = (folded.kind.value, " ".join(_when(report, folded)), slot, *_sides(report, folded))
    written = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(written)} |"


def _entry(report: Report, change: Change) -> dict[str, object]:
    why = change.airing.why
    return {
        "change": change.kind.value,
        "slot": why.slot,
        "day": why.day.isoformat(),
        "place": report.place(why),
        "before": facts(change.before) if change.before else None,
        "after": facts(change.after) if change.after else None,
    }
