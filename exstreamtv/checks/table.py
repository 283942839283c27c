"""Every check. A new one is a module beside this and a line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from exstreamtv.checks import filler, names, nesting, numbers
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic


class Check(Protocol):
    """What a module of this room offers."""

    @property
    def CODES(self) -> Mapping[str, str]:  # noqa: N802 - a constant of the module
        """Each code it emits and the page that explains it."""
        ...

    def check(self, station: Station) -> Iterator[Diagnostic]:
        """Everything of its kind that is wrong with the station."""
        ...


CHECKS: tuple[Check, ...] = (names, nesting, numbers, filler)


def run(station: Station) -> list[Diagnostic]:
    """What is well-formed in the station and still wrong."""
    return [finding for check in CHECKS for finding in check.check(station)]
