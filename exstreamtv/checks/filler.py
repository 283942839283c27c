"""There is always something to show: filler where time may be left, a fallback that holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from exstreamtv.config.channel import ChannelConfig, Slot
from exstreamtv.config.sources import GeneratedSource
from exstreamtv.config.station import Station
from exstreamtv.config.steps import BlockStep, Pad, Repeat, Shuffle, StepSection, Wait, plays
from exstreamtv.model.diagnostic import Diagnostic, Span, error, warning

CODES = {
    "E501": """There is nothing to fill with

`pad` and `wait` show filler until a time, and neither the step nor its slot nor its channel says
what `filler` is. Without it, viewers would see the slate there every time.

```yaml
collections: {idents: {from: spots}}
channels: {one: {number: 1, name: One, filler: idents, schedule: {day: {at: "06:00", fill: films}}}}
```
""",
    "W501": """A channel has no filler

Programmes rarely end on the minute. What is left of a slot when nothing more fits shows the
channel's filler, or the slate where it has none.

```yaml
collections: {idents: {from: spots}}
channels: {one: {number: 1, name: One, filler: idents, schedule: {day: {at: "06:00", fill: films}}}}
```
""",
    "W502": """A fallback fails together with what it stands in for

The fallback is shown when a medium cannot be played. If it comes from the same folder as the
programmes, a disk that is away takes both. The card, which is the default, cannot fail; nor can
generated media.

```yaml
channels:
  one: {number: 1, name: One, fallback: card, schedule: {day: {at: "06:00", fill: films}}}
```
""",
}

_Fillable = tuple[StepSection, bool]
"""A slot or step, and whether it has filler, of its own or of what it stands in."""


def check(station: Station) -> Iterator[Diagnostic]:
    """E501 for every `pad` and `wait` without filler, else W501; W502 for a fallback."""
    for id_, channel in station.channels.items():
        if channel.original is not None:
            continue
        yield from list(_nothing_to_fill(station, channel)) or _no_filler(channel, id_)
        yield from _shared_fate(station, channel, id_)


def _nothing_to_fill(station: Station, channel: ChannelConfig) -> Iterator[Diagnostic]:
    seen: set[Span | None] = set()
    for step, filled in _unfolded(station, channel):
        key = _waits(step)
        if key and not filled and (span := step.key_span(key)) not in seen:
            seen.add(span)
            what = f"`{key}` needs filler, and there is none"
            yield error("E501", what, span, hint="give the channel `filler: COLLECTION`")


def _waits(step: StepSection) -> str:
    match step:
        case Pad() | Slot(pad=timedelta()):
            return "pad"
        case Wait():
            return "wait"
        case _:
            return ""


def _no_filler(channel: ChannelConfig, id_: str) -> Iterator[Diagnostic]:
    leaving = [s for s in channel.schedule.values() if not (s.filler or s.off_air)]
    if channel.filler is None and leaving:
        what = f"`{id_}` has no filler: what its slots leave over shows the slate"
        hint = "add `filler: COLLECTION` with something short"
        yield warning("W501", what, channel.key_span(), hint=hint)


def _shared_fate(station: Station, channel: ChannelConfig, id_: str) -> Iterator[Diagnostic]:
    fallback = _sources(station, [channel.fallback])
    played = (name for step, _ in _unfolded(station, channel) for name in plays(step))
    both = sorted(fallback & _sources(station, played))
    if both:
        what = f"the fallback of `{id_}` comes from `{both[0]}`, as its programmes do"
        hint = "use `card`, or media from elsewhere"
        finding = warning("W502", what, channel.span("fallback"), hint=hint)
        source = station.key_span("sources", both[0])
        yield replace(finding, related=((source, "when this is away, both are"),) if source else ())


def _unfolded(station: Station, channel: ChannelConfig) -> Iterator[_Fillable]:
    """Every slot and step of the channel, blocks unfolded, each block once a slot."""
    for slot in channel.schedule.values():
        filled = bool(slot.filler or channel.filler)
        yield slot, filled
        seen: set[tuple[str, bool]] = set()
        if slot.block:
            seen.add((slot.block, filled))
            yield from _steps(station, station.blocks.get(slot.block, ()), filled, seen)
        yield from _steps(station, slot.steps or (), filled, seen)


def _steps(
    station: Station, steps: Iterable[StepSection], filled: bool, seen: set[tuple[str, bool]]
) -> Iterator[_Fillable]:
    for step in steps:
        here = filled or step.filler is not None
        yield step, here
        match step:
            case Repeat(repeat=inner) | Shuffle(shuffle=inner):
                yield from _steps(station, inner, here, seen)
            case BlockStep(block=name) if (name, here) not in seen:
                seen.add((name, here))
                yield from _steps(station, station.blocks.get(name, ()), here, seen)
            case _:
                pass


def _sources(station: Station, names: Iterable[str]) -> set[str]:
    """The sources that can fail among those that these collections come from."""
    found: set[str] = set()
    left = list(names)
    seen: set[str] = set()
    while left:
        name = left.pop()
        source = station.sources.get(name)
        if source is not None and not isinstance(source, GeneratedSource):
            found.add(name)
        elif name in station.collections and name not in seen:
            left += station.collections[name].from_
        seen.add(name)
    return found
