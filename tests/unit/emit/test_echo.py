from __future__ import annotations

from datetime import datetime, timedelta

from exstreamtv.emit.changes import markdown
from exstreamtv.emit.echo import echoes
from exstreamtv.emit.plan import difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.timeline import Timeline
from tests.kit.timelines import MONDAY, airing, film, lineup, timeline

HOUR = timedelta(hours=1)
STOP = MONDAY + timedelta(days=1)
COPIES = {"plus": ("one", HOUR)}


def both(title: str, at: datetime = MONDAY, plus: str = "") -> dict[str, Timeline]:
    """A film on a channel, and the same (or ``plus``) an hour later on another."""
    return {
        "one": timeline([airing(at, film(title), 90)], "one"),
        "plus": timeline([airing(at + HOUR, film(plus or title), 90)], "plus"),
    }


def found(old: dict[str, Timeline], new: dict[str, Timeline]) -> dict[str, str]:
    return echoes(difference(old, new, MONDAY, STOP), COPIES, MONDAY, STOP)


def test_a_copy_that_changes_as_its_original_is_an_echo() -> None:
    assert found(both("a"), both("b")) == {"plus": "one"}


def test_a_copy_that_changes_otherwise_is_none() -> None:
    assert found(both("a"), both("b", plus="c")) == {}
    assert found(both("a"), both("b", plus="a")) == {}


def test_a_copy_that_does_not_change_is_none() -> None:
    assert found(both("a"), both("a")) == {}


def test_what_the_copy_shows_after_the_window_is_not_missed() -> None:
    def late(title: str) -> dict[str, Timeline]:
        films = [airing(MONDAY, film("a"), 23 * 60 + 30), airing(STOP - HOUR / 2, film(title), 30)]
        one = timeline(films, "one")
        return {**both("b" if title == "y" else "a"), "one": one}

    first = [airing(MONDAY, film("b"), 23 * 60 + 30), airing(STOP - HOUR / 2, film("y"), 30)]
    new = late("y") | {"one": timeline(first, "one")}

    assert found(late("x"), new) == {"plus": "one"}


def test_what_the_copy_shows_of_before_the_window_is_told() -> None:
    old, new = both("a", MONDAY - HOUR / 2), both("b", MONDAY - HOUR / 2)

    assert found(old, new) == {}


def test_markdown_says_it_in_a_line() -> None:
    old, new = both("a"), both("b")
    names = lineup(*(Channel(id_, "1", id_.title(), Profile()) for id_ in new))
    plan = difference(old, new, MONDAY, STOP)
    told = Report(View(names, new, MONDAY, STOP), plan, lambda why: "", echoes={"plus": "one"})

    assert "**1  Plus**: as One\n\n" in markdown(told)
    assert markdown(told).count("| replaced |") == 1
