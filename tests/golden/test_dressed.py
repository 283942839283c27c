"""A day with everything that lies over the pictures or waits behind them, but for filler."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from syrupy.assertion import SnapshotAssertion

from exstreamtv.model.timeline import Kind, PlayoutItem
from tests.kit.compiling import DAY, MONDAY, on_air
from tests.kit.golden import golden
from tests.kit.strips import given

SCHEDULE: dict[str, Any] = {
    "morning": {"at": "10:00", "fill": "cheers", "pad": "30m", "subtitles": "none"},
    "rolling": {"at": "12:00", "for": "1h", "live": "relay", "alternate": "news"},
    "prime": {"at": "18:00", "block": "prime"},
    "again": {"rerun_of": "prime", "delay": "4h", "for": "3h", "layers": ["bug"]},
    "strip": {"at": "01:00", "fill": "wings", "premiered_by": "prime", "audio": ["de"]},
}

PRIME = [
    {"play": "wings", "subtitles": {"languages": ["de", "en"], "when": "foreign"}},
    {"break": "1m..90s", "with": "ads"},
    {"layers": {"add": "clock", "drop": "bug"}},
    {"live": "relay", "for": "10m"},
    {"play": "wings", "audio": ["fr", "de"]},
    {"play": "news", "layers": []},
]

ABOUT: dict[str, Any] = {
    "blocks": {"prime": PRIME},
    "layers": {
        "bug": {"logo": "bug.png"},
        "clock": {"clock": "true", "over": "all"},
        "next": {"text": "{next}", "show": {"last": "15s"}},
    },
    "sources": {
        "tv": {"type": "local", "path": "tv", "kind": "show"},
        "relay": {"type": "live", "url": "https://example.org/live.m3u8", "title": "Relay"},
    },
    "channel": {"filler": "ads", "layers": ["bug", "next"], "subtitles": ["en"]},
}


def line(item: PlayoutItem) -> str:
    """The clock of Berlin, what airs, and what is over it or waits behind it."""
    start = f"{item.start.astimezone(ZoneInfo('Europe/Berlin')):%H:%M:%S}"
    wish = item.subtitles
    asked = f"{' '.join(wish.languages)}{' if foreign' if wish.foreign else ''}" if wish else ""
    behind = " ".join(f"{each.media.key if each.media else 'slate'}" for each in item.alternate)
    told = {
        "over": " ".join(item.layers),
        "sound": " ".join(item.audio),
        "subtitles": asked,
        "standby": behind,
    }
    facts = "".join(f"  {what}: {said}" for what, said in told.items() if said)
    name = item.media.name if item.media else "card"
    return f"{start} {item.length!s:>15} {item.kind.value:12} {item.why.slot:8} {name}{facts}"


def test_a_day_with_everything_over_it(snapshot: SnapshotAssertion) -> None:
    items = on_air(given(SCHEDULE, **ABOUT), MONDAY + DAY).items
    text = "\n".join(line(item) for item in items if item.kind is not Kind.FILLER)

    assert f"{text}\n" == snapshot(extension_class=golden("txt"))
