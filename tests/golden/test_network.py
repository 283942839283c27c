"""Premiere, encore and strip over a week; a twin by another zone on the night of a change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from syrupy.assertion import SnapshotAssertion

from exstreamtv import pipeline
from exstreamtv.model.timeline import Timeline
from tests.kit.golden import golden

NETWORK = Path(__file__).parents[2] / "examples" / "network"
MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)


def timeline(channel: str, start: datetime, days: int) -> Timeline:
    loaded = pipeline.open_station(NETWORK, MONDAY)
    made, _ = pipeline.timelines(loaded, start, start + timedelta(days=days), [channel])
    return made[channel]


def guide(shown: Timeline, zone: str) -> str:
    """The programmes by a zone's clock, with their lengths and what is new."""
    clock = ZoneInfo(zone)
    lines = [
        f"{p.start.astimezone(clock):%a %d %b %H:%M} {p.length} {p.title}"
        f"{': ' if p.subtitle else ''}{p.subtitle}{' (again)' if p.repeat else ''}"
        for p in shown.programmes
    ]
    return "\n".join([*lines, ""])


def test_premiere_encore_strip(snapshot: SnapshotAssertion) -> None:
    shown = timeline("network", MONDAY, 7)

    assert guide(shown, "Europe/Berlin") == snapshot(extension_class=golden("txt"))


@pytest.mark.parametrize("night", ["2027-03-14", "2027-03-28"])
def test_twin_around_a_clock_change(night: str, snapshot: SnapshotAssertion) -> None:
    start = datetime.fromisoformat(night).replace(tzinfo=UTC) - timedelta(hours=6)
    both = [
        f"{channel}\n{guide(timeline(channel, start, 1), zone)}"
        for channel, zone in (("network", "Europe/Berlin"), ("network-east", "America/New_York"))
    ]

    assert "\n".join(both) == snapshot(extension_class=golden("txt"))
