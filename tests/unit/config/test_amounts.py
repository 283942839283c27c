from __future__ import annotations

from datetime import date, time, timedelta
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from exstreamtv.config.amounts import (
    AmountText,
    Budget,
    DayWindow,
    Hours,
    HoursOfDay,
    Part,
    Share,
    SlotPlaces,
    WindowOfDays,
    amount_text,
)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (HoursOfDay, "06:00-20:00", Hours(time(6), time(20))),
        (HoursOfDay, "22:00-6:00", Hours(time(22), time(6))),
        (AmountText, "12.5%", Share(Fraction(25, 2))),
        (AmountText, "4h", timedelta(hours=4)),
        (AmountText, "0", 0),
        (Part, "10%", Share(Fraction(10))),
        (Budget, "none", timedelta(0)),
        (WindowOfDays, "2026-01-01..", DayWindow(date(2026, 1, 1), None)),
        (WindowOfDays, "..", DayWindow(None, None)),
        (SlotPlaces, ["one.day", "late"], ("one.day", "late")),
    ],
)
def test_it_is_read(kind: Any, text: Any, value: Any):
    assert TypeAdapter(kind).validate_python(text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (HoursOfDay, "06:00-06:00"),
        (HoursOfDay, "06:00-24:00"),
        (AmountText, "101%"),
        (AmountText, "much"),
        (Part, "10"),
        (Budget, "0"),
        (WindowOfDays, "2026-02-30.."),
        (WindowOfDays, "2026-12-01..2026-01-01"),
        (SlotPlaces, "a.b.c"),
    ],
)
def test_it_is_refused(kind: Any, text: str):
    with pytest.raises(ValidationError, match=text.replace(".", r"\.")):
        TypeAdapter(kind).validate_python(text)


def test_amounts_are_written_as_they_are_read():
    kinds = TypeAdapter(AmountText)

    assert [amount_text(kinds.validate_python(t)) for t in ("12.5%", "1h30m", "3")] == [
        "12.5%",
        "1h30m",
        "3",
    ]
