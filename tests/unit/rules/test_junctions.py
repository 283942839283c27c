from __future__ import annotations

from datetime import timedelta

from exstreamtv.model.timeline import Timeline
from tests.kit.catalogue import medium
from tests.kit.ruling import DAWN, broken, ruled, run

FILM = medium("film", "2h", title="Film")


def cut(minutes: int, slot: str = "late") -> Timeline:
    """The film for so long, and another slot after it."""
    first = run([(FILM, minutes)])
    after = run([(medium("news", "9h"), 60)], slot=slot).items
    stop = first.items[-1].stop
    for item in after:
        item.start, item.stop = item.start + (stop - DAWN), item.stop + (stop - DAWN)
    return Timeline("one", [*first.items, *after])


def test_what_a_start_cuts_is_told_with_how_much():
    found = broken(ruled({"junctions": "none"}), cut(100))

    assert [(b.slot, b.what) for b in found] == [("day", "`late` cuts 20m of `Film`")]


def test_so_much_may_be_lost():
    assert not broken(ruled({"junctions": "20m"}), cut(100))
    assert not broken(ruled({"junctions": "none"}), cut(120))


def test_what_ends_early_within_its_slot_is_no_junction():
    assert not broken(ruled({"junctions": "none"}), cut(100, "day"))


def test_what_the_window_ends_is_no_junction():
    whole = cut(100)
    short = Timeline("one", whole.items[:1])

    assert short.items[0].length == timedelta(minutes=100)
    assert not broken(ruled({"junctions": "none"}), short)
