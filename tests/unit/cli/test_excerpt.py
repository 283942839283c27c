from __future__ import annotations

from pathlib import PurePath

import pytest

from exstreamtv.cli.excerpt import Mark, excerpt
from exstreamtv.cli.paint import plain
from exstreamtv.model.diagnostic import Span


def mark(line: int, start: int, stop: int, sign: str = "^", label: str = "") -> Mark:
    return Mark(Span(PurePath("a"), line, start, line, stop), sign, "red", label)


def shown(text: str, *marks: Mark) -> list[str]:
    return list(excerpt(marks, text.splitlines(), 1, plain))


def test_the_words_are_underlined():
    assert shown("a: bad\n", mark(0, 3, 6)) == ["1 | a: bad", "  |    ^^^"]


def test_tabs_are_widened_under_the_marks_too():
    assert shown("\ta:\tbad", mark(0, 4, 7)) == ["1 |     a:  bad", "  |         ^^^"]


def test_wide_characters_take_two_columns():
    assert shown("名: 日本", mark(0, 3, 5)) == ["1 | 名: 日本", "  |     ^^^^"]


def test_an_empty_place_is_still_marked():
    assert shown("a:", mark(0, 2, 2)) == ["1 | a:", "  |   ^"]


def test_a_stretch_of_lines_is_marked_to_the_end_of_its_first():
    over = Mark(Span(PurePath("a"), 0, 3, 2, 1), "^", "red")

    assert shown("a: {b\n  c\n}", over) == ["1 | a: {b", "  |    ^^"]


def test_two_marks_on_a_line_quote_it_once():
    rows = shown("a: b: c", mark(0, 3, 4, label="here"), mark(0, 0, 1, "-", "there"))

    assert rows == ["1 | a: b: c", "  | - there", "  |    ^ here"]


@pytest.mark.parametrize("column", [0, 60, 500, 995])
def test_a_long_line_is_clipped_around_the_mark(column: int):
    text = "".join(f"{n:04}:" for n in range(200))
    line, below = shown(text, mark(0, column, column + 4))
    word = "".join(sign for sign, under in zip(line[4:], below[4:], strict=False) if under == "^")

    assert len(line) <= 4 + 112
    assert word == text[column : column + 4]


def test_a_line_that_is_not_there_is_left_out():
    assert shown("a: 1\n", mark(7, 0, 1)) == []
