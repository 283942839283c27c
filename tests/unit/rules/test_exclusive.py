from __future__ import annotations

from tests.kit.ruling import broken, ruled, run, show

A, B = show(1), show(2)


def test_one_channel_may_own_something():
    rule = {"exclusive": "item", "to": "one"}
    found = broken(ruled(rule, ("one", "two")), run([(A, 60)]), run([(B, 60)], "two"))

    assert [b.what for b in found] == ["`M2` belongs to `one` and airs on `two`"]


def test_one_after_the_other_is_no_breach_without_within():
    timelines = run([(A, 60), (B, 60)]), run([(B, 60), (A, 60)], "two")

    assert not broken(ruled({"exclusive": "item"}, ("one", "two")), *timelines)
    found = broken(ruled({"exclusive": "item", "within": "1m"}, ("one", "two")), *timelines)
    assert [b.what for b in found] == [
        "`M2` begins, which has just been on `two`",
        "`M1` begins, which has just been on `one`",
    ]
