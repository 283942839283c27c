"""What lies over the picture: logos, texts, cards, and when they are to be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Look(StrEnum):
    """What a layer is."""

    LOGO = "logo"
    TEXT = "text"
    CARD = "card"
    PROGRESS = "progress"


class Field(StrEnum):
    """What a text may name in braces; the last two change while it is shown."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    NEXT = "next"
    NEXT_AT = "next_at"
    CHANNEL = "channel"
    TIME = "time"
    LEFT = "left"


PLACE = re.compile(r"\{([^{}]*)\}")
"""A field in a text: ``{title}``."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Something that lies over the picture. ``lines`` are texts with fields in braces.

    ``margin``, ``size`` (0: the usual one) and ``opacity`` are per cent, the first two of the
    picture's height. ``logo`` is a path as its author wrote it. Without ``first``, ``last`` and
    ``every`` it is always shown; else so long at the beginning of each programme, before its
    end, and for ``lasting`` again and again.
    """

    name: str
    look: Look
    lines: tuple[str, ...] = ()
    logo: str = ""
    corner: str = "top-right"
    margin: int = 5
    size: int = 0
    opacity: int = 100
    box: bool = False
    first: timedelta | None = None
    last: timedelta | None = None
    every: timedelta | None = None
    lasting: timedelta | None = None
