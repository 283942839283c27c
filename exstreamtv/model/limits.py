"""How many may watch how much."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many viewers: of the station, of a channel, from an address.

    And at most so many channels on the air, each of which must be encoded in real time while
    ``reserve``, a part of the machine, is left. ``tuners`` count connections as HDHomeRun does.
    """

    viewers: int = 500
    channels: int = 200
    per_channel: int = 500
    per_client: int = 200
    tuners: int = 4
    reserve: Fraction = Fraction(1, 5)
