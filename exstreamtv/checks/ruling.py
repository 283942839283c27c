"""Rules and tests whose words mean something: slots, ratings; and rules that cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exstreamtv.config.onair import RuleSection, Watershed
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.model.names import did_you_mean
from exstreamtv.rules import watershed
from exstreamtv.rules.scope import original

CODES = {
    "E213": """A rule or a test names a slot that is not there

`slots` and `exceptions` of a rule take `SLOT`, a slot of that name on any channel that the rule
holds for, or `CHANNEL.SLOT`. A test's `slot` is one of its channel.

```yaml
rules:
  ads: {advertising: 12m, of: ads, exceptions: {one.night: nobody watches}}
channels:
  one: {number: 1, name: One, filler: idents, schedule: {night: {at: "06:00", fill: films}}}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E213 for names of slots, E214 for ratings."""
    for rule in station.rules_.values():
        yield from _slots(station, rule)
        if isinstance(rule, Watershed):
            yield from watershed.fits(rule)
    for test in station.tests:
        known = _slots_of(station, [test.channel])
        for key in ("airs", "never"):
            wanted = getattr(test, key)
            if wanted and wanted.slot and wanted.slot not in known:
                hint = did_you_mean(wanted.slot, known)
                what = f"`{test.channel}` has no slot `{wanted.slot}`"
                yield error("E213", what, wanted.span("slot"), hint=hint)


def _slots(station: Station, rule: RuleSection) -> Iterator[Diagnostic]:
    known = _slots_of(station, rule.channels or station.channels)
    for key, names in (("slots", rule.slots), ("exceptions", rule.exceptions)):
        for index, name in enumerate(names):
            if name not in known:
                span = rule.span(key, index) if key == "slots" else rule.key_span(key, name)
                hint = did_you_mean(name, known)
                yield error("E213", f"no slot here is called `{name}`", span, hint=hint)


def _slots_of(station: Station, channels: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for channel in channels:
        if channel in station.channels:
            slots = _schedule(station, channel)
            found.update(slots, (f"{channel}.{slot}" for slot in slots))
    return found


def _schedule(station: Station, channel: str) -> Iterable[str]:
    return original(station, channel).schedule
