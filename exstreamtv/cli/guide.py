"""The guide of a window as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import typer

from exstreamtv import pipeline
from exstreamtv.cli.cores import shared
from exstreamtv.cli.options import Options, Status
from exstreamtv.cli.output import columns, paint, tell
from exstreamtv.cli.station import Window
from exstreamtv.emit.view import View
from exstreamtv.model.channel import Lineup
from exstreamtv.model.diagnostic import Diagnostic, failed, in_order
from exstreamtv.pipeline import Loaded
from exstreamtv.rules.verdict import Heard, Verdict, court


def guide_text(
    options: Options,
    loaded: Loaded,
    lineup: Lineup,
    span: Window,
    shape: Callable[[View], str],
) -> tuple[str, list[Verdict]]:
    """Every channel of ``lineup`` in this shape, and what it has to say to the rules.

    What the compilation finds is told. Each core compiles and writes some of the channels; only
    the text comes back, and what the rules need.
    """
    judges = court(loaded.inputs)

    def written(channels: Sequence[str]) -> tuple[str, list[Diagnostic], Heard]:
        timelines, found = pipeline.timelines(loaded, span.start, span.stop, channels)
        view = View(lineup, timelines, span.start, span.stop, columns(), paint(options))
        return shape(view), found, judges.heard(timelines, span.start, span.stop)

    parts = shared([channel.id for channel in lineup.channels], written)
    found = in_order([each for _, some, _ in parts for each in some])
    tell(options, found, loaded.texts)
    if failed(found):
        raise typer.Exit(Status.INPUT)
    text = "\n".join(text for text, _, _ in parts)
    return text, judges.verdicts(heard for _, _, heard in parts)
