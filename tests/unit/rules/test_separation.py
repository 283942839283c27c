from __future__ import annotations

from tests.kit.ruling import at, broken, clip, ruled, run, show

A1, A2, B = show(1, show="A"), show(2, show="A"), show(3, show="B")


def test_exactly_so_long_is_long_enough():
    entries = [(A1, 60), (B, 60), (A1, 60)]

    assert not broken(ruled({"separation": "2h"}), run(entries))
    assert at(broken(ruled({"separation": "2h1s"}), run(entries))) == [120]


def test_the_same_may_be_the_show():
    rule = {"separation": "2h", "same": "show"}
    found = broken(ruled(rule), run([(A1, 60), (A2, 60)]))

    assert [breach.what for breach in found] == ["`M2` returns 1h after `M1` began"]


def test_of_two_channels_the_later_one_breaks_it():
    rule = {"separation": "2h", "across": "station"}
    found = broken(ruled(rule, ("one", "two")), run([(A1, 60)]), run([(B, 30), (A1, 60)], "two"))

    assert [(b.channel, b.what) for b in found] == [
        ("two", "`M1` returns 30m after it began on `one`")
    ]


def test_spots_count_only_where_they_are_asked_for():
    entries = [(clip(1), 1), (A1, 10), (clip(1), 1)]

    assert not broken(ruled({"separation": "1h"}), run(entries))
    assert at(broken(ruled({"separation": "1h", "where": 'tag = "ad"'}), run(entries))) == [11]


def test_an_excepted_slot_does_not_count_at_all():
    rule = {"separation": "2h", "exceptions": {"one.late": "a rerun"}}

    assert not broken(ruled(rule), run([(A1, 60), (A1, 60)], slot="late"))
    assert broken(ruled(rule), run([(A1, 60), (A1, 60)]))
