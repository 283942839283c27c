"""Files that stand beside a medium and belong to it: subtitles and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from exstreamtv.model.language import language
from exstreamtv.model.media import Stream

_SUBTITLES = {".srt": "subrip", ".ass": "ass", ".ssa": "ass", ".vtt": "webvtt"}
"""FFmpeg's codec of each kind of file."""

_LANGUAGE = re.compile(r"(?i)^[a-z]{2,3}(?:-[a-z0-9]{2,4})?$")
_HEARING = frozenset({"sdh", "cc", "hi"})
_FLAGS = frozenset({"forced", "default"})
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")


def subtitles(stem: str, names: Iterable[str]) -> tuple[Stream, ...]:
    """Subtitle files of the medium ``stem`` in its folder: ``x.en.forced.srt``."""
    beside = sorted(name for name in names if name.startswith(f"{stem}."))
    return tuple(
        _subtitle(name, suffix, name[len(stem) : -len(suffix)].split(".")[1:])
        for name in beside
        if (suffix := PurePosixPath(name).suffix).lower() in _SUBTITLES
    )


def _subtitle(name: str, suffix: str, words: list[str]) -> Stream:
    lower = [word.lower() for word in words]
    return Stream(
        kind="subtitle",
        codec=_SUBTITLES[suffix.lower()],
        language=language(next((word for word in words if _is_language(word)), "")),
        title="SDH" if _HEARING & {*lower} else "",
        default="default" in lower,
        forced="forced" in lower,
        file=name,
    )


def _is_language(word: str) -> bool:
    return bool(_LANGUAGE.match(word)) and word.lower() not in _HEARING | _FLAGS


def picture(stem: str, names: frozenset[str]) -> str:
    """The poster of the medium ``stem`` among its folder's files, or an empty text."""
    wanted = (f"{stem}-poster", f"{stem}-thumb", stem, "poster", "folder", "cover")
    files = (f"{name}{suffix}" for name in wanted for suffix in _PICTURES)
    return next((file for file in files if file in names), "") if names else ""
