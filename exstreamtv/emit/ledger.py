"""Where channels stand that wait for their viewers, as text, and as the guide shows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from exstreamtv.model.failure import StateError
from exstreamtv.model.progress import Progress
from exstreamtv.model.time import MICROSECOND, clock_text, instant_from, instant_text
from exstreamtv.model.timeline import Programme, Timeline

VERSION = 1


def dump(progress: Mapping[str, Progress], now: datetime) -> str:
    """A line a channel: how much later than planned all airs, and since when it stands."""
    channels = {
        id_: {
            "behind_us": each.behind // MICROSECOND,
            "waits_since": each.since and instant_text(each.since),
        }
        for id_, each in sorted(progress.items())
    }
    document = {"version": VERSION, "at": instant_text(now), "channels": channels}
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def load(text: str) -> tuple[dict[str, Progress], datetime]:
    """What `dump` wrote, and when; StateError if that is not it."""
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            raise StateError(f"a ledger of version {document['version']} cannot be read here")
        channels = document["channels"].items()
        progress = {
            id_: _progress(each["behind_us"], each["waits_since"]) for id_, each in channels
        }
        return progress, instant_from(document["at"])
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise StateError(f"this is no ledger: {error}") from error


def _progress(behind_us: int, since: str | None) -> Progress:
    return Progress(behind_us * MICROSECOND, instant_from(since) if since else None)


def as_it_airs(planned: Timeline, progress: Progress, now: datetime) -> Timeline:
    """The guide of a channel that waits for its viewers, without items.

    While it stands, the programme at which it was left lasts as long as it stands, says so, and
    all that follows is as if somebody came at ``now``. Without a gap, as any guide.
    """
    aired = planned.later(progress.behind).programmes
    since, lag = progress.since, progress.lag(now) - progress.behind
    if since is None or lag <= timedelta(0):
        return Timeline(planned.channel, (), aired)
    return Timeline(planned.channel, (), [_standing(each, since, lag) for each in aired])


def _standing(entry: Programme, since: datetime, lag: timedelta) -> Programme:
    if entry.stop <= since:
        return entry
    if entry.start > since:
        return replace(entry, start=entry.start + lag, stop=entry.stop + lag)
    told = f"Waits for you at {clock_text(since - entry.start)}. {entry.description}".rstrip()
    return replace(entry, stop=entry.stop + lag, description=told)
