"""Live sources are relayed, and a relay ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from exstreamtv.config.channel import Slot
from exstreamtv.config.section import Section
from exstreamtv.config.sources import LiveSource
from exstreamtv.config.station import Station
from exstreamtv.config.steps import Live, Repeat, Shuffle, Step
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.model.names import did_you_mean

CODES = {
    "E356": """A relay has no end, and something comes after it

What is live has no length: without `for` or `until` a relay runs to the end of its slot, and the
steps after it never air.

```yaml
sources: {news: {type: live, url: "https://example.org/live.m3u8"}}
blocks:
  morning:
    - {live: news, for: 30m}
    - {fill: films}
```
""",
    "E341": """A relay without an end stands where steps come round

What is live has no length: without `for` or `until` a relay takes all that is left of the slot. In
a `repeat` or a slot with `loop: true` nothing would come round after it, and in a `shuffle` what
is drawn after it would not air.

```yaml
sources: {news: {type: live, url: "https://example.org/live.m3u8"}}
blocks:
  morning:
    - repeat: [{play: films}, {live: news, for: 15m}]
```
""",
    "E357": """A live source is not declared

`live` relays a source of `type: live`. Media of other sources are played from a collection.

```yaml
sources: {news: {type: live, url: "https://example.org/live.m3u8"}}
channels: {one: {number: 1, name: One, schedule: {day: {at: "06:00", live: news}}}}
```
""",
    "E358": """A collection is taken from a live source

A collection holds media of known lengths. What is live has none, so it can be neither played in
an order nor made to fit; a `live` step relays it for as long as is said.

```yaml
sources: {news: {type: live, url: "https://example.org/live.m3u8"}}
blocks: {morning: [{live: news, until: "09:00", alternate: films}]}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E357 for relays of what is not live, E358 for collections of it; E356, E341 for endless."""
    live = {name for name, one in station.sources.items() if isinstance(one, LiveSource)}
    for section in station.sections:
        if isinstance(section, Live | Slot) and section.live and section.live not in live:
            yield _unknown(station, section, section.live, live)
    for collection in station.collections.values():
        for index, name in enumerate(collection.from_):
            if name in live:
                what = f"`{name}` is live, and has nothing to choose from"
                hint = f"relay it: `live: {name}`"
                yield error("E358", what, collection.span("from", index), hint=hint)
    for steps in _sequences(station):
        yield from _endless(steps)
    coming = [each for section in station.sections for each in _coming_round(station, section)]
    yield from dict.fromkeys(coming)


def _unknown(station: Station, section: Section, name: str, live: set[str]) -> Diagnostic:
    hint = did_you_mean(name, live)
    if name in station.sources or name in station.collections:
        hint = f"`{name}` is not live; play it from a collection"
    return error("E357", f"no live source is called `{name}`", section.span("live"), hint=hint)


def _sequences(station: Station) -> Iterator[tuple[Step, ...]]:
    yield from station.blocks.values()
    for section in station.sections:
        match section:
            case Slot(steps=steps) if steps:
                yield steps
            case Repeat(repeat=steps):
                yield steps
            case _:
                pass


def _coming_round(station: Station, section: Section) -> Iterator[Diagnostic]:
    """E341 for what ends a round of steps, if that is a relay; in a `shuffle` any step may."""
    match section:
        case Repeat(repeat=steps, times=times) if times != 1:
            last = steps[-1:]
        case Slot(loop=True, steps=steps, block=block):
            last = (steps or station.blocks.get(block or "", ()))[-1:]
        case Shuffle(shuffle=steps) if len(steps) > 1:
            last = steps
        case _:
            last = ()
    for step in last:
        if isinstance(step, Live) and _lasts(step):
            what = f"`{step.live}` is relayed to the end of the slot, and nothing comes round"
            yield error("E341", what, step.span("live"), hint="say `for` or `until`")


def _lasts(relay: Live) -> bool:
    """Does it go on until the slot ends?"""
    return relay.for_ is None and relay.until is None


def _endless(steps: tuple[Step, ...]) -> Iterator[Diagnostic]:
    for step, _ in pairwise(steps):
        if isinstance(step, Live) and _lasts(step):
            what = f"`{step.live}` is relayed to the end of the slot, and steps come after it"
            hint = "say `for` or `until`, or let it be the last step"
            yield error("E356", what, step.span("live"), hint=hint)
