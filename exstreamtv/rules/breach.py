"""What a rule finds on the air, and how it is told: once a rule and slot, with the first time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Breach(NamedTuple):
    """One time that a rule does not hold: where it begins, and the fact in a sentence."""

    channel: str
    slot: str
    start: datetime
    what: str


class Doubt(NamedTuple):
    """Why a rule cannot hold in a slot, which needs no timeline to be known."""

    channel: str
    slot: str
    what: str
    hint: str


class Case(NamedTuple):
    """All breaches of one rule in one slot: the first of them, and how many there are."""

    first: Breach
    times: int


Cases = dict[tuple[str, str], Case]
"""By channel and slot."""


def cases(breaches: Iterable[Breach]) -> Cases:
    """Breaches by where they are."""
    found: Cases = {}
    for breach in breaches:
        key = breach.channel, breach.slot
        known = found.get(key)
        if known is None:
            found[key] = Case(breach, 1)
        else:
            found[key] = Case(min(known.first, breach, key=_order), known.times + 1)
    return found


def joined(parts: Iterable[Cases]) -> Cases:
    """Those of several parts as one."""
    found: Cases = {}
    for part in parts:
        for key, case in part.items():
            known = found.get(key)
            first = min(known.first, case.first, key=_order) if known else case.first
            found[key] = Case(first, case.times + (known.times if known else 0))
    return found


def _order(breach: Breach) -> tuple[datetime, str]:
    return breach.start, breach.what
