from __future__ import annotations

from pathlib import PurePath

from exstreamtv.model.diagnostic import Span, TextEdit
from exstreamtv.syntax.edit import edited


def edit(start: int, stop: int, new: str) -> TextEdit:
    return TextEdit(Span(PurePath("a.yaml"), 0, start, 0, stop, start, stop), new)


def test_edits_do_not_move_each_other():
    assert edited("a: b # c", [edit(0, 1, "long"), edit(3, 4, '"b"')]) == 'long: "b" # c'


def test_an_insertion_takes_nothing_away():
    assert edited("ab", [edit(1, 1, "-")]) == "a-b"


def test_of_edits_that_overlap_the_first_is_made():
    assert edited("abcd", [edit(1, 3, "x"), edit(2, 4, "y")]) == "axd"
