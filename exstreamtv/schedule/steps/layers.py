"""`layers`: other layers from here to the end of the block."""

from __future__ import annotations

from exstreamtv.config.steps import LayersStep
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.run import Run


def layers(run: Run, act: Act, step: LayersStep) -> None:
    """Noted for the steps that follow; `repeat` forgets it with its block."""
    run.changes = (*run.changes, step.layers)
