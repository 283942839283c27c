"""How many may watch how much, and what is kept ready for them."""

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


@dataclass(frozen=True, slots=True)
class Warm:
    """What is on the air though nobody watches.

    Channels by id, so many that were watched longest, so many on both sides of a watched one.
    """

    channels: tuple[str, ...] = ()
    top: int = 0
    neighbours: int = 0
