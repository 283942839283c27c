from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from exstreamtv.emit.plan import Cause, Change, Changes, Kind, difference, explained
from exstreamtv.model.timeline import Kind as ItemKind
from exstreamtv.model.timeline import PlayoutItem, Timeline
from tests.kit.timelines import DAY, MONDAY, Built, airing, clip, episode, film, timeline

HALF_HOUR = timedelta(minutes=30)
STOP = MONDAY + timedelta(days=7)


def plan(old: Timeline | None, new: Timeline | None) -> Changes:
    before = {"retro": old} if old else {}
    after = {"retro": new} if new else {}
    (found,) = difference(before, after, MONDAY, STOP)
    return found


def told(changes: Changes) -> list[tuple[Kind, str, str]]:
    def title(change: Change, side: str) -> str:
        shown = getattr(change, side)
        return f"{shown.title} {shown.number}".strip() if shown else ""

    return [(each.kind, title(each, "before"), title(each, "after")) for each in changes.airings]


def evening(*media: str, slot: str = "strip") -> list[Built]:
    return [airing(MONDAY + HALF_HOUR * at, film(each), 30, slot) for at, each in enumerate(media)]


def test_equal_timelines_do_not_differ() -> None:
    changes = plan(timeline(evening("a", "b")), timeline(evening("a", "b")))

    assert not changes
    assert changes == Changes("retro", (), ())


def test_another_work_in_the_same_place_is_a_replacement() -> None:
    old = timeline([airing(MONDAY, episode("Cheers", 1, 1))])
    new = timeline([airing(MONDAY, episode("Cheers", 1, 2))])

    assert told(plan(old, new)) == [(Kind.REPLACED, "Cheers S01E01", "Cheers S01E02")]


def test_the_same_work_at_another_time_has_moved() -> None:
    old = timeline([airing(MONDAY, film("a"))])
    new = timeline([airing(MONDAY + HALF_HOUR, film("a"))])

    assert told(plan(old, new)) == [(Kind.MOVED, "a", "a")]


def test_airings_of_a_slot_are_aligned_by_their_place_in_it() -> None:
    assert told(plan(timeline(evening("a", "b")), timeline(evening("a", "b", "c")))) == [
        (Kind.ADDED, "", "c")
    ]
    assert told(plan(timeline(evening("a", "b")), timeline(evening("a")))) == [
        (Kind.REMOVED, "b", "")
    ]


def test_another_slot_is_never_told_of() -> None:
    late = airing(MONDAY + 3 * HALF_HOUR, film("z"), 30, "late")
    old = timeline([*evening("a", "b", "c"), late])
    new = timeline([*evening("b", "c", "d"), late])

    assert {each.airing.why.slot for each in plan(old, new).airings} == {"strip"}


def test_other_words_about_the_same_work_are_metadata() -> None:
    items, programme = airing(MONDAY, film("a"))
    new = Timeline("retro", items, [replace(programme, description="new")])

    assert told(plan(Timeline("retro", items, [programme]), new)) == [(Kind.METADATA, "a", "a")]


def test_other_filler_is_no_change_of_an_airing() -> None:
    items, programme = airing(MONDAY, episode("Cheers", 1, 1))
    last = items[-1]
    other = PlayoutItem(last.start, last.stop, ItemKind.FILLER, clip("promo"), last.why)
    changes = plan(
        Timeline("retro", items, [programme]), Timeline("retro", [items[0], other], [programme])
    )

    assert changes.airings == ()
    assert changes.filling == (("strip", DAY),)


def test_a_channel_that_comes_or_goes_is_told_of() -> None:
    shown = timeline(evening("a"))

    assert told(plan(None, shown)) == [(Kind.ADDED, "", "a")]
    assert told(plan(shown, None)) == [(Kind.REMOVED, "a", "")]


def test_what_began_before_the_window_is_none_of_it() -> None:
    old, new = timeline(evening("a", "b")), timeline(evening("x", "b"))
    later = MONDAY + timedelta(minutes=10)
    (changes,) = difference({"retro": old}, {"retro": new}, later, STOP)

    assert changes.airings == ()


def test_what_the_yaml_alone_does_not_change_is_the_locks_doing() -> None:
    old, edited, new = evening("a", "b"), evening("a", "x"), evening("y", "x")
    before, after = {"retro": timeline(old)}, {"retro": timeline(new)}
    written = difference(before, {"retro": timeline(edited)}, MONDAY, STOP)

    (found,) = explained(difference(before, after, MONDAY, STOP), written, {("retro", "strip")})

    assert [change.cause for change in found.airings] == [Cause.LOCK, Cause.YAML]


def test_what_moves_in_a_slot_that_nobody_edited_is_a_knock_on() -> None:
    before, after = {"retro": timeline(evening("a"))}, {"retro": timeline(evening("x"))}
    plan = difference(before, after, MONDAY, STOP)

    (found,) = explained(plan, plan, {("retro", "another")})

    assert [change.cause for change in found.airings] == [Cause.KNOCK_ON]
