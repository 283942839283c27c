"""Where inside an expression, as the author wrote it, a fault is."""

from __future__ import annotations

from exstreamtv.model.diagnostic import Span
from exstreamtv.schedule.query import Fault


def inside(whole: Span | None, text: str, fault: Fault) -> Span | None:
    """The place of ``fault`` in ``text`` if that is written as it is; else all of ``whole``."""
    if whole is None or whole.line != whole.end_line:
        return whole
    quotes = whole.end_offset - whole.offset - len(text)
    if quotes not in (0, 2):
        return whole
    lead, length = quotes // 2 + fault.start, max(fault.stop - fault.start, 1)
    start, column = whole.offset + lead, whole.column + lead
    return whole._replace(
        column=column,
        end_column=column + length,
        offset=start,
        end_offset=start + length,
    )
