"""The certain repairs of a station: made, told, shown as a difference, written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path, PurePath

from exstreamtv import pipeline
from exstreamtv.cli.options import Options
from exstreamtv.cli.output import read_bytes, write
from exstreamtv.model.diagnostic import Diagnostic, TextEdit
from exstreamtv.model.names import clean
from exstreamtv.pipeline import Loaded
from exstreamtv.syntax.edit import apart, edited

_ROUNDS = 20
"""A repair uncovers what stood behind it, as the compiler stops after a phase with errors."""

_MARK = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A station after its repairs: ``texts`` are the files that changed, ``made`` a line each."""

    loaded: Loaded
    texts: Mapping[Path, str]
    made: tuple[str, ...]


def repaired(options: Options, loaded: Loaded, instead: Mapping[Path, str]) -> Repaired:
    """``loaded`` with every repair that is certain, in memory.

    ``instead`` is what it was opened with; if that is anything, only it is repaired.
    """
    texts: dict[Path, str] = {}
    made: list[str] = []
    for _ in range(_ROUNDS):
        found = {each.fix: each for each in reversed(loaded.found)}
        fixes = apart(fix for fix in reversed(found) if _within(fix, instead))
        if not fixes:
            break
        made += [_told(found[fix], loaded) for fix in fixes]
        for file in dict.fromkeys(edit.span.file for fix in fixes for edit in fix):
            here = [edit for fix in fixes for edit in fix if edit.span.file == file]
            texts[Path(file)] = edited(loaded.texts[file], here)
        loaded = pipeline.open_station(options.directory, options.now, {**instead, **texts})
    return Repaired(loaded, texts, tuple(made))


def _within(fix: tuple[TextEdit, ...], files: Mapping[Path, str]) -> bool:
    return not files or all(edit.span.file in files for edit in fix)


def _told(found: Diagnostic, loaded: Loaded) -> str:
    first = found.fix[0].span
    place = f"{clean(first.file.as_posix())}:{first.line + 1}:{first.column + 1}"
    return f"{place}: {found.code} {_change(found.fix, loaded.texts[first.file])}"


def _change(fix: tuple[TextEdit, ...], text: str) -> str:
    if len(fix) > 1:
        return f"{len(fix)} places"
    span, new = fix[0].span, fix[0].new
    old = clean(text[span.offset : span.end_offset])
    return f"`{old}` becomes `{new}`" if new else f"`{old}` goes"


def difference(before: Mapping[PurePath, str], after: Mapping[Path, str]) -> Iterator[str]:
    """What changes in these files, as a unified diff."""
    for file, text in sorted(after.items()):
        old, new = before[file].splitlines(keepends=True), text.splitlines(keepends=True)
        name = file.as_posix()
        for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def write_back(texts: Mapping[Path, str]) -> None:
    """The files, each whole or not at all; a byte order mark stays where one is."""
    for file, text in texts.items():
        mark = _MARK if read_bytes(file).startswith(_MARK) else b""
        write(file, mark + text.encode())
