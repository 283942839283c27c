"""A plan with every kind of change and every cause, as wide and as narrow pages show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from exstreamtv.cli.output import STYLES
from exstreamtv.cli.paint import ansi
from exstreamtv.emit.changes import text
from exstreamtv.emit.columns import Paint, plain
from exstreamtv.emit.echo import echoes
from exstreamtv.emit.page import of_plan
from exstreamtv.emit.plan import difference, explained
from exstreamtv.emit.report import Report
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.media import Media
from exstreamtv.model.timeline import Timeline, Why
from tests.kit.golden import golden
from tests.kit.timelines import MONDAY, Built, airing, episode, film, lineup, timeline

HOUR = timedelta(hours=1)
STOP = MONDAY + timedelta(days=7)
WIDE = "A Very Long Title That No Column of Any Terminal Holds at Once, and Its Sequel"


def place(why: Why) -> str:
    return f"channels.d/10-{why.path[1]}.yaml:22"


def week(*, edited: bool, upgraded: bool) -> Timeline:
    """Five days, of which an edit and a new lock change something."""
    return timeline(
        airing
        for day in range(5)
        for airing in joined(MONDAY + timedelta(days=day), shown(day, edited, upgraded))
    )


def shown(day: int, edited: bool, upgraded: bool) -> Iterator[tuple[str, Media, int]]:
    """The slots of a day, what is on and for how many minutes."""
    yield "strip", episode("Harbour Lights", 1, day + (3 if edited else 1)), 45 if edited else 30
    yield "late", episode("Night Desk", 2, day + 1), 60 if edited else 75
    extra = edited == (day % 2 == 0)
    yield "movie", film(WIDE if upgraded and day == 2 else f"Film {day}"), 95 if extra else 185
    if extra:
        yield "x", film("Extra" if edited else "Dropped"), 90
    plot = "Now with a plot." if upgraded else ""
    yield "close", film("Close", plot=plot), 24 * 60 - 290


def joined(at: datetime, slots: Iterable[tuple[str, Media, int]]) -> Iterator[Built]:
    for slot, media, minutes in slots:
        yield airing(at, media, minutes, slot)
        at += timedelta(minutes=minutes)


def report(columns: int, paint: Paint = plain, *, fold: bool = True) -> Report:
    def both(retro: Timeline) -> dict[str, Timeline]:
        later = Timeline("plus", retro.later(HOUR).items, retro.later(HOUR).programmes)
        return {"retro": retro, "plus": later, "still": timeline([], "still")}

    named = (("retro", "7", "Retro One"), ("plus", "8", "Retro +1"), ("still", "40", "Rest"))
    stations = lineup(*(Channel(id_, number, name, Profile()) for id_, number, name in named))
    old, new = (both(week(edited=now, upgraded=now)) for now in (False, True))
    written = difference(old, both(week(edited=True, upgraded=False)), MONDAY, STOP)
    edited = {(channel, slot) for channel in old for slot in ("strip", "x")}
    plan = explained(difference(old, new, MONDAY, STOP), written, edited)
    view = View(stations, new, MONDAY, STOP, columns, paint)
    notes = (
        "frozen: nothing changes before mon 23 nov 08:00",
        "cursors: 0 begun, 1 ended, 1 moved",
    )
    same = echoes(plan, {"plus": ("retro", HOUR)}, MONDAY, STOP)
    return Report(view, plan, place, fold, notes, same, against="against `main` in git")


@pytest.mark.parametrize("columns", [80, 200])
def test_every_kind_of_change(columns: int, snapshot: SnapshotAssertion) -> None:
    said = text(report(columns))

    assert max(map(len, said.splitlines()[:-1])) <= columns
    assert said == snapshot(extension_class=golden("txt"))


def test_in_colour_it_says_the_same(snapshot: SnapshotAssertion) -> None:
    said = text(report(80, lambda words, tone: ansi(words, STYLES[tone])))

    assert said == snapshot(extension_class=golden("ansi"))


@pytest.mark.parametrize("columns", [80, 200])
def test_without_colour_nothing_is_lost(columns: int) -> None:
    painted = text(report(columns, lambda words, tone: ansi(words, STYLES[tone])))

    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == text(report(columns))


def test_as_a_page(snapshot: SnapshotAssertion) -> None:
    assert of_plan(report(80)) == snapshot(extension_class=golden("html"))


def test_in_full_a_copy_says_everything() -> None:
    told = report(80, fold=False)

    assert text(told).count("Retro +1") == 1
    assert "as Retro One" not in text(told)
    assert "as Retro One" in text(replace(told, fold=True))
