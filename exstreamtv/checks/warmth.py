"""Warm channels can be kept so, and do not air for nobody."""

from __future__ import annotations

from collections.abc import Iterator

from exstreamtv.config.crowd import WarmConfig
from exstreamtv.config.lineup import inherited
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, error, warning
from exstreamtv.syntax.tree import Steps

CODES = {
    "E621": """A channel that waits for its viewers cannot be warm

With `progress: watched` a channel airs only while somebody watches. Kept warm it would air for
nobody, and whoever comes would have missed it. Take it out of `warm`, or let it go by the clock.

```yaml
station: {warm: [news]}
channels: {news: {number: 1, name: News, schedule: {day: {at: "06:00", fill: news}}}}
```
""",
    "W621": """More channels are warm than may be on the air

`limits` says how many channels may be on the air at once. Those that are warm take these places
before anybody watches, and lose them to whoever does. Raise `channels`, or keep fewer warm.

```yaml
station: {warm: [news, films], limits: {channels: 8}}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E621 for each warm channel that waits; W621 if the others are too many."""
    settings = station.station
    for at, id_ in _warm(station):
        if id_ in station.channels and inherited(station, id_).progress == "watched":
            what = f"`{id_}` airs only while somebody watches"
            hint = "take it out of `warm`, or leave out `progress: watched`"
            yield error("E621", what, settings.span(*at), hint=hint)
    most, least = settings.limits.channels, _least(station)
    if least > most:
        what = f"{least} channels are warm, and {most} may be on the air"
        yield warning("W621", what, settings.span("warm"), hint=f"raise `channels` to {least}")


def _warm(station: Station) -> Iterator[tuple[Steps, str]]:
    """The channels that are named, and where."""
    match station.station.warm:
        case None:
            return
        case WarmConfig(channels=names):
            yield from ((("warm", "channels", n), name) for n, name in enumerate(names))
        case names:
            yield from ((("warm", n), name) for n, name in enumerate(names))


def _least(station: Station) -> int:
    """How many channels are warm at least, whoever watches."""
    warm = station.station.warm
    named = len({name for _, name in _warm(station)})
    top = (warm.top or 0) if isinstance(warm, WarmConfig) else 0
    return min(max(named, top), len(station.channels))
