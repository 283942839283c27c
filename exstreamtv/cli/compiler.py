"""What compiles: the pipeline itself, or something that remembers what it has compiled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from exstreamtv import pipeline
from exstreamtv.cli.alike import alike
from exstreamtv.model.diagnostic import Diagnostic, in_order
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.schedule.setting import Inputs


class Compiler(Protocol):
    """`pipeline.timelines`, or what gives the same."""

    def __call__(
        self, loaded: Loaded, start: datetime, stop: datetime, channels: Sequence[str] | None, /
    ) -> tuple[dict[str, Timeline], list[Diagnostic]]:
        """What airs over ``start <= t < stop`` on these channels (by id), or on all of them."""


class Remembering:
    """Compiles of a window only the channels that are not as they were the last time.

    A channel with findings is compiled again each time: they point into the files as they are.
    """

    def __init__(self) -> None:
        self._inputs: Inputs | None = None
        self._window: tuple[datetime, datetime] | None = None
        self._made: dict[str, Timeline] = {}

    def __call__(
        self, loaded: Loaded, start: datetime, stop: datetime, channels: Sequence[str] | None, /
    ) -> tuple[dict[str, Timeline], list[Diagnostic]]:
        """What airs over ``start <= t < stop`` on these channels (by id), or on all of them."""
        self._forget(loaded.inputs, (start, stop))
        every = loaded.inputs.station.channels if channels is None else channels
        timelines: dict[str, Timeline] = {}
        found: list[Diagnostic] = []
        for name in every:
            if name in self._made:
                timelines[name] = self._made[name]
                continue
            made, told = pipeline.timelines(loaded, start, stop, [name])
            timelines |= made
            found += told
            self._made |= {} if told else made
        return timelines, in_order(found)

    def _forget(self, inputs: Inputs, window: tuple[datetime, datetime]) -> None:
        """What is not true any more."""
        if self._inputs is None or window != self._window:
            self._made = {}
        elif inputs is not self._inputs:
            same = alike(self._inputs, inputs)
            self._made = {name: made for name, made in self._made.items() if name in same}
        self._inputs, self._window = inputs, window
