from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from exstreamtv.emit.page import of_plan, of_week
from exstreamtv.emit.plan import Cause, difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.view import View
from exstreamtv.model.timeline import Why
from tests.kit.timelines import MONDAY, airing, film, timeline
from tests.kit.weeks import WEEK_END, station, timelines

HOSTILE = "<script>alert('x')</script> & \"</title>\""


class Reader(HTMLParser):
    """What is in a page: the names of its elements, and all its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += data


def place(why: Why) -> str:
    return "channels.d/10.yaml:22"


def plan(before: str, after: str) -> Report:
    old, new = (timeline([airing(MONDAY, film(title), 120, "film")]) for title in (before, after))
    held, made = {"retro": old}, {"retro": new}
    view = View(station(), made, MONDAY, WEEK_END)
    told = difference(held, made, MONDAY, WEEK_END)
    caused = [
        replace(each, airings=tuple(replace(c, cause=Cause.LOCK) for c in each.airings))
        for each in told
    ]
    return Report(view, caused, place, notes=("checks: 2 findings",), against="against `HEAD`")


def test_a_change_is_said_in_words_with_its_cause_and_its_place() -> None:
    told = plan("Gilda", "Laura")

    page = Reader(of_plan(told))

    for said in (told.closing(), "mon 23 nov", "replaced", "Gilda", "Laura", "the lock"):
        assert said in page.text
    assert "channels.d/10.yaml:22" in page.text
    assert "against `HEAD`" in page.text
    assert "checks: 2 findings" in page.text


def test_a_title_is_only_text_whatever_is_in_it() -> None:
    page = Reader(of_plan(plan("Gilda", HOSTILE)))

    assert "script" not in page.elements
    assert HOSTILE in page.text


def test_a_page_needs_nothing_beside_it() -> None:
    for written in (of_plan(plan("Gilda", "Laura")), of_week(week())):
        page = Reader(written)

        assert page.links == []
        assert not page.elements & {"script", "link", "img", "iframe", "object"}
        assert "url(" not in written
        assert "@import" not in written


def week() -> View:
    return View(station(), timelines(), MONDAY, WEEK_END)


def test_the_week_shows_every_channel_with_its_slots() -> None:
    page = Reader(of_week(week()))

    for channel, shown in week().begun():
        assert channel.name in page.text
        assert shown[0].title in page.text
