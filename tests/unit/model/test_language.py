from __future__ import annotations

import pytest

from exstreamtv.model.language import is_language, language, speaks


@pytest.mark.parametrize(
    ("code", "short"),
    [("ger", "de"), ("deu", "de"), ("de", "de"), ("ENG", "en"), ("pt-BR", "pt-br"), ("tlh", "tlh"),
     ("und", ""), ("", ""), (None, "")],
)  # fmt: skip
def test_a_language_has_one_code(code, short):
    assert language(code) == short


@pytest.mark.parametrize(
    ("code", "wanted", "does"),
    [("ger", "de", True), ("de", "deu", True), ("pt-br", "pt", True), ("pt", "pt-br", False),
     ("", "und", True), ("", "de", False), ("den", "de", False)],
)  # fmt: skip
def test_a_region_is_the_language_too(code, wanted, does):
    assert speaks(code, wanted) is does


@pytest.mark.parametrize("code", ["de", "DE", "ger", "gsw", "pt-br", "zh-Hans", "und"])
def test_codes_are_of_two_or_three_letters(code):
    assert is_language(code)


@pytest.mark.parametrize("code", ["german", "xx", "d", "", "none", "de_DE", "de-", "de\n"])
def test_what_is_no_code(code):
    assert not is_language(code)
