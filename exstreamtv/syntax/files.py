"""A station's directory as texts and trees. The only place that reads authors' files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from exstreamtv.model.diagnostic import Diagnostic, Span, error
from exstreamtv.model.names import sort_key
from exstreamtv.syntax import tree
from exstreamtv.syntax.reader import MOST_TEXT, read, too_big

LOCK = "lock"
"""The folder of a station that machines write; nothing in it is read as YAML."""


@dataclass(frozen=True, slots=True)
class Documents:
    """Every text that was read, the mappings in them, and what was wrong, all in order of paths."""

    texts: Mapping[PurePath, str]
    roots: tuple[tree.Mapping, ...]
    found: tuple[Diagnostic, ...]


def counts(path: PurePath) -> bool:
    """Is the file at ``path``, relative to the station's directory, a part of the station?"""
    hidden = any(part.startswith((".", "_")) for part in path.parts)
    return path.suffix in (".yaml", ".yml") and not hidden and path.parts[0] != LOCK


def read_directory(directory: Path) -> Documents:
    """The station in ``directory``; files are named as one would type them from here.

    A file that cannot be read is a finding, and the others are read all the same.
    """
    found: list[Diagnostic] = []
    texts = dict(_texts(directory, found))
    if not texts and not found:
        hint = "`exstreamtv init` writes a station that plays at once"
        return Documents({}, (), (error("E015", f"no YAML file in `{directory}`", hint=hint),))
    documents = read_texts(texts)
    return Documents(documents.texts, documents.roots, (*found, *documents.found))


def read_texts(texts: Mapping[PurePath, str]) -> Documents:
    """The station in ``texts``, wherever they come from."""
    clean = {path: texts[path].removeprefix("\ufeff") for path in sorted(texts, key=_order)}
    roots: list[tree.Mapping] = []
    found: list[Diagnostic] = []
    for path, text in clean.items():
        root, findings = read(text, path)
        found += findings
        match root:
            case tree.Mapping():
                roots.append(root)
            case tree.Scalar() | tree.Sequence():
                hint = "begin with a section: `channels:`"
                found.append(
                    error("E013", "a file holds a mapping of sections", root.span, hint=hint)
                )
            case None:
                pass
    return Documents(clean, tuple(roots), tuple(found))


def _texts(directory: Path, found: list[Diagnostic]) -> Iterator[tuple[PurePath, str]]:
    for path in _files(directory, directory, found):
        text = _text(path, found)
        if text is not None:
            yield path, text


def _files(folder: Path, root: Path, found: list[Diagnostic]) -> Iterator[Path]:
    """Every file of the station below ``folder``; links may not leave ``root``."""
    try:
        entries = sorted(folder.iterdir(), key=_order)
    except OSError as problem:
        found.append(_unread(folder, problem.strerror or str(problem)))
        return
    for path in entries:
        inside = path.relative_to(root)
        if path.name.startswith((".", "_")) or inside == PurePath(LOCK):
            continue
        if path.is_symlink() and _strays(path, root):
            found.append(_unread(path, "is a link out of the directory", code="E014"))
        elif path.is_dir():
            yield from _folder(path, root, found)
        elif counts(inside):
            yield path


def _folder(path: Path, root: Path, found: list[Diagnostic]) -> Iterator[Path]:
    if path.is_symlink():
        found.append(_unread(path, "is a link to a folder, which is not followed", code="E014"))
    else:
        yield from _files(path, root, found)


def _strays(path: Path, root: Path) -> bool:
    return not path.resolve().is_relative_to(root.resolve())


def _text(path: Path, found: list[Diagnostic]) -> str | None:
    try:
        if not path.is_file():
            found.append(_unread(path, "there is no such file, or it is none"))
        elif path.stat().st_size > MOST_TEXT:
            found.append(too_big(path))
        else:
            return path.read_bytes().decode("utf-8")
    except OSError as problem:
        found.append(_unread(path, problem.strerror or str(problem)))
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n")
        what = f"byte 0x{problem.object[problem.start]:02X} is not UTF-8"
        found.append(error("E007", what, Span(path, line, 0, line, 0), hint="save it as UTF-8"))
    return None


def _unread(path: Path, why: str, code: str = "E011") -> Diagnostic:
    return error(code, f"`{path}` cannot be read: {why.lower()}", Span(path, 0, 0, 0, 0))


def _order(path: PurePath) -> tuple[tuple[str, str], ...]:
    return tuple(sort_key(part) for part in path.parts)
