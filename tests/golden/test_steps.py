"""A station that uses every step by which collections take turns and places move, as text."""

from __future__ import annotations

from typing import Any

from syrupy.assertion import SnapshotAssertion

from tests.kit.compiling import DAY, MONDAY, on_air, said
from tests.kit.golden import golden
from tests.kit.strips import given

SCHEDULE: dict[str, Any] = {
    "day": {"at": "06:00", "mix": {"cheers": "3", "wings": "1"}, "max_run": "3", "pad": "30m"},
    "lot": {"at": "12:00", "random": {"news": "3", "films": "1"}, "gap": "0", "cooldown": "5m"},
    "strip": {
        "at": "18:00",
        "rotate": ["cheers", "wings", "news"],
        "each": "2",
        "cursor": "strip",
    },
    "prime": {
        "at": "20:00",
        "play": "wings",
        "then": "cheers",
        "start": {"from": "2026-11-24", "at": "S01E200"},
        "except": "2026-11-25",
    },
    "late": {"at": "22:00", "block": "late"},
    "night": {"at": "01:00", "mix": {"cheers": "1", "news": "2"}, "by": "count"},
}

LATE = [
    {"goto": "S01E50", "of": "cheers"},
    {
        "shuffle": [
            {"play": "cheers", "count": "2"},
            {"play": "wings"},
            {"mix": {"news": "1"}, "count": "2"},
        ]
    },
    {"skip": "1", "of": "wings"},
    {"rewind": "true", "of": "news"},
    {"play": "news"},
]


def test_three_days_of_taking_turns(snapshot: SnapshotAssertion) -> None:
    it = given(SCHEDULE, blocks={"late": LATE})
    days = [MONDAY + n * DAY for n in range(3)]
    lines = [f"{day:%a %d %b}\n" + "\n".join(said(it, on_air(it, day))) + "\n" for day in days]

    assert "\n".join(lines) == snapshot(extension_class=golden("txt"))
