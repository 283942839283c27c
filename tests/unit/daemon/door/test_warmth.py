from __future__ import annotations

import pytest

from exstreamtv.daemon.door.warmth import MEMORY_S, Viewing, wanted
from exstreamtv.model.limits import Warm

LINEUP = ["a", "b", "c", "d", "e"]
LATELY = Viewing({"d": 50, "b": 50, "e": 60, "a": 10})


@pytest.mark.parametrize(
    ("warm", "watched", "chosen"),
    [
        (Warm(), "c", ()),
        (Warm(("c", "a")), "", ("c", "a")),
        (Warm(("c", "a")), "c", ("a",)),
        (Warm(("c", "gone")), "", ("c",)),
        (Warm(top=3), "", ("e", "b", "d")),
        (Warm(top=3), "b", ("e", "d")),
        (Warm(neighbours=1), "c", ("d", "b")),
        (Warm(neighbours=2), "c", ("d", "b", "e", "a")),
        (Warm(neighbours=1), "a", ("b", "e")),
        (Warm(neighbours=1), "ab", ("e", "c")),
        (Warm(neighbours=1), "", ()),
        (Warm(("b",), top=1, neighbours=1), "c", ("b", "e", "d")),
    ],
)
def test_what_is_wanted_comes_in_the_order_of_its_importance(
    warm: Warm, watched: str, chosen: tuple[str, ...]
) -> None:
    assert wanted(warm, LINEUP, LATELY, set(watched)) == chosen


def test_every_viewer_counts() -> None:
    found = Viewing({"a": 5}).more(["b", "a", "b"], 1, LINEUP)

    assert found.seconds == {"a": 6, "b": 2}
    assert found.top(1) == ["a"]


def test_a_channel_that_is_gone_is_forgotten() -> None:
    assert Viewing({"gone": 5, "a": 1}).more([], 1, LINEUP).seconds == {"a": 1}


def test_what_is_old_fades() -> None:
    found = Viewing({"a": MEMORY_S - 1, "b": 1}).more(["b"], 1, LINEUP)

    assert found.seconds == {"a": (MEMORY_S - 1) // 2, "b": 1}
