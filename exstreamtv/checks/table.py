"""Every check. A new one is a module beside this and a line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from exstreamtv.checks import (
    breaks,
    clock,
    copying,
    digits,
    failing,
    filler,
    forecast,
    holdings,
    holiday_names,
    holidays,
    idle,
    images,
    languages,
    links,
    listing,
    live,
    moves,
    names,
    nesting,
    numbers,
    orders,
    overlaps,
    pods,
    queries,
    ruling,
    screens,
    shares,
    subtitles,
    templates,
    warmth,
)
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.schedule.setting import Inputs


class Check(Protocol):
    """What a module of this room offers."""

    @property
    def CODES(self) -> Mapping[str, str]:  # noqa: N802 - a constant of the module
        """Each code it emits and the page that explains it."""
        ...

    def check(self, station: Station) -> Iterator[Diagnostic]:
        """Everything of its kind that is wrong with the station."""
        ...


CHECKS: tuple[Check, ...] = (
    names,
    nesting,
    numbers,
    filler,
    queries,
    digits,
    breaks,
    images,
    holidays,
    links,
    orders,
    ruling,
    templates,
    shares,
    live,
    languages,
    failing,
    warmth,
    screens,
)


class DatedCheck(Protocol):
    """What a module of this room offers that looks at the days to come."""

    @property
    def CODES(self) -> Mapping[str, str]:  # noqa: N802 - a constant of the module
        """Each code it emits and the page that explains it."""
        ...

    def check(self, station: Station, day: date) -> Iterator[Diagnostic]:
        """Everything of its kind that is wrong from a broadcast day on."""
        ...


DATED: tuple[DatedCheck, ...] = (holiday_names, overlaps, moves)
"""Checks of the year to come. They need names that are right."""


class LockedCheck(Protocol):
    """What a module of this room offers that looks at the lock."""

    @property
    def CODES(self) -> Mapping[str, str]:  # noqa: N802 - a constant of the module
        """Each code it emits and the page that explains it."""
        ...

    def check(self, inputs: Inputs, day: date) -> Iterator[Diagnostic]:
        """Everything of its kind that is wrong with the lock on a broadcast day."""
        ...


LOCKED: tuple[LockedCheck, ...] = (clock, forecast)
"""Checks of a station with its lock."""


class MatchedCheck(Protocol):
    """What a module of this room offers that asks the collections what they hold."""

    @property
    def CODES(self) -> Mapping[str, str]:  # noqa: N802 - a constant of the module
        """Each code it emits and the page that explains it."""
        ...

    def check(self, inputs: Inputs) -> Iterator[Diagnostic]:
        """Everything of its kind that is wrong with what the lock holds."""
        ...


MATCHED: tuple[MatchedCheck, ...] = (listing, pods, holdings, idle, subtitles, copying)
"""Checks of what collections hold. They need queries without errors."""


def run(station: Station) -> list[Diagnostic]:
    """What is well-formed in the station and still wrong."""
    return [finding for check in CHECKS for finding in check.check(station)]


def run_dated(station: Station, day: date) -> list[Diagnostic]:
    """What goes wrong from broadcast day ``day`` on, in a station whose names are right."""
    return [finding for check in DATED for finding in check.check(station, day)]


def run_locked(inputs: Inputs, day: date) -> list[Diagnostic]:
    """What is wrong with the lock on broadcast day ``day``, the present one."""
    return [finding for check in LOCKED for finding in check.check(inputs, day)]


def run_matched(inputs: Inputs) -> list[Diagnostic]:
    """What asking the collections finds out; needs queries without errors and a whole lock."""
    found = queries.empty(inputs)
    return [*found, *(finding for check in MATCHED for finding in check.check(inputs))]
