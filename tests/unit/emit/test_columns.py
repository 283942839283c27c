from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.emit.columns import beside, fit, spread, width

WIDE = "東京"


def test_a_wide_letter_takes_two_columns() -> None:
    assert (width("Tokyo"), width(WIDE), width("e\u0301")) == (5, 4, 1)


@pytest.mark.parametrize(
    ("text", "fitted"),
    [("abc", "abc  "), ("abcdef", "abcd…"), (WIDE, "東京 "), ("東京都", "東京…")],
)
def test_text_is_cut_or_filled(text: str, fitted: str) -> None:
    assert fit(text, 5) == fitted


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "M", "Zl", "Zp"])))
def test_a_fitted_text_has_its_width(text: str) -> None:
    assert width(fit(text, 9)) == 9


def test_the_left_text_gives_way() -> None:
    assert spread("a long title", "S01", 10) == "a lon… S01"
    assert spread("title", "", 7) == "title  "


def test_columns_of_unequal_length_stand_side_by_side() -> None:
    assert beside([["a ", "b "], ["c "]], "  ") == ["a   c", "b"]
