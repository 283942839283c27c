"""Changes to an author's text that leave everything else as it was, comments included."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from exstreamtv.model.diagnostic import Span, TextEdit
from exstreamtv.syntax.tree import Node

_ENTRY_END = re.compile(r"[ \t]*(#[^\r\n]*)?(\r?\n|\Z)")


def edited(text: str, edits: Iterable[TextEdit]) -> str:
    """``text`` with all ``edits`` made, last first, so that no offset moves before its turn.

    Of edits that overlap, only the first in the text is made.
    """
    kept: list[TextEdit] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        if not kept or kept[-1].span.end_offset <= edit.span.offset:
            kept.append(edit)
    for edit in reversed(kept):
        text = text[: edit.span.offset] + edit.new + text[edit.span.end_offset :]
    return text


def apart(fixes: Iterable[Sequence[TextEdit]]) -> list[tuple[TextEdit, ...]]:
    """Those of ``fixes`` that do not touch one another, each whole; the first of two that do."""
    taken: dict[PurePath, list[tuple[int, int]]] = {}
    kept: list[tuple[TextEdit, ...]] = []
    for fix in dict.fromkeys(map(tuple, fixes)):
        if fix and not any(_touches(edit.span, taken.get(edit.span.file, [])) for edit in fix):
            kept.append(fix)
            for edit in fix:
                span = edit.span
                insort(taken.setdefault(span.file, []), (span.offset, span.end_offset))
    return kept


def _touches(span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    """Does it meet one of these, which are in order and do not meet each other?"""
    after = bisect_left(taken, (span.offset, 0))
    before = taken[after - 1][1] if after else -1
    following = taken[after][0] if after < len(taken) else span.end_offset + 1
    return before >= span.offset or following <= span.end_offset


def without(text: str, key: Span, value: Node) -> tuple[TextEdit, ...]:
    """The edit that takes an entry out; none where others share its lines, or lose by it."""
    start = max(text.rfind("\n", 0, key.offset), text.rfind("\r", 0, key.offset)) + 1
    stop = (value.alias or value.span).end_offset
    end = _ENTRY_END.match(text, stop)
    if text[start : key.offset].strip(" ") or not end or set("#&") & set(text[start : end.end()]):
        return ()
    return (TextEdit(key._replace(column=0, offset=start, end_offset=end.end()), ""),)
