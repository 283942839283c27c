"""Small stations of shows and films for tests of steps and series."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.model.media import Media
from exstreamtv.schedule.compile import compiled
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips, episodes, films
from tests.kit.compiling import MONDAY, inputs, on_air, said
from tests.kit.station import station

SHOWN: tuple[Media, ...] = (
    *episodes("cheers", 200, "22m"),
    *episodes("wings", 200, "46m"),
    *episodes("news", 40, "10m"),
    *films(30, "97m"),
    *clips("ad", ["30s", "45s", "15s", "20s", "1m", "10s"]),
)

COLLECTIONS: dict[str, Any] = {
    "cheers": {"from": "tv", "where": "show = cheers"},
    "wings": {"from": "tv", "where": "show = wings"},
    "news": {"from": "tv", "where": "show = news"},
    "films": {"from": "tv", "where": "kind = movie", "order": "shuffle"},
    "ads": {"from": "tv", "where": "tag = ad"},
    "nothing": {"from": "tv", "where": "show = nothing"},
}


def given(schedule: dict[str, Any], *media: Media, day: date = MONDAY, **said: Any) -> Inputs:
    """A station with the channel ``one``, all of whose cursors begin on ``day``."""
    said.setdefault("collections", COLLECTIONS)
    made = station(schedule, channel=said.pop("channel", {"filler": "ads"}), **said)
    return inputs(made, catalogue(*(media or SHOWN)), day)


def shown(schedule: dict[str, Any], *media: Media, days: int = 1, **said_: Any) -> list[str]:
    """The programmes of the first days: ``20:00 cheers/S01E01``."""
    it = given(schedule, *media, **said_)
    return said(it, on_air(it, MONDAY, days))


def shares(of: Inputs, days: int, first: date = MONDAY) -> Counter[str]:
    """Minutes on the air by collection, of programmes."""
    found: Counter[str] = Counter()
    for item in on_air(of, first, days).items:
        if item.kind == "programme":
            found[item.why.collection] += item.length // timedelta(minutes=1)
    return found


def found(of: Inputs, days: int = 7) -> list[Diagnostic]:
    """What compiling the first days finds."""
    begin = of.calendar.begin(MONDAY)
    return list(compiled(of, "one", begin, begin + timedelta(days=days)).found)
