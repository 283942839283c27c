from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.config.spelling import spelled_length, spelled_time


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("90 min", "90m"),
        ("1 hour 30 minutes", "1h30m"),
        ("1h 30m", "1h30m"),
        ("15 Sec", "15s"),
        ("2days", "2d"),
        ("90", ""),
        ("1:30", ""),
        ("30m 1h", ""),
        ("5 moons", ""),
        ("5m and 3s", ""),
    ],
)
def test_a_length_in_other_words(written: str, meant: str):
    assert spelled_length(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8pm", '"20:00"'),
        ("8:30 p.m.", '"20:30"'),
        ("20.30", '"20:30"'),
        ("20h30", '"20:30"'),
        ("12am", '"00:00"'),
        ("12:15 PM", '"12:15"'),
        ("24:00", '"00:00"'),
        ("8", ""),
        ("13pm", ""),
        ("0am", ""),
        ("25:00", ""),
        ("2030", ""),
    ],
)
def test_a_time_in_other_words(written: str, meant: str):
    assert spelled_time(written) == meant


@given(st.text(st.sampled_from("0123456789:.h apm min sec")))
def test_no_text_is_too_odd(text: str):
    assert spelled_time(text) == "" or len(spelled_time(text)) == len('"20:00"')
    assert " " not in spelled_length(text)
