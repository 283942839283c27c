"""Channel numbers are unique."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exstreamtv.config.station import Station
from exstreamtv.model.channel import number_key
from exstreamtv.model.diagnostic import Diagnostic, error

CODES = {
    "E209": """Two channels have the same number

A viewer chooses a channel by its number, so each number names one channel. `7.1` and `7.10`
are two numbers, `7.1` and `7.01` are one.

```yaml
channels:
  retro: {number: 7, name: Retro, schedule: {day: {at: "06:00", off_air: true}}}
  news: {number: 8, name: News, schedule: {day: {at: "06:00", off_air: true}}}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E209 for every channel whose number another one has already."""
    taken: dict[tuple[int, ...], str] = {}
    for id_, channel in station.channels.items():
        first = taken.setdefault(number_key(channel.number), id_)
        if first != id_:
            number = station.channels[first].number
            what = f"`{id_}` and `{first}` both have the number {number}"
            related = ((station.channels[first].span("number"), f"of `{first}`"),)
            twice = error("E209", what, channel.span("number"), hint="give each its own number")
            yield replace(twice, related=tuple((span, label) for span, label in related if span))
