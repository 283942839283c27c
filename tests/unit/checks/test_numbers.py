from __future__ import annotations

import pytest

from tests.kit.written import codes


@pytest.mark.parametrize(
    ("first", "second", "clash"), [("7", "7", True), ("7.1", "7.10", False), ("7.1", "7.01", True)]
)
def test_numbers_are_compared_as_people_do(first: str, second: str, clash: bool):
    day = 'schedule: {day: {at: "06:00", off_air: true}}'
    text = "channels:\n" + "".join(
        f"  c{index}: {{number: {number}, name: C, {day}}}\n"
        for index, number in enumerate((first, second))
    )

    assert codes(text) == ["E209"] * clash
