"""What `items` and `exclude` list: each name calls one medium of the lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exstreamtv.config.station import Collection
from exstreamtv.model.diagnostic import Diagnostic, error, warning
from exstreamtv.model.media import Media
from exstreamtv.model.names import did_you_mean
from exstreamtv.schedule.naming import Named, exact_name, near, together
from exstreamtv.schedule.setting import Inputs

CODES = {
    "E211": """A list names something that its sources do not have

`items` calls media by title, by `Title (1947)`, by `Show S02E01`, by key (for files the path below
the source's folder) or by `source:key`. None of the media that the collection draws from has
this name, so the list would be shorter than it is written.

```yaml
collections:
  picked: {from: films, items: ["Gilda", "Laura (1944)"], order: custom}
```
""",
    "E212": """A list names several media at once

Two or more of the media that the collection draws from have this title, and a list cannot tell
which of them is meant. Say it more exactly: `Title (1947)`, `Show S02E01`, or the key.

```yaml
collections:
  heat: {from: films, items: ["Heat (1995)"]}
```
""",
    "W319": """A collection excludes something that it would not have held

Nothing that the collection holds has this name. Look at its spelling, or remove it.

```yaml
collections:
  cheers: {from: shows, where: 'show = "Cheers"', exclude: ["Cheers S11E26"]}
```
""",
}


def check(inputs: Inputs) -> Iterator[Diagnostic]:
    """E211, E212 and W319 for every name of every list; needs queries without errors."""
    for name, collection in inputs.station.collections.items():
        if collection.items or collection.exclude:
            named = Named(inputs.library.asked(name))
            yield from _items(collection, named, inputs.library.asked(name))
            yield from _excluded(collection, named)


def _items(collection: Collection, named: Named, held: Iterable[Media]) -> Iterator[Diagnostic]:
    for index, item in enumerate(collection.items):
        media, span = named.called(item), collection.span("items", index)
        if not media:
            hint = did_you_mean(item, near(item, held))
            yield error("E211", f"nothing is called `{item}`", span, hint=hint)
        elif several := together(media):
            names = sorted(exact_name(medium, named) for medium in several)
            hint = f"write {' or '.join(f'`{name}`' for name in names[:3])}"
            message = f"`{item}` is the name of {len(several)} media"
            yield error("E212", message, span, hint=hint)


def _excluded(collection: Collection, named: Named) -> Iterator[Diagnostic]:
    for index, name in enumerate(collection.exclude):
        if not named.called(name):
            span = collection.span("exclude", index)
            yield warning("W319", f"`{name}` excludes nothing", span, hint="look at its spelling")
