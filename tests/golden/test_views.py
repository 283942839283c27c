"""Whole outputs, to be read before they are changed: `make golden` writes them anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from exstreamtv.emit import changes, week
from exstreamtv.emit.m3u import m3u
from exstreamtv.emit.page import of_week
from exstreamtv.emit.plan import difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.store import dump
from exstreamtv.emit.view import View
from exstreamtv.emit.xmltv import xmltv
from exstreamtv.model.timeline import Timeline, Why
from tests.kit.golden import golden
from tests.kit.timelines import MONDAY, airing, episode, film, timeline
from tests.kit.weeks import WEEK_END, station, timelines


def place(why: Why) -> str:
    return f"channels.d/{why.path[1]}.yaml:22"


def page(columns: int = 80) -> View:
    return View(station(), timelines(), MONDAY, WEEK_END, columns)


def moved() -> dict[str, Timeline]:
    """The comedy starts with its third episode, a channel is new, another shows only one film."""
    long = [airing(MONDAY, film("The Long Pier"), 7 * 24 * 60, "films")]
    return {**timelines(first=3), "reel": timeline(long, "reel")}


def report(columns: int = 80) -> Report:
    old, new = timelines(), moved()
    del old["rest"]
    view = View(station(), new, MONDAY, WEEK_END, columns)
    return Report(view, difference(old, new, MONDAY, WEEK_END), place)


@pytest.mark.parametrize("columns", [80, 200])
def test_guide(columns: int, snapshot: SnapshotAssertion) -> None:
    assert week.folded(page(columns)) == snapshot(extension_class=golden("txt"))


def test_guide_brief(snapshot: SnapshotAssertion) -> None:
    assert week.brief(page()) == snapshot(extension_class=golden("txt"))


def test_guide_full(snapshot: SnapshotAssertion) -> None:
    evening = replace(page(), start=MONDAY.replace(hour=18), stop=MONDAY.replace(hour=20))

    assert week.full(evening) == snapshot(extension_class=golden("txt"))


@pytest.mark.parametrize("columns", [80, 140])
def test_plan(columns: int, snapshot: SnapshotAssertion) -> None:
    assert changes.text(report(columns)) == snapshot(extension_class=golden("txt"))


def test_plan_in_full(snapshot: SnapshotAssertion) -> None:
    start, stop = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)
    view = View(station(), timelines(first=3), start, stop, 80)
    told = Report(view, difference(timelines(), view.timelines, start, stop), place, fold=False)

    assert changes.text(told) == snapshot(extension_class=golden("txt"))


def test_plan_as_markdown(snapshot: SnapshotAssertion) -> None:
    assert changes.markdown(report()) == snapshot(extension_class=golden("md"))


def test_guide_as_a_page(snapshot: SnapshotAssertion) -> None:
    assert of_week(page()) == snapshot(extension_class=golden("html"))


def test_plan_as_json(snapshot: SnapshotAssertion) -> None:
    view = View(station(), timelines(first=3), MONDAY, MONDAY + timedelta(days=1))
    told = Report(view, difference(timelines(), view.timelines, view.start, view.stop), place)

    assert changes.as_json(told) == snapshot(extension_class=golden("json"))


def evening() -> View:
    """Two programmes, enough to see every element."""
    shown = [airing(MONDAY, episode("Cheers", 3, 5, plot="A bar.", genres=("Comedy",)))]
    shown.append(airing(shown[0][1].stop, film("Long", year=1951, rating="PG"), 120))
    return View(station(), {"retro": timeline(shown)}, MONDAY, WEEK_END)


def test_xmltv(snapshot: SnapshotAssertion) -> None:
    view = evening()
    document = xmltv(view.lineup, view.timelines, view.start, view.stop).decode()

    assert document == snapshot(extension_class=golden("xml"))


def test_m3u(snapshot: SnapshotAssertion) -> None:
    assert m3u(station(), "http://tv.lan:8409") == snapshot(extension_class=golden("m3u"))


def test_timelines(snapshot: SnapshotAssertion) -> None:
    assert dump(evening().timelines) == snapshot(extension_class=golden("json"))
