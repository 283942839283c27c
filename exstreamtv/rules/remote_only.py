"""A slot depends on servers alone

When the server or the network is away, a slot whose programmes, filler and fallback all come from
it shows the card. Give it filler or a fallback that is at hand: a folder, or generated media.
Looked at by `check`, without compiling; a warning, if nothing else is said.

```yaml
rules:
  at-hand: {remote_only: refuse}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from exstreamtv.config.channel import ChannelConfig
from exstreamtv.config.onair import RemoteOnly
from exstreamtv.config.section import sections
from exstreamtv.config.sources import GeneratedSource, LocalSource
from exstreamtv.config.station import Station
from exstreamtv.rules.breach import Doubt
from exstreamtv.rules.scope import Scope

CODES = {"W507": __doc__}


def ahead(rule: RemoteOnly, scope: Scope, day: date) -> Iterator[Doubt]:
    """Every slot that nothing at hand could fill."""
    station = scope.inputs.station
    for name in scope.channels:
        channel = station.channels[name]
        for slot in channel.schedule:
            remote = _remote(station, _collections(station, channel, slot))
            if remote and scope.holds(name, slot):
                away = f"{_listed(remote)} {'is' if len(remote) == 1 else 'are'} away"
                what = f"`{slot}` of `{name}` has nothing but the card when {away}"
                hint = "give it filler, or its channel a `fallback`, that is at hand"
                yield Doubt(name, slot, what, hint)


def _collections(station: Station, channel: ChannelConfig, slot: str) -> set[str]:
    """The collections that a slot plays from, or that stand in for them."""
    config = channel.schedule[slot]
    found: set[str] = set()
    left: list[object] = [config]
    blocks: set[str] = set()
    while left:
        for section in sections(left.pop()):
            for key in ("play", "fill", "filler", "mix", "random", "rotate"):
                found.update(_names(getattr(section, key, None)))
            block = getattr(section, "block", None)
            if isinstance(block, str) and block not in blocks:
                blocks.add(block)
                left.append(station.blocks.get(block, ()))
    found.update(_names(config.filler or channel.filler), _names(channel.fallback))
    return found & station.collections.keys()


def _names(value: object) -> Iterable[str]:
    match value:
        case str():
            return (value,)
        case dict() | list() | tuple():
            return [name for name in value if isinstance(name, str)]
        case _:
            return ()


def _remote(station: Station, names: Iterable[str]) -> list[str]:
    """The sources of these collections, if every one of them is a server."""
    sources: set[str] = set()
    left = list(names)
    seen: set[str] = set()
    while left:
        name = left.pop()
        if name in station.collections and name not in seen:
            seen.add(name)
            for origin in station.collections[name].from_:
                if origin == name or origin not in station.collections:
                    sources.add(origin)
                else:
                    left.append(origin)
    at_hand = (LocalSource, GeneratedSource)
    remote = sorted(name for name in sources if not isinstance(station.sources[name], at_hand))
    return remote if len(remote) == len(sources) else []


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)
