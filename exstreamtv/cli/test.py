"""`exstreamtv test`: do rules and tests hold on what will air?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, NamedTuple

import typer

from exstreamtv import pipeline
from exstreamtv.cli import options as given
from exstreamtv.cli.cores import shared
from exstreamtv.cli.options import Format, Options, Status
from exstreamtv.cli.output import note, paint, say, tell
from exstreamtv.cli.paint import ansi
from exstreamtv.cli.render import FORMS, full, render
from exstreamtv.cli.station import Window, calendar, opened, window
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, Severity, failed, in_order
from exstreamtv.model.names import counted
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.rules.expect import Tested, days_of, tested
from exstreamtv.rules.verdict import Court, Heard, court

FORTNIGHT = 14
"""Days that the rules look at: a whole week is among them, whatever day it is."""


class Line(NamedTuple):
    """How one rule or test came out, in words; ``found`` is what there is to tell of it."""

    what: str
    result: str
    found: tuple[Diagnostic, ...]
    looked: bool = True


class Part(NamedTuple):
    """What a core makes of some channels; tests by their number in the document."""

    found: list[Diagnostic]
    heard: Heard
    tested: dict[int, Tested]


@dataclass(frozen=True, slots=True)
class Session:
    """What is looked at: the station, the days of the rules, and today."""

    loaded: Loaded
    station: Station
    judges: Court
    span: Window
    today: date

    def part(self, channels: Sequence[str]) -> Part:
        """Compile some channels and let rules and tests look at them."""
        found: list[Diagnostic] = []
        timelines: dict[str, Timeline] = {}
        results: dict[int, Tested] = {}
        for channel in channels:
            span = self._reach(channel)
            made, some = pipeline.timelines(self.loaded, span.start, span.stop, [channel])
            found += some
            timelines[channel] = _within(made[channel], self.span)
            for number, test in enumerate(self.station.tests):
                if test.channel == channel:
                    inputs = self.loaded.inputs
                    results[number] = tested(inputs, test, made[channel], self.today)
        return Part(found, self.judges.heard(timelines, self.span.start, self.span.stop), results)

    def _reach(self, channel: str) -> Window:
        """The days of the rules, and as many more as the channel's tests ask for."""
        tests = (test for test in self.station.tests if test.channel == channel)
        last = [days[-1] for test in tests if (days := days_of(test, self.today))]
        clock = calendar(self.station)
        stops = (clock.begin(day + timedelta(days=1)) for day in last)
        return Window(self.span.start, max([self.span.stop, *stops]))


def test(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=400, help="Days that rules look at.")] = FORTNIGHT,
) -> None:
    """Say whether rules and tests hold on what will air.

    A line each, and what is broken. `--format` full (default), concise, json, github, gitlab or
    sarif; the others give only what is broken.

    Examples: exstreamtv test; exstreamtv test --days 30; exstreamtv test --format github
    """
    options = given.of(context)
    form = options.form(*(Format(name) for name in FORMS))
    loaded, station, _ = opened(options)
    today = calendar(station).day_of(options.now)
    span = window(station, options.now, days)
    session = Session(loaded, station, court(loaded.inputs), span, today)
    lines = list(_lines(session, _compiled(options, session)))
    found = [each for line in lines for each in line.found]
    _say(options, loaded, lines, form)
    note(options, _summary(lines))
    if failed(found):
        raise typer.Exit(Status.INPUT)


def _compiled(options: Options, session: Session) -> list[Part]:
    parts = shared(list(session.station.channels), session.part)
    found = in_order([each for part in parts for each in part.found])
    tell(options, found, session.loaded.texts)
    if failed(found):
        raise typer.Exit(Status.INPUT)
    return parts


def _lines(session: Session, parts: Sequence[Part]) -> Iterator[Line]:
    days = counted((session.span.stop - session.span.start).days, "day")
    for verdict in session.judges.verdicts(part.heard for part in parts):
        result = counted(verdict.times, "time") if verdict.times else days
        yield Line(f"rule {verdict.name} ({verdict.kind})", result, verdict.found)
    results = {number: each for part in parts for number, each in part.tested.items()}
    for number in range(len(session.station.tests)):
        each = results[number]
        result = counted(each.days, "day") if each.days else "its days are over"
        yield Line(f"test {each.said}", result, each.found, bool(each.days))


def _say(options: Options, loaded: Loaded, lines: Sequence[Line], form: Format) -> None:
    found = [each for line in lines for each in line.found]
    if form is not Format.FULL:
        say(options, render(found, loaded.texts, form))
        return
    if found:
        coloured = full(found, loaded.texts, ansi) if options.color else full(found, loaded.texts)
        say(options, f"{coloured}\n")
    tone = paint(options)
    for line in lines:
        word, colour = _word(line)
        say(options, f"{tone(f'{word:<5}', colour)} {line.what}: {line.result}\n")


def _word(line: Line) -> tuple[str, str]:
    if not line.looked:
        return "over", "faint"
    if failed(list(line.found)):
        return "FAIL", "bad"
    worst = max((each.severity for each in line.found), default=None)
    if worst is None:
        return "ok", "good"
    return ("warn", "changed") if worst is Severity.WARNING else ("note", "faint")


def _summary(lines: Sequence[Line]) -> str:
    broken = sum(failed(list(line.found)) for line in lines)
    rules = sum(line.what.startswith("rule ") for line in lines)
    what = f"{counted(rules, 'rule')} and {counted(len(lines) - rules, 'test')}"
    return f"{what}: {f'{broken} broken' if broken else 'all hold'}"


def _within(timeline: Timeline, span: Window) -> Timeline:
    items = list(timeline.between(span.start, span.stop))
    return Timeline(timeline.channel, items)
