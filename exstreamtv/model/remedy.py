"""What is done about an item that cannot be played."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from exstreamtv.model.time import instant_text


class Remedy(StrEnum):
    """One word of `on_failure`: what is done about the first, second, ... failure in a row."""

    RETRY = "retry"
    SOFTWARE = "software"
    ALTERNATE = "alternate"
    SKIP = "skip"
    SLATE = "slate"


class Fault(StrEnum):
    """How a run fails: its process broke, its medium cannot even be tried, it is too slow."""

    BROKEN = "broken"
    GONE = "gone"
    SLOW = "slow"


USUAL = (Remedy.RETRY, Remedy.SOFTWARE, Remedy.RETRY, Remedy.RETRY, Remedy.ALTERNATE)
"""For what has a length: what is broken is seldom mended by waiting."""

USUAL_RELAYED = (Remedy.ALTERNATE,)
"""For a live source with an alternate: what is down stays down for a while."""

LAST = frozenset({Remedy.SKIP, Remedy.SLATE})
"""After these the item is not tried any more."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a medium may fail, and for how long it is not tried any more then."""

    failures: int = 3
    lasting: timedelta = timedelta(days=1)


PATIENT = Patience()
"""What a station has that says nothing of it."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A medium by its name, its file's mark, and how often that has failed.

    ``until`` is when it may be tried again; None while it is not in quarantine.
    """

    media: str
    mark: str
    failures: int
    why: str
    vouched: bool = False
    until: datetime | None = None

    def as_json(self) -> dict[str, str | int]:
        """For the API."""
        until = instant_text(self.until) if self.until else ""
        return {"media": self.media, "failures": self.failures, "why": self.why, "until": until}
