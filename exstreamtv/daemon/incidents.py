"""What went wrong on the air, and what was done about it; and what really went out."""

from __future__ import annotations

import json
import logging
from collections import deque
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from exstreamtv.daemon.clock import Step
from exstreamtv.model.names import clean
from exstreamtv.model.time import instant_text

MOST = 500

ONCE_IN = timedelta(minutes=1)
"""How often the same incident is told of, at most."""

RECENT = 200
"""Among how many it is looked for."""

log = logging.getLogger(__name__)
as_run = logging.getLogger("exstreamtv.as_run")
"""One line of JSON for each item that goes on the air; `serve` gives it a file."""
as_run.propagate = False
as_run.addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Incident:
    """``what`` went wrong on which channel (by id), and the ``remedy``."""

    at: datetime
    channel: str
    what: str
    remedy: str

    def as_json(self) -> dict[str, str]:
        """For the API and the log."""
        return {**asdict(self), "at": instant_text(self.at)}


def _again(incident: Incident, before: Incident) -> bool:
    alike = (incident.channel, incident.what) == (before.channel, before.what)
    return alike and timedelta(0) <= incident.at - before.at < ONCE_IN


class Incidents:
    """The last incidents, the newest first."""

    def __init__(self) -> None:
        self._last: deque[Incident] = deque(maxlen=MOST)

    def report(self, incident: Incident) -> None:
        """Keep it, and tell the log. What a tool said becomes one clean line.

        What goes wrong again and again in the same way is told once a minute.
        """
        incident = replace(incident, what=clean(incident.what))
        if any(_again(incident, each) for each in islice(self._last, RECENT)):
            return
        self._last.appendleft(incident)
        log.warning("%s: %s; %s", incident.channel, incident.what, incident.remedy)

    def clock_was_set(self, step: Step) -> None:
        """Somebody has set the machine's clock."""
        self.report(Incident(step.at, "station", step.what, step.remedy))

    def last(self, count: int) -> list[Incident]:
        """The newest so many."""
        return list(self._last)[:count]


def shown_again(at: datetime, channel: str, media: str, position_ms: int) -> None:
    """The same for somebody who sees it later, which is nothing that went out."""
    log.info("%s: `%s` from %.2f s, again", channel, media, position_ms / 1000)


def went_out(at: datetime, channel: str, media: str, position_ms: int) -> None:
    """An item's first picture was written."""
    log.info("%s: `%s` from %.2f s", channel, media, position_ms / 1000)
    entry = {"at": instant_text(at), "channel": channel, "media": media, "position_ms": position_ms}
    as_run.info("%s", json.dumps(entry, ensure_ascii=False))
