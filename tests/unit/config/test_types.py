from __future__ import annotations

from datetime import time, timedelta
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from exstreamtv.config import types

HOUR = timedelta(hours=1)


def value(kind: Any, written: object) -> Any:
    return TypeAdapter(kind).validate_python(written)


def code(kind: Any, written: object) -> str:
    with pytest.raises(ValidationError) as caught:
        value(kind, written)
    return caught.value.errors()[0]["ctx"]["code"]


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (types.Length, "1h30m", 1.5 * HOUR),
        (types.Length, "14d", 336 * HOUR),
        (types.Length, "500ms", timedelta(milliseconds=500)),
        (types.LengthSpan, "2m..3m", types.LengthRange(2 * HOUR / 60, 3 * HOUR / 60)),
        (types.LengthSpan, "2m", types.LengthRange(2 * HOUR / 60, 2 * HOUR / 60)),
        (types.TimeOfDay, "20:30", time(20, 30)),
        (types.TimeOfDay, "6:05:09", time(6, 5, 9)),
        (types.Size, "1280x720", (1280, 720)),
        (types.Rate, "30000/1001", Fraction(30000, 1001)),
        (types.Rate, "23.976", Fraction("23.976")),
        (types.BitRate, "8M", 8000),
        (types.Number, "1984.1", "1984.1"),
        (types.Truth, "false", False),
        (types.CountOrAll, "all", "all"),
        (types.CountOrAll, "3", 3),
        (types.Names, "one", ("one",)),
        (types.Names, ["one", "two"], ("one", "two")),
        (types.Text, "NO", "NO"),
    ],
)
def test_what_is_written_is_what_is_meant(kind: Any, written: object, meant: object):
    assert value(kind, written) == meant


@pytest.mark.parametrize(
    ("kind", "written", "found"),
    [
        (types.Length, "90", "E105"),
        (types.Length, "0m", "E105"),
        (types.Length, "٣m", "E105"),
        (types.Length, "61d", "E111"),
        (types.Length, "9" * 5000 + "h", "E105"),
        (types.Minutes, "59s", "E111"),
        (types.LengthSpan, "3m..2m", "E105"),
        (types.LengthSpan, "2m..", "E105"),
        (types.TimeOfDay, "24:00", "E105"),
        (types.TimeOfDay, "1230", "E105"),
        (types.Size, "1281x720", "E105"),
        (types.Rate, "1/0", "E105"),
        (types.Rate, "121", "E105"),
        (types.BitRate, "0k", "E105"),
        (types.Number, "007", "E105"),
        (types.Truth, "yes", "E106"),
        (types.Yes, "false", "E106"),
        (types.Count, "0", "E105"),
        (types.Count, "1_000", "E105"),
        (types.Count, "10001", "E111"),
        (types.Name, "über", "E105"),
        (types.Name, "-a", "E105"),
        (types.Text, " ", "E101"),
        (types.Text, ["a"], "E104"),
        (types.Zone, "europe/berlin", "E112"),
        (types.Version, "1.0", "E010"),
    ],
)
def test_what_cannot_be_meant_is_a_misfit(kind: Any, written: object, found: str):
    assert code(kind, written) == found
