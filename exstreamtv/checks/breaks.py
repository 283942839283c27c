"""The `when` of every `breaks`: readable, of known words, of the right types."""

from __future__ import annotations

from collections.abc import Iterator

from exstreamtv.checks.places import inside
from exstreamtv.config.breaks import Breaks
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.schedule.breaks import WORDS
from exstreamtv.schedule.query import Fault, query_from

CODES = {
    "E340": """The `when` of breaks cannot be read

It is asked of each chapter, and written like the `where` of a collection. It knows `point` (how
far into the programme, a length), `progress` (the same in percent), `since_last` (how long after
the last break, or after the beginning), `matched` (how many breaks there are already) and
`title` (the chapter's).

```yaml
channels:
  one:
    breaks: {when: 'since_last >= 12m and progress < 90%', with: ads, length: 2m}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E340 for what cannot be read, at its place inside the expression."""
    for section in station.sections:
        if isinstance(section, Breaks) and section.when is not None:
            fault = query_from(section.when, WORDS)
            if isinstance(fault, Fault):
                span = inside(section.span("when"), section.when, fault)
                yield error("E340", fault.message, span, hint=fault.hint)
