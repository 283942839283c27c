from __future__ import annotations

from itertools import combinations
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.model.diagnostic import Span, TextEdit
from exstreamtv.syntax.edit import apart, edited
from exstreamtv.syntax.reader import read


def edit(start: int, stop: int, new: str) -> TextEdit:
    return TextEdit(Span(PurePath("a.yaml"), 0, start, 0, stop, start, stop), new)


def test_edits_do_not_move_each_other():
    assert edited("a: b # c", [edit(0, 1, "long"), edit(3, 4, '"b"')]) == 'long: "b" # c'


def test_an_insertion_takes_nothing_away():
    assert edited("ab", [edit(1, 1, "-")]) == "a-b"


def test_of_edits_that_overlap_the_first_is_made():
    assert edited("abcd", [edit(1, 3, "x"), edit(2, 4, "y")]) == "axd"


def test_of_fixes_that_touch_the_first_is_kept_whole():
    first, second = (edit(0, 1, "x"), edit(5, 6, "y")), (edit(3, 4, "z"), edit(5, 6, "z"))

    assert apart([first, second, (edit(8, 9, "w"),)]) == [first, (edit(8, 9, "w"),)]


def test_the_same_fix_is_kept_once():
    assert apart([(edit(1, 1, "x"),), (edit(1, 1, "x"),)]) == [(edit(1, 1, "x"),)]


TWICE = """\
a:
  b: 1{comment}
  c: [1,
    2]
  b: 1{comment}
d: 2
"""


def repaired(text: str) -> str:
    _, found = read(text, PurePath("a.yaml"))
    return edited(text, [each for finding in found for each in finding.fix])


def test_an_entry_that_repeats_another_goes():
    assert repaired(TWICE.format(comment="")) == TWICE.format(comment="").replace("  b: 1\nd", "d")


@pytest.mark.parametrize(
    "text",
    [
        TWICE.format(comment=" # why"),
        "a: {b: 1, b: 1}\n",
        "a:\n  b: 1\n  b: 2\n",
        "a:\n  b: 1\n  b: &x 1\nc: *x\n",
    ],
    ids=["a comment would go", "a line is shared", "values differ", "an anchor would go"],
)
def test_an_entry_stays_where_something_would_go_with_it(text: str):
    assert repaired(text) == text


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), max_size=3)


@given(st.lists(SPANS.map(lambda s: tuple(edit(a, a + n, "x") for a, n in s)), max_size=12))
def test_what_is_kept_never_touches(fixes: list[tuple[TextEdit, ...]]):
    kept = apart(fixes)

    for fix, other in combinations(kept, 2):
        for one in fix:
            for two in other:
                a, b = one.span, two.span
                assert a.end_offset < b.offset or b.end_offset < a.offset
    assert kept[:1] == [fix for fix in fixes if fix][:1]
