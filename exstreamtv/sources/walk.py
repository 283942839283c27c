"""The media files below a folder: what is one, what is not, and what is refused.

Nothing is opened here. Links out of the root, pipes, devices and names that are no text are
refused (security.md, C2 and C9); opening a pipe would block the scan for ever.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from exstreamtv.config.sources import LocalSource
from exstreamtv.sources.globs import matcher

VIDEO = frozenset(
    {".mp4", ".m4v", ".mkv", ".webm", ".mov", ".avi", ".ts", ".m2ts", ".mts", ".mpg", ".mpeg",
     ".vob", ".ogv", ".flv"}
)  # fmt: skip
AUDIO = frozenset({".mp3", ".m4a", ".flac", ".ogg", ".oga", ".opus", ".wav", ".aac"})

_MEDIA = VIDEO | AUDIO
_IGNORE = frozenset({".ignore", ".nomedia", ".plexignore"})
_SYSTEM = frozenset({"@eadir", "lost+found", "$recycle.bin", "system volume information"})
_EXTRAS = frozenset(
    {"sample", "samples", "extras", "featurettes", "behind the scenes", "deleted scenes",
     "interviews", "scenes", "shorts", "trailers", "other"}
)  # fmt: skip
_EXTRA = re.compile(r"(?i)^sample$|[-.](?:sample|trailer|featurette|behindthescenes|deleted)$")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder below the root. ``beside`` are the files and folders in it that are no media."""

    path: str
    beside: frozenset[str]
    above: Folder | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A regular media file. ``name`` is its path below the root, ``stem`` its last name's."""

    name: str
    stem: str
    path: str
    folder: Folder
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that looks like a medium, or may hold some, and is left out."""

    name: str
    why: str


def files(root: str, config: LocalSource) -> Iterator[File | Refused]:
    """Every media file below ``root``, a real path, in the order of names."""
    walk = _Walk(root, config)
    return walk.folder(root, "", None)


class _Walk:
    """One scan: the rules, and the folders it has been in (links may lead in circles)."""

    def __init__(self, root: str, config: LocalSource) -> None:
        self._root = root
        self._config = config
        self._suffixes = _MEDIA if config.kind == "music" else VIDEO
        self._include = matcher(config.include) if config.include else None
        self._exclude = matcher(config.exclude) if config.exclude else None
        self._seen: set[tuple[int, int]] = set()

    def folder(self, path: str, name: str, above: Folder | None) -> Iterator[File | Refused]:
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name)
            identity = os.stat(path)  # noqa: PTH116 - paths stay texts: a tenth of the time
        except OSError as error:
            yield Refused(name or ".", reason(error))
            return
        names = frozenset(entry.name for entry in entries)
        if _IGNORE & names or (identity.st_dev, identity.st_ino) in self._seen:
            return
        self._seen.add((identity.st_dev, identity.st_ino))
        here = Folder(path, frozenset(name for name in names if not _is_medium(name)), above)
        for entry in entries:
            yield from self._entry(entry, f"{name}/{entry.name}" if name else entry.name, here)

    def _entry(self, entry: os.DirEntry[str], name: str, here: Folder) -> Iterator[File | Refused]:
        try:
            is_folder = entry.is_dir()
            if self._is_passed_over(entry.name, name, is_folder, here):
                return
            if why := self._refusal(entry, name):
                yield Refused(name, why)
            elif is_folder and not (entry.is_symlink() and self._is_inside(entry)):
                yield from self.folder(entry.path, name, here)
            elif not is_folder:
                yield _file(entry, name, here)
        except OSError as error:
            yield Refused(name, reason(error))

    def _is_passed_over(self, last: str, name: str, is_folder: bool, here: Folder) -> bool:
        """Is it hidden, excluded, no medium at all, or an extra?"""
        if last.startswith(".") or (self._exclude and self._exclude.fullmatch(name)):
            return True
        if is_folder:
            return last.lower() in _SYSTEM or (self._has_extras(here) and last.lower() in _EXTRAS)
        stem, suffix = os.path.splitext(last)  # noqa: PTH122 - texts, as above
        if suffix.lower() not in self._suffixes or (self._has_extras(here) and _EXTRA.search(stem)):
            return True
        return bool(self._include and not self._include.fullmatch(name))

    def _has_extras(self, here: Folder) -> bool:
        """Extras stand beside a film or in a show; at the root a show may be called `Shorts`."""
        return here.above is not None and self._config.kind in ("show", "movie")

    def _refusal(self, entry: os.DirEntry[str], name: str) -> str:
        """Why an entry may not be used, or an empty text."""
        if not name.isprintable() and any("\ud800" <= char <= "\udfff" for char in name):
            return "its name is not UTF-8"
        if not (self._config.follow_symlinks or not entry.is_symlink() or self._is_inside(entry)):
            return "it is a link out of the source's folder; `follow_symlinks: true` allows that"
        mode = entry.stat()
        if stat.S_ISDIR(mode.st_mode):
            return ""
        if not stat.S_ISREG(mode.st_mode):
            return "it is no regular file"
        return "" if mode.st_size else "it is empty"

    def _is_inside(self, link: os.DirEntry[str]) -> bool:
        """Does a link lead to what is below the root, where it is found anyhow?"""
        return os.path.realpath(link.path).startswith(f"{self._root}{os.sep}")


def _is_medium(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _MEDIA  # noqa: PTH122 - texts, as above


def _file(entry: os.DirEntry[str], name: str, here: Folder) -> File:
    found = entry.stat()
    stem = os.path.splitext(entry.name)[0]  # noqa: PTH122 - texts, as above
    return File(name, stem, entry.path, here, found.st_size, found.st_mtime_ns)


def reason(error: OSError) -> str:
    """The system's complaint in our letter case."""
    return (error.strerror or str(error)).lower()
