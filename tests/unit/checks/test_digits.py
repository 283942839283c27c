from __future__ import annotations

import pytest

from tests.kit.written import codes

MEDIA = "sources: {films: {type: local, path: /f, kind: movie}}\n"


@pytest.mark.parametrize(
    ("gap", "warned"), [("010", True), ("00", True), ("0", False), ("10", False), ('"010"', False)]
)
def test_only_a_bare_number_with_a_zero_in_front_is_warned_of(gap: str, warned: bool):
    day = 'schedule: {day: {at: "06:00", fill: noir}}'
    channel = f"channels: {{one: {{number: 1, name: One, filler: noir, {day}}}}}\n"

    assert codes(f"{MEDIA}collections: {{noir: {{from: films, gap: {gap}}}}}\n{channel}") == (
        ["W107"] * warned
    )
