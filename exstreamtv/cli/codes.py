"""Every code and its page, from the modules that emit them. A new such module is a line here."""

from __future__ import annotations

from collections.abc import Mapping

from exstreamtv.checks.table import CHECKS, DATED, LOCKED, MATCHED
from exstreamtv.cli import saved
from exstreamtv.config import codes as shape
from exstreamtv.config import layers
from exstreamtv.rules import expect
from exstreamtv.rules import table as rules
from exstreamtv.schedule import airing, anchor, fold, guide, run, series
from exstreamtv.schedule.steps import rerun, turns, wait
from exstreamtv.sources import local, lock
from exstreamtv.syntax import codes as text

_PAGES: tuple[Mapping[str, str], ...] = (
    text.CODES,
    shape.CODES,
    layers.CODES,
    *(check.CODES for check in CHECKS),
    *(check.CODES for check in DATED),
    *(check.CODES for check in LOCKED),
    *(check.CODES for check in MATCHED),
    rules.PAGES,
    expect.CODES,
    fold.CODES,
    airing.CODES,
    guide.CODES,
    run.CODES,
    wait.CODES,
    rerun.CODES,
    turns.CODES,
    series.CODES,
    anchor.CODES,
    lock.CODES,
    local.CODES,
    saved.CODES,
)

PAGES: Mapping[str, str] = {code: page for pages in _PAGES for code, page in pages.items()}
"""Markdown by code; the first line is the title."""
