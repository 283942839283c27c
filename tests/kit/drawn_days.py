"""Days and times of day, drawn by hypothesis: above all those on which clocks change."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago")

CHANGES = (
    date(2026, 3, 28),
    date(2026, 10, 24),
    date(2026, 3, 7),
    date(2026, 10, 31),
    date(2026, 4, 4),
    date(2026, 10, 3),
    date(2026, 9, 5),
    date(2026, 6, 1),
)
"""Nights on which clocks change in one of the zones, and one on which none does."""

CALENDAR: dict[str, Any] = {
    "cold": {"from": "10-01", "to": "04-30"},
    "easter": {"from": "easter-9", "to": "easter+1"},
    "suns": {"dates": ["last sun of month", "1st sun of month"]},
    "second": {"dates": ["every 2d from 2026-03-01"]},
    "bank": {"holidays": "DE", "region": "SN"},
    "monday": {"holidays": "US", "names": ["Labor Day"], "days": "mon"},
    "once": {"dates": ["2026-03-29", "2026-10-25", "2026-09-06..2026-09-07"]},
}

times = st.integers(0, 95).map(lambda n: f"{n // 4:02d}:{n % 4 * 15:02d}")

whens = st.lists(
    st.sampled_from([*CALENDAR, "easter-8..easter", "10-04", "2026-03-01..2026-06-02", "10-25"]),
    min_size=1,
    max_size=2,
)

recurring = st.one_of(
    st.just({}),
    st.sampled_from([{"days": "mon-fri"}, {"days": "sun"}, {"days": ["sat", "sun", "mon"]}]),
    whens.map(lambda words: {"when": words}),
    whens.map(lambda words: {"except": words}),
)
"""On which days a slot airs, most often on all."""
