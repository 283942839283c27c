"""The rules of a `mix` or `random` agree with its members, whatever these hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exstreamtv.config.channel import Slot
from exstreamtv.config.station import Station
from exstreamtv.config.steps import Mix, Random
from exstreamtv.model.diagnostic import Diagnostic, error

CODES = {
    "E332": """`max_run` contradicts the members of a `mix` or `random`

With `max_run: 2` at least every third item comes from another collection. That needs a second
one, and no share of items may be more than two in three.

```yaml
schedule:
  evening: {at: "20:00", mix: {cheers: 2, wings: 1}, by: count, max_run: 2}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E332 for every `max_run` that cannot hold."""
    for section in station.sections:
        if isinstance(section, Slot | Mix | Random) and section.max_run:
            weights = getattr(section, "mix", None) or getattr(section, "random", None) or {}
            counts = getattr(section, "by", "time") == "count" and getattr(section, "mix", None)
            what = _contradiction(section.max_run, weights, bool(counts))
            if what:
                hint = "add a collection, or allow more in a row"
                yield error("E332", what, section.span("max_run"), hint=hint)


def _contradiction(most: int, weights: Mapping[str, int], counts: bool) -> str:
    """What cannot hold if at most so many in a row come from one member; empty if all can."""
    if len(weights) == 1:
        return f"`max_run: {most}` cannot hold with one collection"
    name, weight = max(weights.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    whole = sum(weights.values())
    if counts and weight > most * (whole - weight):
        share = f"`{name}` is to have {weight} of {whole} items"
        return f"{share}, and `max_run: {most}` allows {most} of {most + 1}"
    return ""
