"""Nothing contains itself, and no block unfolds into more than a day could hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from exstreamtv.config.section import sections
from exstreamtv.config.station import Station
from exstreamtv.config.steps import BlockStep
from exstreamtv.model.diagnostic import Diagnostic, Span, error

CODES = {
    "E208": """Something contains itself

A block that plays itself, a collection that draws from itself or a channel that repeats itself
later has no beginning, be it directly or by way of others. The arrows show the way around.

```yaml
blocks:
  night: [{block: films}, {fill: clips}]
  films: [{play: noir}]
```
""",
    "E210": """A block unfolds into too much

Blocks in blocks multiply: ten blocks that each play the next one twice are a thousand steps. The
limits, 16 levels and 10,000 steps, are far beyond what a day of television can hold. To play
something often, use `repeat`.

```yaml
blocks: {night: [{repeat: [{play: noir}], times: 3}]}
```
""",
}

_DEEPEST = 16
_MOST = 10_000

_Edges = Mapping[str, tuple[tuple[str, Span | None], ...]]
"""For each name, the names it contains and where it says so."""


def check(station: Station) -> Iterator[Diagnostic]:
    """E208 for the first circle of each kind, E210 for each block that is too much."""
    yield from _circle(_collections(station), "collections")
    yield from _circle(_channels(station), "channels")
    blocks = _blocks(station)
    circles = list(_circle(blocks, "blocks"))
    yield from circles or _too_much(station, blocks)


def _blocks(station: Station) -> _Edges:
    return {
        name: tuple(
            (step.block, step.span("block"))
            for step in sections(steps)
            if isinstance(step, BlockStep) and step.block in station.blocks
        )
        for name, steps in station.blocks.items()
    }


def _collections(station: Station) -> _Edges:
    return {
        name: tuple(
            (other, collection.span("from", index))
            for index, other in enumerate(collection.from_)
            if other in station.collections and other not in station.sources
        )
        for name, collection in station.collections.items()
    }


def _channels(station: Station) -> _Edges:
    return {
        name: ((channel.original, channel.span("delay_of" if channel.delay_of else "mirror_of")),)
        if channel.original in station.channels
        else ()
        for name, channel in station.channels.items()
    }


def _circle(edges: _Edges, what: str) -> Iterator[Diagnostic]:
    try:
        _contained_first(edges)
    except CycleError as circle:
        around = list(reversed(circle.args[1]))
        spans = [dict(edges[name])[other] for name, other in pairwise(around)]
        way = " → ".join(f"`{name}`" for name in around)
        finding = error("E208", f"these {what} contain themselves: {way}", spans[0])
        related = tuple((span, "and here") for span in spans[1:] if span)
        yield replace(finding, related=related, hint="take one of these out")


def _contained_first(edges: _Edges) -> list[str]:
    return list(TopologicalSorter({n: [o for o, _ in e] for n, e in edges.items()}).static_order())


def _too_much(station: Station, edges: _Edges) -> Iterator[Diagnostic]:
    deep: dict[str, int] = {}
    many: dict[str, int] = {}
    for name in _contained_first(edges):
        inner = [other for other, _ in edges[name]]
        deep[name] = 1 + max((deep[other] for other in inner), default=0)
        many[name] = sum(1 for _ in sections(station.blocks[name])) + sum(many[o] for o in inner)
        if deep[name] > _DEEPEST or many[name] > _MOST:
            what = f"`{name}` unfolds into {many[name]} steps, {deep[name]} levels deep"
            yield error(
                "E210", what, station.key_span("blocks", name), hint="say how often with `repeat`"
            )
            return
