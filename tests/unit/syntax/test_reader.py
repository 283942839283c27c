from __future__ import annotations

from pathlib import PurePath

import pytest

from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.syntax.reader import MOST_TEXT, read
from exstreamtv.syntax.tree import Mapping, Node, Scalar, child, locate, locate_key, plain

FILE = PurePath("a.yaml")


def tree(text: str) -> Node:
    root, found = read(text, FILE)
    assert root is not None, found
    assert not found
    return root


def findings(text: str) -> list[Diagnostic]:
    return read(text, FILE)[1]


def codes(text: str) -> list[str]:
    return [finding.code for finding in findings(text)]


@pytest.mark.parametrize(
    "written", ["NO", "20:30", "22:30:00", "24", "007", "1.10", "2026-12-24", "1_000", "1e3", "yes"]
)
def test_a_plain_scalar_is_the_text_that_was_written(written: str):
    assert plain(tree(f"value: {written}")) == {"value": written}


def test_a_key_is_a_text_whatever_it_looks_like():
    assert plain(tree("on: x\n7: y\n")) == {"on": "x", "7": "y"}


def test_nothing_written_is_none():
    assert plain(tree("key:\n")) == {"key": None}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_no_document_and_no_mistake(text: str):
    assert read(text, FILE) == (None, [])


def test_every_value_knows_where_it_stands():
    text = "a:\n  - b: 'x y'\n    c: [1, 2]\n"
    root = tree(text)

    span = locate(root, ("a", 0, "b"))
    assert (span.line, span.column, span.end_column) == (1, 7, 12)
    assert text[span.offset : span.end_offset] == "'x y'"
    assert locate_key(root, ("a", 0, "c")).column == 4


def test_spans_count_code_points_and_no_byte_order_mark():
    text = "\ufeffname: 📺 Küche\n"
    span = locate(tree(text), ("name",))

    assert text[1:][span.offset : span.end_offset] == "📺 Küche"


def test_a_block_ends_with_its_last_line_not_with_the_next_token():
    root = tree("a:\n  b: 1\n\n# a comment\n\nc: 2\n")

    assert locate(root, ("a",)).end_line == 1


def test_the_span_of_an_anchored_value_is_the_value():
    span = locate(tree("a: &here films\n"), ("a",))

    assert (span.column, span.end_column) == (9, 14)


def test_an_alias_repeats_the_value_and_knows_its_own_place():
    root = tree("x-a: &a {b: 1}\nc: *a\n")
    node = child(root, "c")

    assert plain(root) == {"x-a": {"b": "1"}, "c": {"b": "1"}}
    assert isinstance(node, Mapping)
    assert node.span.line == 0
    assert node.alias
    assert node.alias.line == 1


def test_a_merge_key_takes_in_what_is_not_said():
    root = tree("x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz: {<<: [*x, *y], a: 0}\n")

    assert plain(root)["z"] == {"a": "0", "b": "2", "c": "4"}  # type: ignore[index,call-overload]


def test_a_quoted_merge_key_is_an_ordinary_key():
    assert plain(tree("'<<': x\n")) == {"<<": "x"}


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3\n", "x: &x {a: 1}\ny: {<<: *x, <<: *x}\n"])
def test_a_key_written_twice_shows_both_places(text: str):
    (finding,) = findings(text)

    assert finding.code == "E003"
    assert finding.span
    assert finding.related[0][0] < finding.span


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a:\n\tb: 1\n", "E002"),
        ("a: 1\n---\nb: 2\n", "E004"),
        ("{a: 1}: 2\n", "E005"),
        ("? [a]\n: 2\n", "E005"),
        ("?\n: 2\n", "E005"),
        ("a: !include b.yaml\n", "E006"),
        ("a: !!str 7\n", "E006"),
        ("a: \x00\n", "E007"),
        ("a: \ud800\n", "E007"),
        ("a: *b\n", "E009"),
        ("a: &a [*a]\n", "E009"),
        ("a: {<<: text}\n", "E009"),
        ("a: Foo #1\n", "W005"),
        ("a: ~\n", "W006"),
    ],
)
def test_what_the_language_does_not_have_is_a_finding(text: str, code: str):
    assert codes(text) == [code]


@pytest.mark.parametrize("text", ["a: Foo # one\n", "a: 'Foo' #1\n", "a: Foo#1\n", "a: Foo #\n"])
def test_an_ordinary_comment_is_none(text: str):
    assert not codes(text)


def test_deep_nesting_ends_before_it_hurts():
    assert codes("[" * 100_000) == ["E008"]


def test_a_file_too_large_is_not_parsed():
    assert codes("#" * (MOST_TEXT + 1)) == ["E008"]


def test_an_alias_bomb_goes_off_early():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]

    assert codes("\n".join(lines)) == ["E008"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("name: A: B\n", 'write `name: "A: B"`'),
        ("{name: A: B}\n", "put quotes around a text that contains `: `"),
        ("a\nb: 1\n", "write every entry as `key: value`"),
        ("a: [1, 2\nb: 3\n", "end with `]`"),
        ("{a: Foo #1}\n", "everything after ` #` is a comment"),
        ("a: 'x\n", "end the text with the same quote"),
        ("x:\n  a: 1\n b: 2\n", "the same number of spaces"),
        ("x:\n  - a\n  b: 2\n", "begin it with `- `"),
        ("a: @x\n", "put the text in quotes"),
        ('a: "\\q"\n', "use single quotes"),
        ("a: - b\n", "begin it on the next line"),
        ("a: [1]]\n", "remove it"),
        ("a: 'b' c\n", "quote the whole value"),
    ],
)
def test_a_syntax_error_says_what_to_do(text: str, hint: str):
    finding = findings(text)[-1]

    assert finding.code == "E001"
    assert hint in finding.hint


def test_the_quotes_that_are_missing_are_offered_as_a_fix():
    (finding,) = findings('name: say "A": B\n')
    (edit,) = finding.fix

    assert edit.new == r'"say \"A\": B"'


def test_a_scalar_with_a_value_is_not_the_same_quoted():
    quoted, bare = (child(tree(text), "a") for text in ("a: '7'", "a: 7"))

    assert isinstance(quoted, Scalar)
    assert isinstance(bare, Scalar)
    assert (quoted.quoted, bare.quoted) == (True, False)
