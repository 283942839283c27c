"""A run that plays."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from exstreamtv.daemon.dialogue import Run
from exstreamtv.daemon.feed import Feed
from exstreamtv.daemon.filling import Filling


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
