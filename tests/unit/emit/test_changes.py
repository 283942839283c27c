from __future__ import annotations

import re
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from exstreamtv.emit.changes import brief, markdown, text
from exstreamtv.emit.plan import difference
from exstreamtv.emit.report import Report
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Channel, Profile
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


def test_in_brief_only_the_first_lines_stand_and_how_many_more_there_are() -> None:
    def film_at(hour: int, title: str) -> object:
        return airing(MONDAY + timedelta(hours=hour), film(title), 60)

    old, new = (timeline([film_at(n, f"{side} {n}") for n in range(4)]) for side in ("a", "b"))
    said = brief(report(old, new), 3).splitlines()

    assert [line.split()[-1] for line in said[2:5]] == ["0", "1", "2"]
    assert said[5:7] == ["    and 1 more: `exstreamtv plan` shows them", ""]
    assert said[7].startswith("4 airings change on 1 of 1 channel")


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


def many(*counts: int) -> Report:
    """So many films are new on each of so many channels."""
    names = [f"ch{number}" for number, _ in enumerate(counts)]
    old, new = (
        {
            name: timeline(
                [
                    airing(MONDAY + timedelta(hours=2 * at), film(f"{word} {at}"), 120, f"slot{at}")
                    for at in range(count)
                ],
                name,
            )
            for name, count in zip(names, counts, strict=True)
        }
        for word in ("old", "new")
    )
    channels = (Channel(name, name[2:], name.upper(), Profile()) for name in names)
    view = View(lineup(*channels), new, MONDAY, STOP)
    notes = ("cursors: 1 begun, 0 ended, 0 moved",)
    return Report(view, difference(old, new, MONDAY, STOP), place, notes=notes)


def test_what_does_not_fit_is_left_out_in_whole_channels() -> None:
    told = many(3, 3, 3)
    whole = markdown(told)

    short = markdown(told, len(whole) - 1)

    assert len(short) < len(whole)
    assert "**0  CH0**: 3 replaced" in short
    assert "CH2" not in short
    assert "1 more channel changes, for which there is no room here" in short
    assert short.endswith("- cursors: 1 begun, 0 ended, 0 moved\n")
    assert short.startswith(whole[: short.index("**1 more")])
    assert markdown(told, len(whole)) == whole


@settings(deadline=None, max_examples=50)
@given(some.lists(some.integers(1, 20), min_size=1, max_size=6), some.integers(400, 8_000))
def test_a_limit_is_kept_and_nothing_is_cut_in_two(counts: list[int], most: int) -> None:
    told = many(*counts)
    said = markdown(told, most)

    assert len(said) <= most
    shown = re.findall(r"^[*][*](\d+)  CH", said, re.MULTILINE)
    assert shown == [str(number) for number in range(len(shown))]
    assert said.count("| replaced |") == sum(counts[: len(shown)])
    left = re.search(r"(\d+) more channel", said)
    assert len(shown) + (int(left[1]) if left else 0) == len(counts)


def test_a_title_cannot_leave_its_cell() -> None:
    told = report(shown("a"), shown("x | y\n<script>"))

    assert "| x \\| y &lt;script> |" in markdown(told)
