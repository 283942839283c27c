"""Keys of a collection and of its steps that say something only together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exstreamtv.config.channel import Slot
from exstreamtv.config.rules import listed
from exstreamtv.config.station import Station
from exstreamtv.config.steps import Play, StepSection
from exstreamtv.model.diagnostic import Diagnostic, error

CODES = {
    "E335": """A step plays all parts of a story, and the collection does not keep them together

`parts: all` plays `Fog (1)` and `Fog (2)` one after the other. The collection has to say that
such parts belong together, so that they stand next to each other in its order.

```yaml
collections:
  cheers: {from: shows, where: 'show = "Cheers"', parts: together}
channels:
  one: {number: 1, name: One, schedule: {day: {at: "06:00", play: cheers, parts: all}}}
```
""",
    "E336": """A collection says how to group, and its order has no groups

`groups` and `batch` are for the order `marathon`, `group` is for `spread`, `rotate` and `marathon`.
Neither the collection nor any step asks for such an order.

```yaml
collections:
  binge: {from: shows, order: marathon, group: season, groups: shuffle}
```
""",
}

_GROUPING: Mapping[str, tuple[str, ...]] = {
    "group": ("spread", "rotate", "marathon"),
    "groups": ("marathon",),
    "batch": ("marathon",),
}
"""The orders that look at each of these keys."""


def check(station: Station) -> Iterator[Diagnostic]:
    """E335 and E336."""
    yield from _apart(station)
    yield from _ungrouped(station)


def _apart(station: Station) -> Iterator[Diagnostic]:
    for section in station.sections:
        if isinstance(section, Play | Slot) and section.parts and section.play:
            collection = station.collections.get(section.play)
            if collection and not collection.parts:
                hint = f"add `parts: together` to `{section.play}`"
                message = f"`{section.play}` does not keep the parts of a story together"
                yield error("E335", message, section.span("parts"), hint=hint)


def _ungrouped(station: Station) -> Iterator[Diagnostic]:
    asked = {each.order for each in station.sections if isinstance(each, StepSection)}
    for collection in station.collections.values():
        for key, orders in _GROUPING.items():
            used = collection.order in orders or not asked.isdisjoint(orders)
            if key in collection.model_fields_set and not used:
                message = f"`{key}` means nothing in the order `{collection.order}`"
                hint = f"it is for {listed(orders)}"
                yield error("E336", message, collection.key_span(key), hint=hint)
