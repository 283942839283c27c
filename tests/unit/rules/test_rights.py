from __future__ import annotations

from tests.kit.ruling import broken, ruled, run, show

ALL = {"where": 'kind = "episode"'}
A, B = show(1), show(2)


def test_the_last_day_of_the_window_is_in_it():
    day = [(A, 24 * 60), (B, 60)]

    assert not broken(ruled({"rights": "2026-11-23..2026-11-24", **ALL}), run(day))
    found = broken(ruled({"rights": "..2026-11-23", **ALL}), run(day))
    assert [b.what for b in found] == ["`M2` airs after its rights end on 23 nov 2026"]


def test_before_the_first_day_there_are_none():
    found = broken(ruled({"rights": "2026-12-01..", **ALL}), run([(A, 60)]))

    assert [b.what for b in found] == ["`M1` airs before its rights begin on 1 dec 2026"]


def test_runs_are_counted_by_item_and_period():
    rule = {"rights": "..", "runs": "1", "per": "day", **ALL}
    found = broken(ruled(rule), run([(A, 60), (B, 60), (A, 60), (B, 21 * 60), (A, 60)]))

    assert [b.what for b in found] == [
        "`M1` airs 2 times in one day instead of 1",
        "`M2` airs 2 times in one day instead of 1",
    ]
