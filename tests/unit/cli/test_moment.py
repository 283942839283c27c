from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
import typer

from exstreamtv.cli.moment import moment_from
from exstreamtv.model.time import instant_text
from exstreamtv.schedule.calendar import Calendar

BERLIN = Calendar("Europe/Berlin", time(6))

NOW = datetime(2026, 11, 23, 19, 15, tzinfo=UTC)
"""A Monday, 20:15 in Berlin."""

MEANT = {
    "now": "2026-11-23T19:15:00.000Z",
    "20:00": "2026-11-23T19:00:00.000Z",
    "8:30": "2026-11-23T07:30:00.000Z",
    "today 20:00:15": "2026-11-23T19:00:15.000Z",
    "tomorrow 01:00": "2026-11-24T00:00:00.000Z",
    "mon 20:00": "2026-11-23T19:00:00.000Z",
    "sun 20:00": "2026-11-29T19:00:00.000Z",
    "2026-12-24 18:00": "2026-12-24T17:00:00.000Z",
    "2026-07-01 18:00": "2026-07-01T16:00:00.000Z",
    "2026-12-24T18:00:00Z": "2026-12-24T18:00:00.000Z",
    "2027-03-28 02:30": "2027-03-28T01:00:00.000Z",
}


@pytest.mark.parametrize("text", MEANT)
def test_a_moment_is_by_the_stations_clock(text: str) -> None:
    assert instant_text(moment_from(text, NOW, BERLIN)) == MEANT[text]


@pytest.mark.parametrize("text", ["", "tea", "mon", "25:00", "2026-02-30 20:00", "xmas 20:00"])
def test_anything_else_is_a_usage_error(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="is no moment"):
        moment_from(text, NOW, BERLIN)
