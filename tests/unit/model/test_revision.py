from __future__ import annotations

from datetime import timedelta

from exstreamtv.model.revision import Applied, Segment, needed, segments
from tests.kit.timelines import MONDAY

HOUR = timedelta(hours=1)


def applied(revision: str, **starts: float) -> Applied:
    """A revision that takes over so many hours after Monday's beginning."""
    return Applied(revision, MONDAY, {name: MONDAY + HOUR * at for name, at in starts.items()})


def told(history: list[Applied], channel: str = "one") -> list[tuple[str, float]]:
    return [(revision, (start - MONDAY) / HOUR) for start, revision in segments(history, channel)]


def test_each_is_in_force_until_the_next_one() -> None:
    history = [applied("a", one=0), applied("b", one=5)]

    assert told(history) == [("a", 0), ("b", 5)]


def test_what_takes_over_earlier_replaces_what_was_to_come() -> None:
    history = [applied("a", one=0), applied("b", one=5), applied("c", one=3)]

    assert told(history) == [("a", 0), ("c", 3)]


def test_channels_change_at_their_own_times() -> None:
    history = [applied("a", one=0, two=0), applied("b", one=5, two=8)]

    assert segments(history, "two")[-1] == Segment(MONDAY + 8 * HOUR, "b")
    assert told(history, "three") == []


def test_needed_is_what_is_in_force_since_then_and_the_newest() -> None:
    history = [applied("a", one=0), applied("b", one=5), applied("c", one=9), applied("d", two=0)]

    def names(hours: int) -> list[str]:
        return [each.revision for each in needed(history, MONDAY + HOUR * hours)]

    assert names(4) == ["a", "b", "c", "d"]
    assert names(5) == ["b", "c", "d"]
    assert names(20) == ["c", "d"]
