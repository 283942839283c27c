"""What the rules find in what was compiled, as a command tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import typer

from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.output import note, tell
from exstreamtv.cli.station import Window
from exstreamtv.model.diagnostic import failed
from exstreamtv.model.names import counted
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.rules.verdict import Verdict, court


def heard(loaded: Loaded, timelines: Mapping[str, Timeline], span: Window) -> list[Verdict]:
    """How every rule comes out over a window."""
    judges = court(loaded.inputs)
    return judges.verdicts([judges.heard(timelines, span.start, span.stop)])


def judged(options: Options, loaded: Loaded, verdicts: Sequence[Verdict]) -> None:
    """Tell what is broken, and end the command where that is an error."""
    found = [each for verdict in verdicts for each in verdict.found]
    tell(options, found, loaded.texts)
    if verdicts:
        broken = sum(bool(verdict.found) for verdict in verdicts)
        said = f"{broken} of them broken" if broken else "all kept"
        note(options, f"{counted(len(verdicts), 'rule')}: {said}")
    if failed(found):
        raise typer.Exit(Status.INPUT)
