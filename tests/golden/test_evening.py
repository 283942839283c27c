"""An evening of the commercial example, item by item: breaks, bumpers, filler."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from syrupy.assertion import SnapshotAssertion

from exstreamtv import pipeline
from exstreamtv.model.time import clock_text
from exstreamtv.model.timeline import PlayoutItem
from tests.kit.golden import golden

HOUSE = Path(__file__).parents[2]
START = datetime(2026, 11, 25, 22, 55, tzinfo=UTC)


def shown(item: PlayoutItem) -> str:
    clock = f"{item.start.astimezone(ZoneInfo('America/New_York')):%H:%M:%S}"
    cut = "" if item.media is None or item.out_point == item.media.length else " ..."
    tags = " ".join(tag for tag in (item.media.tags if item.media else ()) if ":" in tag)
    name = item.media.key if item.media else "card"
    line = f"{clock} {clock_text(item.length):>8} {item.kind.value:12} {name}"
    return f"{line} {tags}".rstrip() + cut


def test_an_evening_with_breaks(snapshot: SnapshotAssertion) -> None:
    loaded = pipeline.open_station(HOUSE / "examples" / "commercial", START)
    timelines, found = pipeline.timelines(loaded, START, START + timedelta(hours=6))
    text = "\n".join(shown(item) for item in timelines["one"].items)

    assert not found
    assert f"{text}\n" == snapshot(extension_class=golden("txt"))
