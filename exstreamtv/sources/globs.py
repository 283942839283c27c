"""`include` and `exclude`: patterns over paths below a source's root.

``*`` and ``?`` stop at a slash, ``**`` does not; brackets, which film files are full of, mean
themselves. A pattern without a slash is meant at any depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WILD = re.compile(r"\*\*/|\*\*|\*|\?")
_MEANS = {"**/": r"(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matcher(patterns: Iterable[str]) -> re.Pattern[str]:
    """Matches (`fullmatch`) a path, or a folder above it, that one of the patterns means."""
    return re.compile("|".join(f"(?:{_regex(pattern)})(?:/.*)?" for pattern in patterns))


def _regex(pattern: str) -> str:
    pattern = pattern.strip("/") if "/" in pattern.strip("/") else f"**/{pattern.strip('/')}"
    parts, end = [], 0
    for wild in _WILD.finditer(pattern):
        parts += [re.escape(pattern[end : wild.start()]), _MEANS[wild[0]]]
        end = wild.end()
    return "".join((*parts, re.escape(pattern[end:])))
