"""Rules that cannot hold, whatever airs: arithmetic on the schedule and the locked pools."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.rules import feasibility
from exstreamtv.rules.verdict import doubts
from exstreamtv.schedule.setting import Inputs

CODES = feasibility.CODES


def check(inputs: Inputs, day: date) -> Iterator[Diagnostic]:
    """W508 for rules that ask for more than there is, W507 and W506 for what slots are."""
    yield from doubts(inputs, day)
