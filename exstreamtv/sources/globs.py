"""`include` and `exclude`: patterns over paths below a source's root.

``*`` and ``?`` stop at a slash, ``**`` does not. A pattern without a slash is meant at any depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WILD = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^\]/]+\]")
_MEANS = {"**/": r"(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matcher(patterns: Iterable[str]) -> re.Pattern[str]:
    """Matches (`fullmatch`) a path, or a folder above it, that one of the patterns means."""
    return re.compile("|".join(f"(?:{_regex(pattern)})(?:/.*)?" for pattern in patterns))


def _regex(pattern: str) -> str:
    pattern = pattern.strip("/") if "/" in pattern.strip("/") else f"**/{pattern.strip('/')}"
    parts, end = [], 0
    for wild in _WILD.finditer(pattern):
        parts += [re.escape(pattern[end : wild.start()]), _meaning(wild[0])]
        end = wild.end()
    return "".join((*parts, re.escape(pattern[end:])))


def _meaning(wild: str) -> str:
    if wild.startswith("["):
        inside = wild[1:-1]
        return f"[{'^' if inside[0] == '!' else ''}{re.escape(inside.removeprefix('!'))}]".replace(
            r"\-", "-"
        )
    return _MEANS[wild]
