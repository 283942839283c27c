"""A station's directory as texts and trees. The only place that reads authors' files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import MappingProxyType

from exstreamtv.model.diagnostic import Diagnostic, Span, error
from exstreamtv.model.names import sort_key
from exstreamtv.syntax import tree
from exstreamtv.syntax.reader import MOST_TEXT, read, too_big

LOCK = "lock"
"""The folder of a station that machines write; nothing in it is read as YAML."""


@dataclass(frozen=True, slots=True)
class Documents:
    """Every text that was read, the mappings in them, what was wrong: all in order of paths."""

    texts: Mapping[PurePath, str]
    roots: tuple[tree.Mapping, ...]
    found: tuple[Diagnostic, ...]


def counts(path: PurePath) -> bool:
    """Is the file at ``path``, relative to the station's directory, a part of the station?"""
    hidden = any(part.startswith((".", "_")) for part in path.parts)
    return path.suffix in (".yaml", ".yml") and not hidden and path.parts[0] != LOCK


def read_directory(
    directory: Path, instead: Mapping[Path, str] = MappingProxyType({})
) -> Documents:
    """The station in ``directory``; files are named as one would type them from here.

    A file that cannot be read is a finding, and the others are read all the same. ``instead`` are
    texts to read in the place of what files of these names hold: an editor's, not yet saved.
    """
    found: list[Diagnostic] = []
    contents: dict[PurePath, bytes] = {}
    for path in _files(directory, directory, found) if directory.is_dir() else ():
        if path in instead:
            continue
        content = _content(path, found)
        if content is not None:
            contents[path] = content
    contents |= {path: text.encode("utf-8", "surrogatepass") for path, text in instead.items()}
    if not contents and not found:
        hint = "`exstreamtv init` writes a station that plays at once"
        found.append(error("E015", f"there is no YAML file in `{directory}`", hint=hint))
    documents = read_files(contents)
    return Documents(documents.texts, documents.roots, (*found, *documents.found))


def read_files(contents: Mapping[PurePath, bytes]) -> Documents:
    """The station in these files, wherever they come from."""
    found: list[Diagnostic] = []
    texts: dict[PurePath, str] = {}
    for path, content in contents.items():
        try:
            texts[path] = content.decode("utf-8")
        except UnicodeDecodeError as problem:
            found.append(_not_utf8(path, problem))
    documents = read_texts(texts)
    return Documents(documents.texts, documents.roots, (*found, *documents.found))


def read_texts(texts: Mapping[PurePath, str]) -> Documents:
    """The station in these texts. ``texts`` of the result have no byte order marks."""
    unmarked = {path: texts[path].removeprefix("\ufeff") for path in sorted(texts, key=_order)}
    roots: list[tree.Mapping] = []
    found: list[Diagnostic] = []
    for path, text in unmarked.items():
        root, findings = read(text, path)
        found += findings
        match root:
            case tree.Mapping():
                roots.append(root)
            case tree.Scalar() | tree.Sequence():
                what = "a file holds sections, and this is none"
                found.append(error("E013", what, root.span, hint="begin with `channels:`"))
            case None:
                pass
    return Documents(unmarked, tuple(roots), tuple(found))


def _files(folder: Path, root: Path, found: list[Diagnostic]) -> Iterator[Path]:
    """Every file of the station in ``folder`` and below; no link leads out of ``root``."""
    try:
        entries = sorted(folder.iterdir(), key=_order)
    except OSError as problem:
        found.append(_unread(folder, problem.strerror or str(problem)))
        return
    for path in entries:
        inside = path.relative_to(root)
        if path.name.startswith((".", "_")) or inside == PurePath(LOCK):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path, root, found)
        elif path.is_symlink() and (reason := _stray(path, root)):
            found.append(_unread(path, reason, code="E014"))
        elif counts(inside):
            yield path


def _stray(path: Path, root: Path) -> str:
    """Why a link is not followed: out of the directory to anything, within it to a folder."""
    if not path.resolve().is_relative_to(root.resolve()):
        return "it links to something outside the directory"
    return "it links to a folder, whose files would count twice" if path.is_dir() else ""


def _content(path: Path, found: list[Diagnostic]) -> bytes | None:
    try:
        if not path.is_file():
            found.append(_unread(path, "it is no file"))
        elif path.stat().st_size > MOST_TEXT:
            found.append(too_big(path))
        else:
            return path.read_bytes()
    except OSError as problem:
        found.append(_unread(path, problem.strerror or str(problem)))
    return None


def _not_utf8(path: PurePath, problem: UnicodeDecodeError) -> Diagnostic:
    line = problem.object[: problem.start].count(b"\n")
    what = f"byte 0x{problem.object[problem.start]:02X} on line {line + 1} is not UTF-8"
    return error("E007", what, Span(path, line, 0, line, 0), hint="save the file as UTF-8")


def _unread(path: Path, why: str, code: str = "E011") -> Diagnostic:
    return error(code, f"`{path}` is not read: {why[:1].lower()}{why[1:]}", Span(path, 0, 0, 0, 0))


def _order(path: PurePath) -> tuple[tuple[str, str], ...]:
    return tuple(sort_key(part) for part in path.parts)
