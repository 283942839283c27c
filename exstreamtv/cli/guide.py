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


def guide_text(
    options: Options,
    loaded: Loaded,
    lineup: Lineup,
    span: Window,
    shape: Callable[[View], str],
) -> str:
    """Every channel of ``lineup`` in this shape. What the compilation finds is told.

    Each core compiles and writes some of the channels; only the text comes back.
    """

    def written(channels: Sequence[str]) -> tuple[str, list[Diagnostic]]:
        timelines, found = pipeline.timelines(loaded, span.start, span.stop, channels)
        view = View(lineup, timelines, span.start, span.stop, columns(), paint(options))
        return shape(view), found

    parts = shared([channel.id for channel in lineup.channels], written)
    found = in_order([each for _, some in parts for each in some])
    tell(options, found, loaded.texts)
    if failed(found):
        raise typer.Exit(Status.INPUT)
    return "\n".join(text for text, _ in parts)
