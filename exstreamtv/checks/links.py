"""A slot that shows another one again: there is such a slot, and nothing waits for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from exstreamtv.config.section import sections
from exstreamtv.config.station import Station
from exstreamtv.config.steps import StepSection
from exstreamtv.model.diagnostic import Diagnostic, Span, error
from exstreamtv.model.names import did_you_mean

CODES = {
    "E303": """There is no such slot to show again

`rerun_of` and `premiered_by` take the id of a slot of the same channel, or `CHANNEL.SLOT` for
one of another channel. A channel that repeats another (`delay_of`, `mirror_of`) has no slots.

```yaml
schedule:
  prime: {at: "20:00", play: cheers}
  encore: {at: "23:00", rerun_of: prime}
```
""",
    "E304": """Slots show each other again

A rerun needs its original first. Slots that are reruns of each other, or that know of each
other's premieres, have no beginning; nor have channels that take from each other, since a whole
day of one is compiled before the other's.

```yaml
schedule:
  prime: {at: "20:00", play: cheers}
  encore: {at: "23:00", rerun_of: prime}
  morning: {at: "10:00", rerun_of: encore}
```
""",
    "E305": """A rerun cannot follow a slot of another channel

`delay` counts from the start of a slot of the same channel. Give the rerun a time of its own:

```yaml
schedule:
  encore: {at: "23:00", rerun_of: other.prime}
```
""",
}


@dataclass(frozen=True, slots=True)
class _Link:
    """A place that names a slot: who names it, with which key, and what it names."""

    channel: str
    slot: str
    section: StepSection
    key: str

    @property
    def said(self) -> str:
        """The slot's name as the author wrote it."""
        return str(getattr(self.section, self.key))

    @property
    def target(self) -> tuple[str, str]:
        """The channel and the slot that are meant."""
        channel, dot, slot = self.said.rpartition(".")
        return (channel if dot else self.channel), slot

    @property
    def span(self) -> Span | None:
        """Where it stands."""
        return self.section.span(self.key)


def check(station: Station) -> Iterator[Diagnostic]:
    """E303 and E305 for each link that leads nowhere, else E304 for the first circle."""
    links = list(_links(station))
    found = [finding for link in links for finding in _nowhere(station, link)]
    yield from found or _circles(links)


def _links(station: Station) -> Iterator[_Link]:
    for id_, channel in station.channels.items():
        for name, slot in channel.schedule.items():
            seen: set[str] = set()
            for section in _unfolded(station, [slot], seen):
                for key in ("rerun_of", "premiered_by"):
                    if getattr(section, key, None):
                        yield _Link(id_, name, section, key)


def _unfolded(station: Station, within: Iterable[object], seen: set[str]) -> Iterator[StepSection]:
    """Every step in these sections, with those of the blocks that they play."""
    for section in (inner for each in within for inner in sections(each)):
        if isinstance(section, StepSection):
            yield section
        block = getattr(section, "block", None)
        if block in station.blocks and block not in seen:
            seen.add(block)
            yield from _unfolded(station, [station.blocks[block]], seen)


def _nowhere(station: Station, link: _Link) -> Iterator[Diagnostic]:
    channel, slot = link.target
    if channel not in station.channels:
        hint = did_you_mean(channel, station.channels)
        yield error("E303", f"no channel is called `{channel}`", link.span, hint=hint)
    elif slot not in (known := station.channels[channel].schedule):
        hint = did_you_mean(slot, known)
        yield error("E303", f"no slot of `{channel}` is called `{slot}`", link.span, hint=hint)
    elif getattr(link.section, "delay", None) and channel != link.channel:
        what = f"`delay` counts from a slot of this channel, and `{link.said}` is of another"
        yield error("E305", what, link.section.span("delay"), hint='say `at: "23:00"` instead')


def _circles(links: list[_Link]) -> Iterator[Diagnostic]:
    slots = _circle([((link.channel, link.slot), link.target, link) for link in links])
    foreign = [link for link in links if link.target[0] != link.channel]
    yield from slots or _circle([(link.channel, link.target[0], link) for link in foreign])


def _circle(edges: list[tuple[object, object, _Link]]) -> list[Diagnostic]:
    graph = TopologicalSorter[object]()
    for one, other, _ in edges:
        graph.add(one, other)
    try:
        graph.prepare()
    except CycleError as circle:
        around = circle.args[1]
        link = next(link for one, other, link in edges if one in around and other in around)
        what = f"`{link.slot}` shows `{link.said}` again, which leads back to itself"
        return [error("E304", what, link.span, hint="let one of them play a collection")]
    return []
