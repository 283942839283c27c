"""The words on a screen."""

from __future__ import annotations

from exstreamtv.ffmpeg.cards import LONGEST, card_script, label_script
from exstreamtv.model.channel import Profile

HD = Profile()


def words(script: str) -> str:
    (line,) = [each for each in script.splitlines() if each.startswith("Dialogue:")]
    return line.split(",Name,", 1)[1]


def test_a_name_and_two_lines() -> None:
    said = words(card_script(HD, "Retro One", ["back at 20:30", "The Big Sleep"], logo=False))

    assert said == (
        r"{\fs64}Retro One"
        r"\N{\fs18} \N{\fs36\c&HD8C8B8&}back at 20:30"
        r"\N{\fs18} \N{\fs36\c&HD8C8B8&}The Big Sleep"
    )


def test_nothing_in_a_title_is_a_command() -> None:
    said = words(label_script(HD, "A{\\b1}B\nC"))

    assert said == "{\\fs43}A\\{\\\u2060b1\\}B C"


def test_what_is_too_long_is_cut() -> None:
    said = words(label_script(HD, "x" * 300))

    assert said.endswith("x…")
    assert len(said.partition("}")[2]) == LONGEST
