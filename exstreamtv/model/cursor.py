"""Where an order stands: what the lock remembers of a slot between broadcast days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cursor:
    """The state of one order at the beginning of broadcast day ``at``.

    ``name`` is ``channel/slot/collection`` (or ``channel/@shared/collection``); ``next`` names the
    medium that plays next, or is empty for the first one; ``began`` is the day the
    running cycle began, whose members are settled by it; ``used`` are media of this
    cycle that were already taken out of turn; ``basis`` is a hash of what the YAML
    says about counting; ``tally`` are whole numbers that collections taking turns keep
    (milliseconds aired, items in a row), by name, sorted; ``draws_as`` is the name under which
    its chance is drawn, if it was called otherwise once.
    """

    name: str
    at: date
    cycle: int = 0
    began: date | None = None
    next: str = ""
    used: tuple[str, ...] = ()
    basis: str = ""
    tally: tuple[tuple[str, int], ...] = ()
    draws_as: str = ""
