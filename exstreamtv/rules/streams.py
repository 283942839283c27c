"""Too many channels play from one source at once

A server sends only so many streams at the same time. Each source that is not drawn is counted by
itself, those named in `sources` together; channels that copy another one count, too.

```yaml
rules:
  server: {streams: 3, sources: tv}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from exstreamtv.config.onair import Streams
from exstreamtv.config.sources import GeneratedSource
from exstreamtv.model.names import counted
from exstreamtv.rules.air import Air
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope

CODES = {"E513": __doc__}


class Seen(NamedTuple):
    """A stretch in which a channel plays from a source, or from one of several."""

    start: datetime
    stop: datetime
    source: str
    channel: str
    slot: str


def seen(rule: Streams, scope: Scope, air: Air) -> Iterator[Seen]:
    """The stretches of one channel."""
    labels, channel = _labels(rule, scope), air.channel
    running, begun, slot = "", air.start, ""
    for item in air.items:
        source = labels.get(item.media.source, "") if item.media else ""
        if source and not scope.holds(channel, item.why.slot):
            source = ""
        if source != running:
            if running:
                yield Seen(begun, item.start, running, channel, slot)
            running, begun, slot = source, item.start, item.why.slot
    if running:
        yield Seen(begun, air.items[-1].stop, running, channel, slot)


def between(rule: Streams, scope: Scope, found: Iterable[Seen]) -> Iterator[Breach]:
    """Each time that another stream begins where as many as may be are open."""
    running: dict[str, list[Seen]] = {}
    for one in sorted(found):
        others = [other for other in running.get(one.source, ()) if other.stop > one.start]
        running[one.source] = [*others, one]
        if len(others) >= rule.streams:
            channels = counted(len(others) + 1, "channel")
            what = f"{channels} play from `{one.source}` at once, and {rule.streams} may"
            yield Breach(one.channel, one.slot, one.start, what)


def _labels(rule: Streams, scope: Scope) -> dict[str, str]:
    """What to call each source that counts."""
    if rule.sources:
        return dict.fromkeys(rule.sources, "`, `".join(rule.sources))
    sources = scope.inputs.station.sources
    return {name: name for name in sources if not isinstance(sources[name], GeneratedSource)}
