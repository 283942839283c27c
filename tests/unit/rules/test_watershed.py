from __future__ import annotations

from tests.kit.ruling import at, broken, ruled, run, show

ADULT, CHILD, PLAIN = show(1, rating="TV-MA"), show(2, rating="TV-Y"), show(3)
DAY = {"watershed": {"06:00-08:00": "TV-PG"}}


def test_what_runs_into_the_hours_counts_and_what_ends_on_their_beginning_does_not():
    rule = {"watershed": {"08:00-10:00": "TV-PG"}}

    assert at(broken(ruled(rule), run([(ADULT, 120), (CHILD, 240)]))) == []
    assert at(broken(ruled(rule), run([(ADULT, 121), (CHILD, 240)]))) == [0]
    assert at(broken(ruled(rule), run([(CHILD, 240), (ADULT, 60)]))) == []


def test_hours_may_run_over_midnight_and_over_the_beginning_of_the_day():
    rule = {"watershed": {"22:00-07:00": "TV-PG"}}
    entries = [(ADULT, 59), (CHILD, 15 * 60 + 1), (ADULT, 60)]

    assert at(broken(ruled(rule), run(entries))) == [0, 960]


def test_what_has_no_rating_is_refused_unless_it_is_said_otherwise():
    timeline = run([(PLAIN, 60)])

    assert at(broken(ruled(DAY), timeline)) == [0]
    assert not broken(ruled({**DAY, "unrated": "allow"}), timeline)
    assert not broken(ruled({**DAY, "unrated": "PG"}), timeline)
    assert at(broken(ruled({**DAY, "unrated": "R"}), timeline)) == [0]


def test_an_age_is_a_ceiling():
    assert not broken(ruled({"watershed": {"06:00-08:00": "17"}}), run([(ADULT, 60)]))
    assert broken(ruled({"watershed": {"06:00-08:00": "16"}}), run([(ADULT, 60)]))


def test_the_fact_names_title_rating_and_ceiling():
    found = broken(ruled(DAY), run([(ADULT, 60)]))

    assert found[0].what == "`M1`, rated TV-MA, is on where TV-PG is the highest"
