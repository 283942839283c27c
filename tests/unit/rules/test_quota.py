from __future__ import annotations

from tests.kit.ruling import broken, ruled, run, show

SOME, OTHER = show(1, show="some"), show(2)
OF = {"where": 'show = "some"'}
WEEK = [(SOME, 60), (OTHER, 23 * 60)] * 7


def said(rule, entries=WEEK) -> list[str]:
    return [breach.what for breach in broken(ruled({**OF, **rule}), run(entries))]


def test_a_share_is_of_the_programme_time():
    assert not said({"quota": {"at_least": "4.16%", "at_most": "4.17%"}})
    assert said({"quota": {"at_least": "5%"}}) == [
        "4.2% in the week of 23 nov, and at least 5% is due"
    ]


def test_lengths_and_numbers_are_sums():
    assert not said({"quota": {"at_least": "7h", "at_most": "7h"}})
    assert not said({"quota": {"at_least": "7", "at_most": "7"}})
    assert said({"quota": {"at_most": "6h"}}) == ["7h in the week of 23 nov, and at most 6h is due"]
    assert said({"quota": {"at_least": "8"}}) == ["7 in the week of 23 nov, and at least 8 is due"]


def test_each_day_counts_by_itself():
    assert len(said({"quota": {"at_least": "2h"}, "per": "day"})) == 7


def test_the_least_of_a_week_that_is_not_whole_cannot_be_known_but_the_most_can():
    part = WEEK[:6]

    assert not said({"quota": {"at_least": "100%"}}, part)
    assert said({"quota": {"at_most": "2h"}}, part)


def test_on_the_station_channels_count_together():
    rule = {**OF, "quota": {"at_least": "8h"}, "across": "station"}
    scope = ruled(rule, ("one", "two"))

    assert not broken(scope, run(WEEK, "one"), run(WEEK, "two"))
    assert len(broken(ruled(rule), run(WEEK))) == 1
