from __future__ import annotations

from pathlib import Path

import pytest

from exstreamtv import rules
from exstreamtv.config.onair import RULES
from exstreamtv.rules.table import AHEAD, BETWEEN, CODE, PAGES, SEEN, WITHIN

ROOM = Path(rules.__file__).parent
PAGE = (Path(__file__).parents[3] / "docs" / "language" / "rules.md").read_text("utf-8")


def test_every_kind_of_rule_has_a_module_of_its_name_and_a_code():
    assert list(CODE) == list(RULES)
    assert [kind for kind in RULES if not (ROOM / f"{kind}.py").exists()] == []


def test_every_kind_of_rule_is_held_against_something():
    assert WITHIN.keys() | BETWEEN.keys() | AHEAD.keys() == set(RULES.values())
    assert SEEN.keys() == BETWEEN.keys()


@pytest.mark.parametrize("kind", RULES)
def test_the_documentation_is_the_module_s_own(kind: str):
    title, _, text = PAGES[CODE[kind]].partition("\n\n")

    assert f"## `{kind}`\n\n*{CODE[kind]}: {title}.* {text.strip()}\n" in PAGE
