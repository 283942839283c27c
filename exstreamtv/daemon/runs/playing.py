"""A run that plays."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from exstreamtv.daemon.player.dialogue import Run
from exstreamtv.daemon.runs.filling import Filling
from exstreamtv.daemon.splicing.feed import Feed


@dataclass(frozen=True, slots=True)
class Playing:
    """A run, what it has delivered so far, and its task; None where it needs no process."""

    run: Run
    filling: Filling
    task: asyncio.Task[None] | None

    @property
    def feed(self) -> Feed:
        """What it has delivered and is still to be had."""
        return self.filling.feed
