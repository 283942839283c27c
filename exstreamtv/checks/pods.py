"""Whether what is shown in breaks can fill them, by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from exstreamtv.config.breaks import Breaks
from exstreamtv.config.section import Section
from exstreamtv.config.station import Station
from exstreamtv.config.steps import Break
from exstreamtv.config.types import LengthRange
from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.model.media import Media
from exstreamtv.model.names import did_you_mean
from exstreamtv.model.time import ZERO, length_text
from exstreamtv.schedule.fields import folded
from exstreamtv.schedule.setting import Inputs

CODES = {
    "W320": """A pool cannot fill a break

No spot comes twice in a break, and with `separate` no two of them share an advertiser, or
whatever it names. All that the pool may show in one break is shorter than the break should be.

Let breaks be shorter, or give the pool more to choose from:

```yaml
collections:
  ads: {from: spots, where: 'tag = "ad"', separate: [advertiser]}
channels:
  one: {breaks: {at: chapters, with: ads, length: 1m..2m}}
```
""",
    "W321": """Every spot is longer than the break

`length` says how long a break may be at most, and the collection holds nothing that short: one
spot is cut, every time.

```yaml
channels:
  one: {breaks: {at: chapters, with: ads, length: 1m..2m}}
```
""",
    "W323": """Nothing in a pool says what it is to be kept apart by

`separate: [advertiser]` looks for tags such as `advertiser:acme`, and no spot of the collection has
one, so nothing is kept apart. Tags come from a source's `tags`, from folders and from NFO files.

```yaml
sources:
  acme: {type: local, path: /srv/spots/acme, kind: clip, tags: "advertiser:acme"}
collections:
  ads: {from: acme, separate: [advertiser]}
```
""",
}


class _Opening(NamedTuple):
    """Where a break of a length is asked for."""

    section: Section
    key: str
    pool: str
    length: LengthRange


def check(inputs: Inputs) -> Iterator[Diagnostic]:
    """W320 and W321 for breaks, once a pool and length; W323 for pools."""
    told: set[tuple[str, LengthRange]] = set()
    for opening in _openings(inputs.station):
        if (opening.pool, opening.length) not in told:
            told.add((opening.pool, opening.length))
            yield from _unfilled(inputs, opening)
    yield from _unmarked(inputs)


def _openings(station: Station) -> Iterator[_Opening]:
    for section in station.sections:
        if isinstance(section, Breaks):
            yield _Opening(section, "length", section.with_, section.length)
        elif isinstance(section, Break):
            yield _Opening(section, "break", section.with_, section.break_)


def _unfilled(inputs: Inputs, opening: _Opening) -> Iterator[Diagnostic]:
    section, key, pool, length = opening
    media, span = inputs.library.members(pool).media, section.span(key)
    if not media:
        return
    shortest = min(one.length for one in media)
    if shortest > length.longest:
        what = f"the shortest spot of `{pool}` is {length_text(shortest)}, the break {length}"
        yield warning("W321", what, span, hint="let breaks be longer, or use shorter spots")
        return
    keys = inputs.station.collections[pool].separate
    sums = [_most(media, (f"{folded(key)}:",)) for key in keys] or [_most(media, ())]
    most = min(sums)
    if most < length.shortest:
        by = f" of different `{keys[sums.index(most)]}`" if keys else ""
        what = f"{length} is asked of `{pool}`, whose spots{by} make {length_text(most)}"
        yield warning("W320", what, span, hint="let breaks be shorter, or add spots")


def _most(media: Sequence[Media], keys: tuple[str, ...]) -> timedelta:
    """The longest break of these: of each tag with such a beginning only the longest spot."""
    longest: dict[str, timedelta] = {}
    free = ZERO
    for one in media:
        marks = [tag for tag in map(folded, one.tags) if keys and tag.startswith(keys)]
        if not marks:
            free += one.length
        for mark in marks[:1]:
            longest[mark] = max(longest.get(mark, ZERO), one.length)
    return sum(longest.values(), free)


def _unmarked(inputs: Inputs) -> Iterator[Diagnostic]:
    for name, collection in inputs.station.collections.items():
        if not collection.separate:
            continue
        media = inputs.library.members(name).media
        known = {folded(tag).partition(":")[0] for one in media for tag in one.tags if ":" in tag}
        for place, key in enumerate(collection.separate):
            if media and folded(key) not in known:
                hint = did_you_mean(key, known) or f"tag spots as `{key}:NAME`"
                what = f"no spot of `{name}` has a tag `{key}:`"
                yield warning("W323", what, collection.span("separate", place), hint=hint)
