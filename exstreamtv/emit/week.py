"""The guide as text for a terminal of any width: a week folded, in full, or at a glance."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from exstreamtv.emit.airings import Airing, facts
from exstreamtv.emit.columns import beside, fit, plain, spread
from exstreamtv.emit.dates import clock, dates_text, day_text, days_text, weekday_text
from exstreamtv.emit.guide import Days, Row, by_day, detail, filling, is_filling, tone, week
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Channel
from exstreamtv.model.time import instant_text

COLUMN = 37
"""The narrowest column that holds a time, a title and its episodes."""

WIDEST = 64
"""A column wider than this parts a title from its episodes."""

INDENT = "    "


def folded(view: View) -> str:
    """The week of every channel: days of one shape in one column, columns side by side."""
    lines: list[str] = []
    for channel, shown in view.begun():
        lines += _heading(view, channel, shown)
        lines += _bands(view, week(shown, view.dawn))
        lines.append("")
    return "\n".join(lines)


def full(view: View) -> str:
    """Every programme of every day, with where it comes from."""
    lines: list[str] = []
    for channel, shown in view.begun():
        lines += _heading(view, channel, shown)
        for day, of_day in by_day(shown, view.dawn):
            lines.append(INDENT + view.paint(day_text(day), "heading"))
            lines += (_line(view, airing) for airing in of_day)
        lines.append("")
    return "\n".join(lines)


def brief(view: View) -> str:
    """Every channel's slots, each on a line: when, on which days, and what."""
    lines: list[str] = []
    for channel, shown in view.begun():
        lines.append(_name(view, channel))
        lines += (INDENT + line for line in _slots(view, week(shown, view.dawn)))
        lines.append("")
    return "\n".join(lines)


def markdown(view: View) -> str:
    """The folded week for a merge request, where columns need a fence."""
    return f"```text\n{folded(replace(view, columns=100, paint=plain))}```\n"


def as_json(view: View) -> str:
    """Every programme, for programs."""
    channels = [
        {"channel": channel.id, "programmes": [facts(airing) for airing in shown]}
        for channel, shown in view.channels()
    ]
    window = {"start": instant_text(view.start), "stop": instant_text(view.stop)}
    return json.dumps({**window, "channels": channels}, ensure_ascii=False, indent=2) + "\n"


def _name(view: View, channel: Channel) -> str:
    return view.paint(f"{channel.number:>2}  {channel.name}", "heading")


def _heading(view: View, channel: Channel, shown: Sequence[Airing]) -> list[str]:
    """Number and name, and how much of the window is nothing but filling."""
    of = view.stop - view.start
    share = filling(shown) * 100 // of
    note = f"{channel.id}{f' · {share} % filler' if share else ''}"
    line = spread(f"{channel.number:>2}  {channel.name}", note, view.columns)
    name = line[: -len(note)]
    return [view.paint(name, "heading") + view.paint(note, "faint")]


def _bands(view: View, groups: Sequence[Days]) -> Iterator[str]:
    """As many columns side by side as the page holds, then the next ones below."""
    room = view.columns - len(INDENT)
    abreast = max(1, min(len(groups), (room + 2) // (COLUMN + 2)))
    column = min(WIDEST, (room - 2 * (abreast - 1)) // abreast)
    for first in range(0, len(groups), abreast):
        band = [_column(view, each, column) for each in groups[first : first + abreast]]
        yield from (INDENT + line for line in beside(band, " " * column))


def _column(view: View, group: Days, column: int) -> list[str]:
    named = days_text(group.days)
    heading = named if len(group.days) == 1 else f"{named}  {dates_text(group.days)}"
    lines = [view.paint(fit(heading, column), "faint")]
    for rows in group.across():
        lines += _cell(view, group.days, rows, column)
    return lines


def _cell(view: View, days: Sequence[date], rows: Sequence[Row], column: int) -> Iterator[str]:
    """One time of several days: a line if they show the same title, else a line a title."""
    time = f"{rows[0].time}  "
    titles = list(dict.fromkeys(row.title for row in rows))
    for title in titles:
        alike = [row for row in rows if row.title == title]
        on = [day for day, row in zip(days, rows, strict=True) if row.title == title]
        which = "" if len(titles) == 1 else f"{_short(on)}  "
        said = detail([row.run for row in alike])
        text = spread(which + title, said, column - len(time))
        yield time + view.paint(text, alike[0].tone)
        time = " " * len(time)


def _short(days: Sequence[date]) -> str:
    return weekday_text(days[0]) if len(days) == 1 else days_text(days)


def _line(view: View, airing: Airing) -> str:
    programme = airing.programme
    times = f"{clock(programme.start, view.zone)}-{clock(programme.stop, view.zone)}"
    subtitle = f" · {programme.subtitle}" if programme.subtitle else ""
    what = f"{airing.number + '  ' if airing.number else ''}{programme.title}{subtitle}"
    text = spread(what, airing.why.slot, view.columns - 2 * len(INDENT) - 19)
    return f"{INDENT * 2}{times:<17}  {view.paint(text, _tone(airing))}"


def _tone(airing: Airing) -> str:
    return "faint" if is_filling(airing) else tone(airing)


def _slots(view: View, groups: Sequence[Days]) -> Iterator[str]:
    """A line a slot: when (``~`` where that varies), on which days, and every title."""
    slots: dict[str, dict[date, list[Row]]] = {}
    for group in groups:
        for day, rows in zip(group.days, group.rows, strict=True):
            for row in rows:
                slots.setdefault(row.slot, {}).setdefault(day, []).append(row)
    yield from (line for _, line in sorted(_slot(view, shown) for shown in slots.values()))


def _slot(view: View, shown: Mapping[date, Sequence[Row]]) -> tuple[timedelta, str]:
    """A slot's line, and how far into the broadcast day it most often begins."""
    starts = Counter(_since_dawn(view, rows[0]) for rows in shown.values())
    usual = starts.most_common(1)[0][0]
    time = (view.dawn.replace(tzinfo=None) + usual).strftime("%H:%M")
    head = f"{'~' if len(starts) > 1 else ' '}{time}  {days_text(sorted(shown)):<12}"
    every = [row for rows in shown.values() for row in rows]
    titles = ", ".join(dict.fromkeys(title for row in every for title in row.titles))
    text = fit(titles, view.columns - len(INDENT) - len(head) - 1).rstrip()
    return usual, f"{head} {view.paint(text, every[0].tone)}"


def _since_dawn(view: View, row: Row) -> timedelta:
    """How far into its broadcast day a row begins, by the clock."""
    local = row.run[0].programme.start.astimezone(view.zone).replace(tzinfo=None)
    return (local - view.dawn.replace(tzinfo=None)) % timedelta(days=1)
