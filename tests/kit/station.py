"""Stations for tests of what comes after reading."""

from __future__ import annotations

from typing import Any

from exstreamtv.config.station import Station


def station(
    schedule: dict[str, Any] | None = None,
    *,
    collections: dict[str, Any] | None = None,
    blocks: dict[str, Any] | None = None,
    channel: dict[str, Any] | None = None,
    more: dict[str, Any] | None = None,
    zone: str = "Europe/Berlin",
    **sections: Any,
) -> Station:
    """A station with the source ``tv``, the channel ``one`` and ``more``, written as in YAML."""
    one = {"number": "1", "name": "One", "schedule": schedule or {}, **(channel or {})}
    return Station.model_validate(
        {
            "version": "1",
            "station": {"name": "Test", "timezone": zone, "seed": "test"},
            "sources": {"tv": {"type": "local", "path": "tv", "kind": "show"}},
            "collections": collections or {},
            "blocks": blocks or {},
            "channels": {"one": one, **(more or {})},
            **sections,
        }
    )
