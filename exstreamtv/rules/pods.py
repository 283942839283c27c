"""A spot airs twice in one break

A run of interstitials without anything else between is a pod. Nothing airs twice in one, and with
`longest` none is longer than that.

```yaml
rules:
  breaks: {pods: unique, longest: 4m}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from exstreamtv.config.onair import Pods
from exstreamtv.model.time import length_text
from exstreamtv.rules.air import Air, called
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.scope import Scope

CODES = {"E515": __doc__}


def breaches(rule: Pods, scope: Scope, air: Air) -> Iterator[Breach]:
    """Every repeat within a pod, and every pod that is too long."""
    for pod in air.pods:
        first = pod[0]
        if not scope.holds(air.channel, first.why.slot):
            continue
        length = pod[-1].stop - first.start
        if rule.longest and length > rule.longest:
            what = f"a break lasts {length_text(length)}, and {length_text(rule.longest)} may be"
            yield Breach(air.channel, first.why.slot, first.start, what)
        names: set[str] = set()
        for item in pod:
            if item.media and item.media.name in names:
                what = f"`{called(item.media)}` airs twice in one break"
                yield Breach(air.channel, item.why.slot, item.start, what)
            if item.media:
                names.add(item.media.name)
