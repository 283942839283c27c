"""What shows when nothing can be shown, and when nothing is planned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Show(StrEnum):
    """What there is to be seen."""

    CARD = "card"
    PATTERN = "pattern"
    STATIC = "static"
    CLOCK = "clock"
    PICTURE = "picture"
    CLIP = "clip"


class Word(StrEnum):
    """What a line of a screen may name in braces."""

    CHANNEL = "channel"
    NEXT = "next"
    NEXT_AT = "next_at"


LINES = ("back at {next_at}", "{next}")

TONE = "tone"
"""The sound that is no file: about 1 kHz."""


@dataclass(frozen=True, slots=True)
class Screen:
    """``file`` is a picture or a clip, ``sound`` one as well, `TONE`, or nothing for silence.

    Both are paths as their author wrote them. ``lines`` are texts with words in braces.
    """

    show: Show = Show.CARD
    file: str = ""
    sound: str = ""
    lines: tuple[str, ...] = LINES

    @property
    def speaks(self) -> bool:
        """Does it say something that is another thing each time?"""
        return self.show in (Show.CARD, Show.CLOCK) and bool(self.lines)


CARD = Screen()
"""What a channel has that says nothing of it."""
