"""A plan that was kept as JSON: what is to be applied, and whether it still may be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from exstreamtv.emit.changes import VERSION
from exstreamtv.emit.view import View
from exstreamtv.model.diagnostic import Diagnostic, Severity, error
from exstreamtv.model.revision import Applied

CODES = {
    "E407": """The station is not the one that was planned

`apply PLAN` applies exactly what its plan shows, and since that was written somebody has changed a
file of the station, or its lock. Nothing was applied.

Look at what would happen now, and apply that: `exstreamtv plan --out plan.json`, then
`exstreamtv apply plan.json`. What was planned is still to be had where it is in git.
""",
    "E408": """What is on the air is not what the plan is a difference to

Since the plan was written somebody has applied something else, so other airings would change than
the plan shows. Nothing was applied.

Look at what would happen now, and apply that: `exstreamtv plan --out plan.json`, then
`exstreamtv apply plan.json`.
""",
    "E409": """This is no plan that can be applied

What `apply` takes is the JSON that `exstreamtv plan --against daemon --out plan.json` writes. A
plan that was compared with a commit, or with nothing, does not say what it would change on the
air.
""",
}

AGAIN = "plan again: `exstreamtv plan --out {}`"


@dataclass(frozen=True, slots=True)
class Saved:
    """The revision that was planned, and the one on the air that it is a difference to."""

    file: Path
    revision: str
    base: str


def saved(file: Path, text: str) -> Saved | Diagnostic:
    """The plan in the file, or why that text is none."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return _unfit(file, "is not JSON")
    if not isinstance(held, dict) or held.get("version") != VERSION:
        return _unfit(file, "is no plan of this version")
    revision, base = held.get("revision"), held.get("base")
    if not (isinstance(revision, str) and isinstance(base, str) and revision):
        return _unfit(file, "does not say what it is a plan of")
    if not base:
        return _unfit(file, "was not compared with the daemon")
    return Saved(file, revision, base)


def doubt(plan: Saved, revision: str, history: Sequence[Applied], page: View) -> Diagnostic | None:
    """Why the plan may not be applied any more, if that is so.

    ``revision`` is what the station's files are by now, ``history`` what was applied, the newest
    first.
    """
    again = AGAIN.format(plan.file)
    if revision != plan.revision:
        message = f"the station is `{revision}` by now, and `{plan.revision}` was planned"
        return error("E407", message, hint=again)
    if history[0].revision != plan.base:
        message = f"`{plan.base}`, with which the plan was compared, is not in force any more"
        note = since(plan.base, history, page)
        return Diagnostic(Severity.ERROR, "E408", message, hint=again, note=note)
    return None


def since(base: str, history: Sequence[Applied], page: View) -> str:
    """What was applied after ``base``, in a line, the oldest first."""
    later = [*takewhile(lambda applied: applied.revision != base, history)]
    told = (f"`{each.revision}` {page.moment(each.at)}" for each in reversed(later))
    return f"applied meanwhile: {', '.join(told)}"


def _unfit(file: Path, why: str) -> Diagnostic:
    hint = "write one: `exstreamtv plan --against daemon --out plan.json`"
    return error("E409", f"`{file}` {why}", hint=hint)
