from __future__ import annotations

import pytest

from exstreamtv.sources.languages import language


@pytest.mark.parametrize(
    ("code", "short"),
    [("ger", "de"), ("deu", "de"), ("de", "de"), ("ENG", "en"), ("pt-BR", "pt-br"), ("tlh", "tlh"),
     ("und", ""), ("", ""), (None, "")],
)  # fmt: skip
def test_a_language_has_one_code(code, short):
    assert language(code) == short
