from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exstreamtv.config.station import CalendarEntry
from exstreamtv.schedule.holidays import holiday_names, holiday_rules, is_holiday


def days(year: int = 2026, **said: Any) -> list[str]:
    entry = CalendarEntry.model_validate(said)
    first = date(year, 1, 1).toordinal()
    all_ = (date.fromordinal(first + n) for n in range(365))
    return [f"{day:%m-%d}" for day in all_ if is_holiday(entry, day)]


def test_without_names_all_holidays_of_a_country_are_meant():
    everywhere = ["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"]

    assert days(holidays="DE") == everywhere
    assert days(holidays="DE", region="SN") == [*everywhere[:7], "10-31", "11-18", *everywhere[7:]]


@pytest.mark.parametrize("name", ["Christmas Day", "erster weihnachtstag"])
def test_one_is_called_by_its_own_name_or_in_english(name: str):
    assert days(holidays="DE", names=[name]) == ["12-25"]


def test_the_machine_s_language_means_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LANGUAGE", "th")

    assert "Neujahr" in holiday_names("DE", "", 1999)


def test_an_entry_without_holidays_does_not_ask_for_any():
    assert len(days()) == 365


def test_their_rules_are_a_hash_of_three_years_of_one_region():
    assert holiday_rules("DE", "BY", 2026).startswith("2026:")
    assert holiday_rules("DE", "BY", 2026) != holiday_rules("DE", "", 2026)
