from __future__ import annotations

import pytest

from exstreamtv.schedule.outside import kept, now


def rules(name: str, year: int) -> str:
    return f"{year}:{name}"


def test_what_is_held_is_looked_up_from_the_same_year_on():
    assert now({"Berlin": "2025:x", "Oslo": "2026:y"}, rules) == {
        "Berlin": "2025:Berlin",
        "Oslo": "2026:Oslo",
    }


@pytest.mark.parametrize("held", ["", ":", "1:x", "0001:x", "9999:x", "99999999:x", "x:2026"])
def test_what_is_no_year_holds_nothing(held: str):
    assert now({"Berlin": held}, rules) == {"Berlin": ""}
    assert kept(["Berlin"], {"Berlin": held}, rules, 2026) == {"Berlin": "2026:Berlin"}


def test_what_is_right_stays_for_a_year():
    held = {"Berlin": "2025:Berlin", "Oslo": "2024:Oslo", "Rome": "2026:other"}

    assert kept(held, held, rules, 2026) == {
        "Berlin": "2025:Berlin",
        "Oslo": "2026:Oslo",
        "Rome": "2026:Rome",
    }
