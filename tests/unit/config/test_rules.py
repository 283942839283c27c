from __future__ import annotations

import pytest
from jsonschema import Draft7Validator

from exstreamtv.config.rules import AtMostOne, Due, ExactlyOne, Needs, Rule, listed


@pytest.mark.parametrize(
    ("rule", "given", "holds"),
    [
        (ExactlyOne(("a", "b")), {"a", "x"}, True),
        (ExactlyOne(("a", "b")), {"x"}, False),
        (ExactlyOne(("a", "b")), {"a", "b"}, False),
        (AtMostOne(("a", "b", "c")), {"x"}, True),
        (AtMostOne(("a", "b", "c")), {"c"}, True),
        (AtMostOne(("a", "b", "c")), {"a", "c"}, False),
        (Needs("a", ("b", "c")), {"x"}, True),
        (Needs("a", ("b", "c")), {"a", "c"}, True),
        (Needs("a", ("b", "c")), {"a"}, False),
        (Due("a", "b", "a: 1"), {"a", "x"}, True),
        (Due("a", "b", "a: 1"), {"b"}, True),
        (Due("a", "b", "a: 1"), {"x"}, False),
        (Due("a", "b", "a: 1"), {"a", "b"}, False),
    ],
)
def test_compiler_and_editor_keep_a_rule_alike(rule: Rule, given: set[str], holds: bool):
    assert (rule.broken(given, "this") is None) == holds
    assert Draft7Validator(rule.schema()).is_valid(dict.fromkeys(given, 1)) == holds


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(["a"], "`a`"), (["a", "b"], "`a` and `b`"), (["a", "b", "c"], "`a`, `b` and `c`")],
)
def test_words_are_listed_as_in_a_sentence(words: list[str], sentence: str):
    assert listed(words) == sentence
