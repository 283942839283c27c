"""A guide or a plan as one HTML page: nothing beside it, no scripts, light or dark, printable.

What happens to an airing is said in a word and a mark, too: not everybody sees its colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby

from exstreamtv.emit.airings import Airing
from exstreamtv.emit.changes import MARKS
from exstreamtv.emit.dates import dates_text, day_text, days_text, weekday_text
from exstreamtv.emit.guide import Days, Row, detail, filling, week
from exstreamtv.emit.plan import Change, Changes, Kind
from exstreamtv.emit.report import Line, Report, lines
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Channel

_STYLE = """\
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif }
body { margin: 2rem auto; padding: 0 1rem; max-width: 80rem }
h1, h2, li, .title { overflow-wrap: anywhere }
h1 { font-size: 1.3rem; margin: 0 0 .25rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
h3 { font-size: .9rem; margin: .75rem 0 .25rem; border-bottom: 1px solid #8886; padding: .2rem 0 }
small, .notes { color: light-dark(#57606a, #9aa4ae) } h2 small { font-weight: normal }
.notes { margin: .25rem 0; padding: 0; list-style: none }
.week { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); \
gap: 0 1.75rem }
ol { list-style: none; margin: 0; padding: 0 }
li { break-inside: avoid } .day li { padding: .2rem 0 .3rem .5rem; margin: .3rem 0; \
border-left: .25rem solid }
time { font-variant-numeric: tabular-nums; font-weight: 600; margin-right: .4rem }
time, .more { white-space: nowrap }
.kind { font-size: .8rem; font-weight: 600; border: 1px solid; border-radius: .25rem; \
padding: 0 .3rem; margin-right: .4rem; white-space: nowrap }
li small { display: block } .what { color: CanvasText } ins { text-decoration: none }
.added { color: light-dark(#116329, #6fdd8b) } .removed { color: light-dark(#a40e26, #ff8182) }
.replaced, .moved { color: light-dark(#7d4e00, #e3b341) }
.metadata, .filler { color: light-dark(#57606a, #9aa4ae) }
table { border-collapse: collapse; width: 100% }
td { vertical-align: top; padding: .12rem .6rem .12rem 0 } .more { text-align: right }
.more, .faint td { color: light-dark(#57606a, #9aa4ae) }
@media print { :root { font-size: 10px } body { margin: 0; max-width: none } }
"""


def of_week(view: View) -> str:
    """The guide: days of one shape in one column."""
    title = f"{view.lineup.station}: {view.moment(view.start)} to {view.moment(view.stop)}"
    return _page(title, (), (_channel(view, channel, shown) for channel, shown in view.begun()))


def of_plan(report: Report) -> str:
    """The difference, channel by channel and day by day, and what else is to be known of it."""
    notes = (*filter(None, (report.against,)), *report.notes)
    return _page(report.closing(), notes, (_changes(report, each) for each in report.plan))


def _channel(view: View, channel: Channel, shown: Sequence[Airing]) -> str:
    share = filling(shown) * 100 // (view.stop - view.start)
    note = f"{channel.id}{f' · {share} % filler' if share else ''}"
    days = (_shape(each) for each in week(shown, view.dawn))
    return f"{_heading(f'{channel.number}  {channel.name}', note)}{_grid(days)}"


def _shape(group: Days) -> str:
    """Days whose slots are the same, as a table of times and titles."""
    named = days_text(group.days)
    dates = "" if len(group.days) == 1 else f" {dates_text(group.days)}"
    rows = (row for rows in group.across() for row in _rows(group.days, rows))
    return f"<h3>{escape(named + dates)}</h3>\n<table>\n{''.join(rows)}</table>\n"


def _rows(days: Sequence[date], rows: Sequence[Row]) -> Iterator[str]:
    """One time of several days: a row a title; which days, where they show different ones."""
    titles = list(dict.fromkeys(row.title for row in rows))
    for title in titles:
        alike = [row for row in rows if row.title == title]
        on = [day for day, row in zip(days, rows, strict=True) if row.title == title]
        which = "" if len(titles) == 1 else f" ({_short(on)})"
        more = detail([row.run for row in alike])
        cells = f'<td>{_time(rows[0].time)}<td class="title">{escape(title)}{which}'
        yield f'<tr{_faint(alike[0])}>{cells}<td class="more">{escape(more)}\n'


def _short(days: Sequence[date]) -> str:
    return weekday_text(days[0]) if len(days) == 1 else days_text(days)


def _faint(row: Row) -> str:
    return ' class="faint"' if row.tone == "slate" else ""


def _changes(report: Report, changes: Changes) -> str:
    """A channel with its days, each with what changes in it."""
    heading = _heading(report.named(changes).strip(), report.summed(changes))
    told = sorted(report.told(changes), key=_day)
    days = [_of_day(report, day, [*of_day]) for day, of_day in groupby(told, key=_day)]
    return f"{heading}{_grid(days) if days else ''}"


def _day(change: Change) -> date:
    return change.airing.why.day


def _of_day(report: Report, day: date, changes: Sequence[Change]) -> str:
    told = "".join(_line(report, line) for line in lines(report, changes))
    return f"<h3>{escape(day_text(day))}</h3>\n<ol>\n{told}</ol>\n"


def _line(report: Report, line: Line) -> str:
    mark = f'<span class="kind">{escape(MARKS[line.kind][0])} {line.kind}</span>'
    about = " · ".join(filter(None, (line.why.slot, line.cause, report.place(line.why))))
    return (
        f'<li class="{line.kind}">{_time(line.time)}{mark}'
        f'<span class="what">{_what(line)}</span> <small>{escape(about)}</small>\n'
    )


def _what(line: Line) -> str:
    before, after = escape(line.before), escape(line.after)
    if line.kind is Kind.REPLACED and after:
        return f"<del>{before}</del> → <ins>{after}</ins>"
    if line.kind is Kind.REMOVED:
        return f"<del>{before}</del>"
    return " → ".join(filter(None, (before, after)))


def _heading(title: str, note: str) -> str:
    return f"<h2>{escape(title)} <small>{escape(note)}</small></h2>\n"


def _grid(days: Iterable[str]) -> str:
    shown = "".join(f'<section class="day">\n{day}</section>\n' for day in days)
    return f'<div class="week">\n{shown}</div>\n'


def _time(text: str) -> str:
    return f"<time>{escape(text)}</time>"


def _page(title: str, notes: Sequence[str], parts: Iterable[str]) -> str:
    said = "".join(f"<li>{escape(note)}\n" for note in notes)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n<h1>{escape(title)}</h1>\n"
        f'<ul class="notes">\n{said}</ul>\n{"".join(parts)}</html>\n'
    )
