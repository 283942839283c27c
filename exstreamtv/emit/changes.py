"""A plan as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from exstreamtv.emit.airings import facts
from exstreamtv.emit.columns import spread, width
from exstreamtv.emit.dates import days_text
from exstreamtv.emit.plan import Change, Changes, Kind
from exstreamtv.emit.report import Line, Report, lines
from exstreamtv.model.names import counted
from exstreamtv.model.time import instant_text

VERSION = 1
"""Of a plan as JSON: another one where a program that reads this one would fail."""

ROOM = 75
"""What a line needs before there is room for its place."""

WIDEST = 18
"""No day or slot makes the column of all wider than this."""

MARKS = {
    Kind.REPLACED: ("~", "changed"),
    Kind.MOVED: (">", "changed"),
    Kind.ADDED: ("+", "good"),
    Kind.REMOVED: ("-", "bad"),
    Kind.METADATA: ("=", "faint"),
}
"""What stands before a change of this kind, and its tone."""


def text(report: Report) -> str:
    """For a terminal."""
    written = [report.against] if report.against else []
    for changes in report.plan:
        written += _heading(report, changes)
        written += _aligned(report, [*lines(report, report.told(changes))])
        if changes.channel not in report.echoes:
            written += _fillings(changes)
    return "\n".join([*written, "", *report.notes, report.closing(), ""])


def brief(report: Report, most: int) -> str:
    """For the page of another command: at most so many lines of changes, and how many more."""
    told = [(each, line) for each in report.plan for line in lines(report, report.told(each))]
    written: list[str] = []
    for changes in report.plan:
        shown = [line for each, line in told[:most] if each is changes]
        written += [*_heading(report, changes), *_aligned(report, shown)] if shown else []
    if len(told) > most:
        written += [f"    and {len(told) - most} more: `exstreamtv plan` shows them"]
    return "\n".join([*written, "", report.closing()])


def _heading(report: Report, changes: Changes) -> Iterator[str]:
    if changes:
        yield ""
    line = spread(report.named(changes), report.summed(changes), report.page.columns)
    yield report.page.paint(line, "heading" if changes else "faint")


def _aligned(report: Report, told: Sequence[Line]) -> Iterator[str]:
    """The lines of a channel, their columns as wide as the widest entry, up to `WIDEST`."""
    days, slots = (
        min(WIDEST, max(map(len, column), default=0))
        for column in ([line.days for line in told], [line.why.slot for line in told])
    )
    yield from (_text(report, line, max(days, 11), max(slots, 10)) for line in told)


def _text(report: Report, line: Line, days: int, slots: int) -> str:
    mark, tone = MARKS[line.kind]
    what = " → ".join(filter(None, (line.before, line.after)))
    left = f"  {mark} {line.days:<{days}} {line.time}  {line.why.slot:<{slots}}  {what}"
    right = _because(report, line, width(left))
    return report.page.paint(spread(left, right, report.page.columns).rstrip(), tone)


def _because(report: Report, line: Line, taken: int) -> str:
    """The cause, and where the author wrote it, as far as there is room."""
    cause, columns = line.cause or "", report.page.columns
    both = " ".join(filter(None, (cause, report.place(line.why))))
    if width(both) + ROOM <= columns:
        return both
    return cause if width(cause) + min(ROOM, taken + 2) <= columns else ""


def _fillings(changes: Changes) -> Iterator[str]:
    slots: dict[str, list[date]] = {}
    for slot, day in changes.filling:
        slots.setdefault(slot, []).append(day)
    for slot, days in slots.items():
        yield f"    {days_text(days):<11}        {slot:<10}  filler only"


def markdown(report: Report, most: int | None = None) -> str:
    """For a merge request; in at most so many characters, if that is said.

    What does not fit are whole channels, the last ones: half of one would be taken for all of it.
    """
    head = f"### {report.closing()}\n\n"
    notes = (*filter(None, (report.against,)), *report.notes)
    foot = "".join(f"- {note}\n" for note in notes)
    channels = [_channel(report, changes) for changes in report.plan if changes.airings]
    fitting = _fitting(channels, most, len(head) + len(foot))
    return "".join([head, *channels[:fitting], _left_out(len(channels) - fitting), foot])


def _channel(report: Report, changes: Changes) -> str:
    heading = f"**{_cell(report.named(changes).strip())}**: {report.summed(changes)}"
    told = lines(report, report.told(changes))
    if changes.channel in report.echoes and report.fold:
        return f"{heading}\n\n"
    table = ["| | when | slot | before | after | because of |", f"{'|---' * 6}|"]
    rows = [_row(line) for line in told]
    return "\n".join([heading, "", *table, *rows, "", ""])


def _fitting(channels: Sequence[str], most: int | None, taken: int) -> int:
    """How many of the channels there is room for, the first ones."""
    if most is None or taken + sum(map(len, channels)) <= most:
        return len(channels)
    taken += len(_left_out(len(channels)))
    ends = accumulate(map(len, channels), initial=taken)
    return max(sum(end <= most for end in ends) - 1, 0)


def _left_out(count: int) -> str:
    if not count:
        return ""
    verb = "changes" if count == 1 else "change"
    where = "`exstreamtv plan --against ...` on your machine shows everything"
    return (
        f"**{counted(count, 'more channel')} {verb}, for which there is no room here**; {where}\n\n"
    )


def _row(line: Line) -> str:
    when, cause = f"{line.days} {line.time}", line.cause or ""
    cells = (line.kind, when, line.why.slot, line.before, line.after, cause)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    """The text as a cell says it, whatever is in it."""
    return text.replace("<", "&lt;").replace("|", "\\|").replace("\n", " ")


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
    named = {"against": report.against, "base": report.base, "revision": report.revision}
    document = {
        "version": VERSION,
        **named,
        **window,
        "notes": [*report.notes],
        "channels": channels,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _entry(report: Report, change: Change) -> dict[str, object]:
    why = change.airing.why
    return {
        "change": change.kind.value,
        "slot": why.slot,
        "day": why.day.isoformat(),
        "cause": change.cause,
        "place": report.place(why),
        "before": facts(change.before) if change.before else None,
        "after": facts(change.after) if change.after else None,
    }
