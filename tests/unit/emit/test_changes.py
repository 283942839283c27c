from __future__ import annotations

from datetime import timedelta

from exstreamtv.emit.changes import text
from exstreamtv.emit.plan import difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.view import View
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline, Why
from tests.kit.timelines import MONDAY, airing, clip, film, lineup, timeline

STOP = MONDAY + timedelta(days=7)


def place(why: Why) -> str:
    return "channels.d/retro.yaml:22"


def report(old: Timeline, new: Timeline, columns: int = 80) -> Report:
    view = View(lineup(), {"retro": new}, MONDAY, STOP, columns)
    return Report(view, difference({"retro": old}, view.timelines, MONDAY, STOP), place)


def shown(title: str, minutes: int = 0) -> Timeline:
    return timeline([airing(MONDAY + timedelta(minutes=minutes), film(title), 90)])


def test_nothing_is_said_to_change_where_nothing_does() -> None:
    told = report(shown("a"), shown("a"))

    assert told.closing() == (
        "nothing changes on 1 channel between mon 23 nov 06:00 and mon 30 nov 06:00"
    )
    assert "unchanged" in text(told)


def test_one_change_is_no_plural() -> None:
    assert report(shown("a"), shown("b")).closing().startswith("1 airing changes on 1 of 1 channel")


def test_a_move_says_whence_and_whither() -> None:
    said = text(report(shown("a"), shown("a", minutes=15)))

    assert "  > mon 23 nov  06:15  strip       a  06:00 → 06:15\n" in said


def test_filler_is_told_by_slot_and_day() -> None:
    items, programme = airing(MONDAY, film("a", length=timedelta(minutes=80)), 90)
    last = items[-1]
    other = PlayoutItem(last.start, last.stop, Kind.FILLER, clip("promo"), last.why)
    told = report(
        Timeline("retro", items, [programme]), Timeline("retro", [items[0], other], [programme])
    )

    assert "    mon 23 nov         strip       filler only\n" in text(told)
    assert told.closing().startswith("only filler changes on 1 channel")


def test_the_place_stands_where_there_is_room() -> None:
    assert "retro.yaml:22" in text(report(shown("a"), shown("b"), 100))
    assert "retro.yaml:22" not in text(report(shown("a"), shown("b"), 80))


def test_a_channel_that_is_gone_is_still_named() -> None:
    view = View(lineup(), {}, MONDAY, STOP)
    told = Report(view, difference({"gone": shown("a")}, {}, MONDAY, STOP), place)

    assert "gone (no more)" in text(told)
