"""Changes to an author's text that leave everything else as it was, comments included."""

from __future__ import annotations

from collections.abc import Iterable

from exstreamtv.model.diagnostic import TextEdit


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
