"""A plan in the form that was asked for: the guide of a window, or what differs in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from exstreamtv import pipeline
from exstreamtv.cli.against import NONE, Before, before
from exstreamtv.cli.compared import compared
from exstreamtv.cli.guide import guide_text
from exstreamtv.cli.memory import Memory
from exstreamtv.cli.options import Format, Options
from exstreamtv.cli.output import columns, paint
from exstreamtv.cli.revision import bundle, name_of
from exstreamtv.cli.station import Window, compiled, named, window
from exstreamtv.cli.verdicts import heard
from exstreamtv.emit import changes, page, week
from exstreamtv.emit.plan import difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.view import View
from exstreamtv.emit.xmltv import xmltv
from exstreamtv.model.channel import Lineup
from exstreamtv.pipeline import Loaded
from exstreamtv.rules.verdict import Verdict

FORMS = (
    Format.TEXT,
    Format.MARKDOWN,
    Format.JSON,
    Format.HTML,
    Format.XMLTV,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. ``channels`` are ids, numbers or names; none of them means all."""

    against: str = NONE
    form: Format = Format.TEXT
    days: int = 7
    channels: Sequence[str] = ()
    full: bool = False
    brief: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as text, with what is to be said beside it.

    ``closing`` sums up a difference, and is empty for a guide; ``base`` is the daemon's revision.
    """

    text: str
    verdicts: Sequence[Verdict]
    changes: bool = False
    closing: str = ""
    base: str = ""


def planned(options: Options, wish: Wish, loaded: Loaded, memory: Memory | None = None) -> Planned:
    """The plan; what compiling finds is told, and errors end the command.

    ``memory`` is what is known of the plan before this one.
    """
    assert loaded.station, "only what compiles is planned"
    assert loaded.lineup, "only what compiles is planned"
    span = window(loaded.station, options.now, wish.days)
    only = [named(loaded.lineup, each).id for each in wish.channels] or None
    view = View(loaded.lineup, {}, span.start, span.stop, columns(), paint(options))
    if wish.against == NONE:
        view = replace(view, lineup=_narrowed(loaded.lineup, only))
        return _guide(options, wish, loaded, view, memory)
    old = before(options, wish.against, loaded, memory.before if memory else None)
    if memory:
        memory.before = old
    if wish.form is Format.XMLTV:
        return _as_it_would_be(options, loaded, view, old, only)
    report, verdicts = compared(options, view, old, loaded, only, memory)
    if wish.form is Format.JSON:
        report = replace(report, revision=name_of(bundle(options.directory, loaded.texts)))
    text = _said(replace(report, fold=not wish.full), wish)
    return Planned(text, verdicts, any(report.plan), report.closing(), report.base)


def _guide(
    options: Options, wish: Wish, loaded: Loaded, view: View, memory: Memory | None
) -> Planned:
    span = Window(view.start, view.stop)
    if wish.form is Format.TEXT and not memory:
        return Planned(*guide_text(options, loaded, view.lineup, span, _shape(wish)))
    only = [channel.id for channel in view.lineup.channels]
    compiler = memory.new if memory else pipeline.timelines
    view = replace(view, timelines=compiled(options, loaded, span, only, compiler))
    return Planned(_shape(wish)(view), heard(loaded, view.timelines, span))


def _as_it_would_be(
    options: Options, loaded: Loaded, view: View, old: Before, only: Sequence[str] | None
) -> Planned:
    """The guide that viewers would get: what is frozen as it is, then what is new."""
    span = Window(view.start, view.stop)
    new = compiled(options, loaded, span, only)
    held = old.timelines(span, [*new])[0]
    shown = old.taken_over(held, new)
    differing = any(difference(held, shown, span.start, span.stop))
    text = _xmltv(replace(view, lineup=_narrowed(view.lineup, only), timelines=shown))
    return Planned(text, heard(loaded, new, span), differing, base=old.base)


def _said(report: Report, wish: Wish) -> str:
    if wish.form is Format.MARKDOWN:
        return changes.markdown(report, wish.limit)
    return _DIFFERENCES[wish.form](report)


_DIFFERENCES: Mapping[Format, Callable[[Report], str]] = {
    Format.TEXT: changes.text,
    Format.JSON: changes.as_json,
    Format.HTML: page.of_plan,
}


def _shape(wish: Wish) -> Callable[[View], str]:
    if wish.form is Format.TEXT and (wish.full or wish.brief):
        return week.full if wish.full else week.brief
    return _GUIDES[wish.form]


def _xmltv(view: View) -> str:
    return xmltv(view.lineup, view.timelines, view.start, view.stop).decode()


_GUIDES: Mapping[Format, Callable[[View], str]] = {
    Format.TEXT: week.folded,
    Format.MARKDOWN: week.markdown,
    Format.JSON: week.as_json,
    Format.HTML: page.of_week,
    Format.XMLTV: _xmltv,
}


def _narrowed(lineup: Lineup, only: Sequence[str] | None) -> Lineup:
    shown = (each for each in lineup.channels if only is None or each.id in only)
    return replace(lineup, channels=tuple(shown))
