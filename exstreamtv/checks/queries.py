"""The `where` of collections, breaks, rules, tests: readable, of known fields and right types."""

from __future__ import annotations

from collections.abc import Iterator

from exstreamtv.checks.names import respelled
from exstreamtv.checks.places import inside
from exstreamtv.config.breaks import Breaks
from exstreamtv.config.expectation import Wanted
from exstreamtv.config.onair import About
from exstreamtv.config.station import Collection, Station
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.schedule.fields import FIELDS
from exstreamtv.schedule.query import Fault, query_from
from exstreamtv.schedule.setting import Inputs

_FIELDS = ", ".join(f"`{name}`" for name in FIELDS)

CODES = {
    "E320": """A `where` cannot be read

It is made of tests (`FIELD = VALUE`, also `!=` `<` `<=` `>` `>=`, `~` for contains, `in LOW..HIGH`,
`in (A, B)`, `has FIELD`), joined by `and`, `or`, `not` and parentheses. Texts stand in quotes.

```yaml
collections:
  noir: {from: films, where: 'genre = "Film-Noir" and year in 1940..1959'}
```
""",
    "E321": f"""A `where` asks for a field that media do not have

The fields are {_FIELDS}.

```yaml
collections:
  cheers: {{from: tv, where: 'show = "Cheers" and season >= 3'}}
```
""",
    "E322": """A `where` compares a field with something of another kind

Numbers are written bare, dates as `2026-12-24`, lengths as `90m`, texts in quotes; `<` and its like
compare numbers, dates and lengths, `~` looks into texts; `chapters` and `hdr` are asked by `has`.

```yaml
collections:
  short: {from: films, where: 'length < 90m and has chapters'}
```
""",
    "E323": """A collection is empty

Nothing in the locked sources fits what it asks for, so every slot that plays it would be
filler. Look at the spelling of names and tags, or lock the source again.

```yaml
collections:
  idents: {from: spots, where: 'tag = "ident"'}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E320, E321 and E322: what can be said of an expression without any media."""
    for section in _asking(station):
        if section.where is not None:
            fault = query_from(section.where)
            if isinstance(fault, Fault):
                span = inside(section.span("where"), section.where, fault)
                found = error(fault.code, fault.message, span, hint=fault.hint)
                word = section.where[fault.start : fault.stop]
                exact = span is not None and span.end_offset - span.offset == len(word)
                yield respelled(found, word, FIELDS) if exact and fault.code == "E321" else found


def _asking(station: Station) -> Iterator[Collection | Breaks | About | Wanted]:
    for section in station.sections:
        if isinstance(section, Collection | Breaks | About | Wanted):
            yield section


def empty(inputs: Inputs) -> Iterator[Diagnostic]:
    """E323 for every collection that holds nothing at all; needs queries without errors."""
    for name, collection in inputs.station.collections.items():
        if not inputs.library.members(name).media:
            span = collection.span("where") if collection.where else collection.key_span()
            hint = "compare its words with what the lock holds, or lock the source again"
            if collection.chapters and inputs.library.asked(name):
                hint = "none of its media has chapters to split"
            yield error("E323", f"`{name}` matches nothing", span, hint=hint)
