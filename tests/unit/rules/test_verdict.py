from __future__ import annotations

from datetime import timedelta
from typing import Any

from exstreamtv.model.diagnostic import Severity
from exstreamtv.model.timeline import Timeline
from exstreamtv.rules.verdict import Verdict, court
from tests.kit.ruling import DAWN, ruled, run, show

A, B = show(1, rating="R"), show(2, rating="G")
RULE = {"watershed": {"06:00-20:00": "TV-PG"}}


def judged(rule: dict[str, Any], *timelines: Timeline) -> list[Verdict]:
    scope = ruled(rule, [timeline.channel for timeline in timelines])
    judges, stop = court(scope.inputs), DAWN + timedelta(days=1)
    apart = [judges.heard({t.channel: t}, DAWN, stop) for t in timelines]
    whole = [judges.heard({t.channel: t for t in timelines}, DAWN, stop)]

    assert judges.verdicts(apart) == judges.verdicts(whole)
    return judges.verdicts(whole)


def test_a_slot_is_told_once_with_its_first_time_and_how_often():
    (verdict,) = judged(RULE, run([(A, 60), (B, 60), (A, 60)]))

    assert (verdict.name, verdict.kind, verdict.times) == ("it", "watershed", 2)
    (found,) = verdict.found
    assert found.message == (
        "`M1`, rated R, is on where TV-PG is the highest (`one.day`, mon 23 nov 06:00)"
    )
    assert found.note == "2 times in these days"
    assert found.hint.endswith('`exceptions: {one.day: "..."}`')


def test_channels_are_told_apart():
    (verdict,) = judged(RULE, run([(A, 60)], "two"), run([(A, 60)], "one"))

    assert ["`one.day`" in verdict.found[0].message, len(verdict.found)] == [True, 2]


def test_how_bad_it_is_can_be_said():
    timeline = run([(A, 60)])

    for said, severity in (("warning", Severity.WARNING), ("info", Severity.NOTE)):
        (verdict,) = judged({**RULE, "severity": said}, timeline)
        assert verdict.found[0].severity is severity
    assert judged({**RULE, "severity": "off"}, timeline) == []


def test_it_holds_where_it_says():
    timelines = run([(A, 60)], "one"), run([(A, 60)], "two", "late")

    def places(**more: Any) -> list[str]:
        (verdict,) = judged({**RULE, **more}, *timelines)
        return [found.message.split("`")[3] for found in verdict.found]

    assert places() == ["one.day", "two.late"]
    assert places(channels="two") == ["two.late"]
    assert places(slots="day") == ["one.day"]
    assert places(slots=["two.late", "one.late"]) == ["two.late"]
    assert places(exceptions={"one.day": "a reason"}) == ["two.late"]
    assert places(exceptions={"late": "a reason"}) == ["one.day"]


def test_a_rule_that_holds_has_nothing_to_tell():
    assert judged(RULE, run([(B, 60)])) == [Verdict("it", "watershed", 0, ())]
