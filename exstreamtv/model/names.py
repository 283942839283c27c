"""Names that people wrote: how they sort, what they may contain, what was meant by a wrong one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import takewhile

_NEVER = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
"""Bidi controls, which turn a line around, and what XML cannot hold."""


_SHORTEST_SLIP = 4
"""Shorter words are too much alike."""


def sort_key(name: str) -> tuple[str, str]:
    """Orders names the same on every machine: NFC and case-folded first, then as written."""
    return unicodedata.normalize("NFC", name).casefold(), name


def clean(text: str) -> str:
    """``text`` without control characters, bidi controls and lone surrogates, on one line."""
    if text.isprintable() and text == " ".join(text.split()):
        return text
    kept = "".join(
        " " if char in "\t\n\r" else char
        for char in text
        if char in "\t\n\r" or not (unicodedata.category(char) in ("Cc", "Cs") or char in _NEVER)
    )
    return " ".join(kept.split())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or an empty text when none is near."""
    lower = {name.casefold(): name for name in sorted(known, key=sort_key)}
    near = get_close_matches(word.casefold(), lower, n=1, cutoff=0.6)
    return f"did you mean `{lower[near[0]]}`?" if near else ""


def counted(count: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def meant(word: str, known: Iterable[str]) -> str | None:
    """The one known word of which a wrong one can only be a slip of the hand; None in doubt.

    A slip is a letter left out, doubled, exchanged or swapped with its neighbour, or another case
    or dash. A digit never is one, and no end: `film-b` is hardly meant to be `film-a`.
    """
    near = [name for name in known if name != word and _is_slip(word, name)]
    return near[0] if len(near) == 1 else None


def _is_slip(word: str, name: str) -> bool:
    wrong, right = (text.casefold().replace("_", "-") for text in (word, name))
    if wrong == right:
        return True
    same = zip(wrong, right, strict=False)
    at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], same))
    rest, due = wrong[at:], right[at:]
    if min(len(wrong), len(right)) < _SHORTEST_SLIP or not (rest[:1] + due[:1]).isalpha():
        return False
    swapped = rest[1::-1] + rest[2:] == due and len(rest) > 1
    exchanged = rest[1:] == due[1:] and len(rest) > 1
    return swapped or exchanged or rest[1:] == due or rest == due[1:]
