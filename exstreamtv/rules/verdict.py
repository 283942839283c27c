"""All rules over a window: what each channel has to say, and what follows from all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from exstreamtv.config.section import Section
from exstreamtv.model.diagnostic import Diagnostic, Severity, Span
from exstreamtv.model.names import counted, sort_key
from exstreamtv.model.timeline import Timeline
from exstreamtv.rules import feasibility
from exstreamtv.rules.air import Air
from exstreamtv.rules.breach import Breach, Case, Cases, Doubt, cases, joined
from exstreamtv.rules.past import reach, with_past
from exstreamtv.rules.scope import Scope, moment, original
from exstreamtv.rules.table import AHEAD, BEFORE, BETWEEN, CODE, SEEN, WITHIN
from exstreamtv.schedule.setting import Inputs

CODES = feasibility.CODES


@dataclass(frozen=True, slots=True)
class Heard:
    """What some channels have to say: by rule, what is broken, and what is to be judged later."""

    start: datetime
    broken: Mapping[str, Cases]
    seen: Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one rule came out. ``times`` counts the breaches, ``found`` has one a slot."""

    name: str
    kind: str
    times: int
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, eq=False)
class Court:
    """The rules of a station that are not switched off, made ready."""

    inputs: Inputs
    scopes: tuple[Scope, ...]

    def heard(self, timelines: Mapping[str, Timeline], start: datetime, stop: datetime) -> Heard:
        """What the channels of these timelines have to say of the window. It can be pickled."""
        broken: dict[str, list[Cases]] = {scope.name: [] for scope in self.scopes}
        seen: dict[str, list[Any]] = {scope.name: [] for scope in self.scopes}
        for channel, timeline in timelines.items():
            air = Air(channel, timeline.items, start, stop, self.inputs.calendar)
            back = reach(self.scopes, channel, air.calendar.day_of(start))
            longer = with_past(self.inputs, air, back) if back else air
            for scope in self.scopes:
                looked = longer if type(scope.rule) in BEFORE else air
                broken[scope.name].append(cases(_now(_within(scope, looked), scope, start)))
                seen[scope.name].extend(_seen(scope, looked))
        return Heard(
            start,
            {name: joined(parts) for name, parts in broken.items()},
            {name: tuple(parts) for name, parts in seen.items()},
        )

    def verdicts(self, heard: Iterable[Heard]) -> list[Verdict]:
        """How every rule came out, by name."""
        parts = list(heard)
        return [self._verdict(scope, parts) for scope in self.scopes]

    def _verdict(self, scope: Scope, parts: list[Heard]) -> Verdict:
        seen = [one for part in parts for one in part.seen[scope.name]]
        judge = BETWEEN.get(type(scope.rule))
        start = min(part.start for part in parts) if parts else None
        late = cases(_now(judge(scope.rule, scope, seen), scope, start)) if judge and seen else {}
        found = joined([*(part.broken[scope.name] for part in parts), late])
        told = tuple(_told(scope, found[key]) for key in sorted(found, key=_key))
        return Verdict(scope.name, scope.kind, sum(case.times for case in found.values()), told)


def court(inputs: Inputs) -> Court:
    """The rules of a station, by name."""
    rules = inputs.station.rules_
    names = sorted(rules, key=sort_key)
    return Court(
        inputs,
        tuple(Scope(name, rules[name], inputs) for name in names if rules[name].severity != "off"),
    )


def doubts(inputs: Inputs, day: date) -> Iterator[Diagnostic]:
    """What can be said of the rules on broadcast day ``day`` without a timeline."""
    for scope in court(inputs).scopes:
        ahead = AHEAD.get(type(scope.rule))
        for doubt in ahead(scope.rule, scope, day) if ahead else ():
            yield _doubted(scope, doubt)


def _within(scope: Scope, air: Air) -> Iterable[Breach]:
    watch = WITHIN.get(type(scope.rule))
    return watch(scope.rule, scope, air) if watch and air.channel in scope.channels else ()


def _seen(scope: Scope, air: Air) -> Iterable[Any]:
    look = SEEN.get(type(scope.rule))
    return look(scope.rule, scope, air) if look and air.channel in scope.channels else ()


def _now(breaches: Iterable[Breach], scope: Scope, start: datetime | None) -> Iterable[Breach]:
    """Those of the window: a rule that looks back finds what is over, too."""
    if start is None or type(scope.rule) not in BEFORE:
        return breaches
    return (breach for breach in breaches if breach.start >= start)


def _key(key: tuple[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    return sort_key(key[0]), sort_key(key[1])


def _told(scope: Scope, case: Case) -> Diagnostic:
    """One finding for all breaches in a slot: the first, and how many there are."""
    first = case.first
    place = ".".join(filter(None, (first.channel, first.slot)))
    when = moment(scope.inputs, first.start)
    message = f"{first.what} ({', '.join(filter(None, (place and f'`{place}`', when)))})"
    note = f"{counted(case.times, 'time')} in these days" if case.times > 1 else ""
    hint = _excepting(first) if first.slot else ""
    found = Diagnostic(scope.severity, CODE[scope.kind], message, _place(scope), hint, note)
    return replace(found, related=related(scope.inputs, first.channel, first.slot))


def _excepting(breach: Breach) -> str:
    place = f"{breach.channel}.{breach.slot}"
    return f'if it is meant here, say why: `exceptions: {{{place}: "..."}}`'


def _doubted(scope: Scope, doubt: Doubt) -> Diagnostic:
    infeasible = scope.kind not in ("remote_only", "pool")
    code = "W508" if infeasible else CODE[scope.kind]
    severity = min(scope.severity, Severity.WARNING) if infeasible else scope.severity
    found = Diagnostic(severity, code, doubt.what, _place(scope), doubt.hint)
    return replace(found, related=related(scope.inputs, doubt.channel, doubt.slot))


def _place(scope: Scope) -> Span | None:
    return scope.rule.key_span(scope.kind)


def related(inputs: Inputs, channel: str, slot: str) -> tuple[tuple[Span, str], ...]:
    """Where the slot is written, as a finding points there."""
    if not channel:
        return ()
    section: Section | None = original(inputs.station, channel).schedule.get(slot)
    span = section.span("at") if section else inputs.station.channels[channel].key_span()
    return ((span, "in this slot" if section else "on this channel"),) if span else ()
