from __future__ import annotations

from textwrap import dedent

import pytest

from exstreamtv.syntax.layout import WIDTH, UnformattableError, canonical


def neat(text: str) -> str:
    return canonical(dedent(text))


def test_a_list_is_indented_below_its_key():
    assert neat("blocks:\n  b:\n  -   play: a\n      for: 1h\n  - {pad: 5m}\n") == dedent("""\
        blocks:
          b:
            - play: a
              for: 1h
            - {pad: 5m}
        """)


def test_what_does_not_fit_behind_its_key_goes_below_it_and_then_becomes_a_block():
    below = f"{{a: {'x' * (WIDTH - 15)}, b: c}}"
    block = f"{{a: {'x' * WIDTH}, b: {{c: d}}}}"

    assert neat(f"k:\n  n: {below}\n") == f"k:\n  n:\n    {below}\n"
    assert neat(f"k: {block}\n") == f"k:\n  a: {'x' * WIDTH}\n  b: {{c: d}}\n"


def test_brackets_over_several_lines_are_joined_unless_comments_stand_within():
    assert neat("a: [\n  b,\n  c\n]\n") == "a: [b, c]\n"
    assert neat("a: [\n  b,  # why\n  c\n]\n") == "a: [\n  b,  # why\n  c\n]\n"


def test_a_comment_stays_with_what_it_is_about():
    text = """\
        a:
            b: 1
            # still of a
        # of c
        c: 2  # at the end
        # the last
        """

    assert neat(text) == dedent("""\
        a:
          b: 1
          # still of a
        # of c
        c: 2  # at the end
        # the last
        """)


def test_a_comment_between_key_and_value_goes_above():
    assert neat("a:\n  # why\n  1\n") == "# why\na: 1\n"


def test_times_are_quoted_since_other_readers_count_in_sixties():
    assert (
        neat("a: 20:30\nb: [6:00, 1:2]\nc: x 20:30\n")
        == 'a: "20:30"\nb: ["6:00", 1:2]\nc: x 20:30\n'
    )


def test_texts_over_several_lines_move_with_their_key():
    text = (
        "a:\n    b: |\n      one\n        two\n\n    c: >-\n      # no comment\n"
        "    d: five\n      six\n"
    )

    assert neat(text) == (
        "a:\n  b: |\n    one\n      two\n\n  c: >-\n    # no comment\n  d: five\n    six\n"
    )


def test_anchors_stay():
    assert neat("x-a:   &a   {b: 1}\nc:\n    <<:  *a\nd: &d\n   e: 1\n") == (
        "x-a: &a {b: 1}\nc:\n  <<: *a\nd: &d\n  e: 1\n"
    )


def test_what_stands_before_the_document_stays():
    assert neat("# top\n---\na: 1\n") == "# top\n---\na: 1\n"


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n"])
def test_nothing_is_left_as_it_is(text: str):
    assert canonical(text) == text


@pytest.mark.parametrize("text", ["a: [b\n", "a: 1\na: 2\n", "- a\n", "a: !x b\n", "--- {a: 1}\n"])
def test_what_cannot_be_proved_to_stay_the_same_is_refused(text: str):
    with pytest.raises(UnformattableError):
        canonical(text)


def test_comments_behind_two_dashes_stay_two() -> None:
    text = "k:\n  -  # one\n    -  # two\n      a: b\n"

    assert canonical(text) == "k:\n  # one\n  # two\n  - - a: b\n"
