"""Every name that is referred to names something, and everything named is referred to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache

from exstreamtv.config.breaks import Breaks
from exstreamtv.config.channel import ChannelConfig, Slot
from exstreamtv.config.crowd import WarmConfig
from exstreamtv.config.days import WEEKDAYS, is_days
from exstreamtv.config.expectation import Expectation, Wanted
from exstreamtv.config.layers import LayerChange
from exstreamtv.config.lineup import BUILT_IN
from exstreamtv.config.onair import About, Exclusive, RuleSection, Streams
from exstreamtv.config.presentation import Presentation
from exstreamtv.config.section import Section, keys_of
from exstreamtv.config.station import Collection, Settings, Station
from exstreamtv.config.steps import (
    BlockStep,
    Break,
    Fill,
    Live,
    Mix,
    Move,
    Play,
    Random,
    Rotate,
)
from exstreamtv.model.diagnostic import Diagnostic, Span, TextEdit, error, warning
from exstreamtv.model.names import did_you_mean, meant
from exstreamtv.syntax.tree import Steps

CODES = {
    "E201": """A collection is not declared

Slots, steps, breaks and filler play collections; a collection draws from sources and from other
collections. The name here is none of them. A source cannot be played directly: a collection
says which of its media, and in what order.

```yaml
sources: {films: {type: local, path: /srv/films, kind: movie}}
collections: {noir: {from: films, where: 'genre = "Film-Noir"'}}
```
""",
    "E202": """A block is not declared

`block` plays a sequence of steps that stands under `blocks` with this name.

```yaml
blocks: {movie-night: [{play: noir}, {fill: ads}]}
```
""",
    "E203": """A profile is not declared

A channel's `profile` is one of `hd`, `sd`, `full`, or one that stands under `profiles`.

```yaml
profiles: {small: {size: 640x360, video: 900k}}
```
""",
    "E204": """A day is neither a date nor in the calendar

`when` takes dates (`2026-12-24`), days of every year (`12-24`), ranges of them (`12-24..01-02`)
and names of `calendar`. Weekdays have their own key, `days`.

```yaml
calendar: {xmas: {from: 12-24, to: 01-02}}
```
""",
    "E205": """A channel is not declared

`delay_of` repeats another channel of this station later, `mirror_of` at once, `warm` keeps one on
the air; all take its id, not its number.

```yaml
channels: {retro-plus1: {number: 8, name: Retro +1, delay_of: retro, by: 1h}}
```
""",
    "E206": """A slot is not declared

`replaces` takes ids of slots of the same channel, or `any`.

```yaml
schedule:
  day: {at: "06:00", fill: films}
  news: {at: "20:00", for: 30m, play: news, replaces: day}
```
""",
    "E207": """A name is both a source's and a collection's

`from` takes sources and collections. A collection may have the name of the source that it comes
from, but a third one cannot say which of the two it means. Give one of them another name.

```yaml
sources: {films: {type: local, path: /srv/films, kind: movie}}
collections:
  all-films: {from: films}
  noir: {from: all-films, where: 'genre = "Film-Noir"'}
```
""",
    "E215": """A layer is not declared

`layers` of a channel, a slot or a step takes names that stand under `layers`.

```yaml
layers: {bug: {logo: art/bug.png}}
channels: {one: {number: 1, name: One, layers: bug, schedule: {day: {at: "06:00", fill: films}}}}
```
""",
    "W201": """Something is declared and never used

Nothing refers to this name. It does no harm, but it is often a sign that something else is
misspelled or forgotten. Remove it, or use it.

```yaml
collections: {noir: {from: films}}
channels: {one: {number: 1, name: One, schedule: {day: {at: "06:00", fill: noir}}}}
```
""",
}


@dataclass(frozen=True, slots=True)
class _Reference:
    """A name as it stands somewhere, and what it must be the name of."""

    what: str
    name: str
    section: Section
    steps: Steps

    @property
    def span(self) -> Span | None:
        """Where it stands; looked up only for names of nothing, since there are thousands."""
        return self.section.span(*self.steps)


_REFERRING: tuple[tuple[type[Section], str, str], ...] = (
    (Presentation, "before", "collection"),
    (Presentation, "after", "collection"),
    (Presentation, "filler", "collection"),
    (Presentation, "layers", "layer"),
    (Live, "live", "live source"),
    (Slot, "live", "live source"),
    (Live, "alternate", "collection"),
    (Slot, "alternate", "collection"),
    (LayerChange, "add", "layer"),
    (LayerChange, "drop", "layer"),
    (Breaks, "with_", "collection"),
    (Break, "with_", "collection"),
    (Breaks, "opening", "collection"),
    (Breaks, "closing", "collection"),
    (Break, "opening", "collection"),
    (Break, "closing", "collection"),
    (Play, "play", "collection"),
    (Fill, "fill", "collection"),
    (Mix, "mix", "collection"),
    (Rotate, "rotate", "collection"),
    (Random, "random", "collection"),
    (Slot, "play", "collection"),
    (Slot, "fill", "collection"),
    (Slot, "mix", "collection"),
    (Slot, "rotate", "collection"),
    (Slot, "random", "collection"),
    (Slot, "block", "block"),
    (BlockStep, "block", "block"),
    (Slot, "when", "day"),
    (Slot, "except_", "day"),
    (Slot, "then", "collection"),
    (Play, "then", "collection"),
    (Fill, "then", "collection"),
    (Move, "of", "collection"),
    (Collection, "from_", "source or collection"),
    (ChannelConfig, "fallback", "collection or card"),
    (ChannelConfig, "profile", "profile"),
    (ChannelConfig, "delay_of", "channel"),
    (ChannelConfig, "mirror_of", "channel"),
    (Settings, "warm", "channel"),
    (WarmConfig, "channels", "channel"),
    (RuleSection, "channels", "channel"),
    (About, "of", "collection"),
    (Exclusive, "to", "channel"),
    (Streams, "sources", "source"),
    (Expectation, "channel", "channel"),
    (Wanted, "collection", "collection"),
    (Wanted, "source", "source"),
)
"""Every field that holds names, and of what."""

_RELAYED = "live source"

_MEMBERS = ("source", "collection")
_CODES_OF = {"block": "E202", "profile": "E203", "day": "E204", "channel": "E205", "layer": "E215"}


def check(station: Station) -> Iterator[Diagnostic]:
    """E201 to E207, E215 for names that are not clear; if there are none, W201 for unused ones."""
    references = list(_references(station))
    known = _known(station)
    missing = [_missing(station, each, known[each.what]) for each in references]
    found = [*filter(None, missing), *_replaced(station), *_ambiguous(station)]
    yield from found or _unused(station, references)


def _known(station: Station) -> Mapping[str, Set[str]]:
    collections = station.collections.keys()
    return {
        "collection": collections,
        "source": station.sources.keys(),
        "source or collection": collections | station.sources.keys(),
        "collection or card": collections | {"card"},
        "block": station.blocks.keys(),
        "profile": station.profiles.keys() | BUILT_IN.keys(),
        "day": station.calendar.keys(),
        "layer": station.layers.keys(),
        _RELAYED: station.sources.keys(),
        "channel": station.channels.keys(),
    }


def _references(station: Station) -> Iterator[_Reference]:
    for section in station.sections:
        for field, what in _fields(type(section)):
            if field in section.model_fields_set:
                yield from _named(section, field, what)


@cache
def _fields(kind: type[Section]) -> tuple[tuple[str, str], ...]:
    return tuple((field, what) for owner, field, what in _REFERRING if issubclass(kind, owner))


def _named(section: Section, field: str, what: str) -> Iterator[_Reference]:
    key, value = keys_of(type(section))[field], getattr(section, field)
    if isinstance(value, str):
        yield _Reference(what, value, section, (key,))
    elif isinstance(value, Mapping):
        for name in value:
            yield _Reference(what, name, section, (key, name))
    elif not isinstance(value, Section):
        for index, name in enumerate(value):
            yield _Reference(what, name, section, (key, index))


def _missing(station: Station, this: _Reference, known: Set[str]) -> Diagnostic | None:
    if this.name in known or (this.what == "day" and is_days(this.name)):
        return None
    if this.what == _RELAYED:
        return None  # checks/live.py knows more of it
    code = _CODES_OF.get(this.what, "E201")
    hint = did_you_mean(this.name, known) or _hint(station, this, known)
    if this.what == "day":
        what = f"`{this.name}` is neither a date nor a name in the calendar"
        return respelled(error(code, what, this.span, hint=hint), this.name, known)
    what = f"no {this.what.removesuffix(' or card')} is called `{this.name}`"
    return respelled(error(code, what, this.span, hint=hint), this.name, known)


def respelled(found: Diagnostic, wrong: str, known: Iterable[str]) -> Diagnostic:
    """A finding about an unknown name, with the repair where only one can be meant."""
    right = meant(wrong, known)
    return replace(found, fix=(TextEdit(found.span, right),)) if right and found.span else found


def _hint(station: Station, this: _Reference, known: Iterable[str]) -> str:
    if this.name in station.sources:
        return f"this is a source; declare a collection with `from: {this.name}`"
    for id_, channel in station.channels.items():
        if this.what == "channel" and channel.number == this.name:
            return f"`{this.steps[0]}` takes an id, and channel {this.name} is `{id_}`"
    if this.what == "day" and this.name[:3] in WEEKDAYS:
        return f"weekdays have their own key: `days: {this.name}`"
    return ""


def _replaced(station: Station) -> Iterator[Diagnostic]:
    for channel in station.channels.values():
        for slot in channel.schedule.values():
            for index, name in enumerate(slot.replaces):
                if name not in channel.schedule and name != "any":
                    known = {*channel.schedule, "any"}
                    what = f"no slot of this channel is called `{name}`"
                    found = error("E206", what, slot.span("replaces", index))
                    found = replace(found, hint=did_you_mean(name, known))
                    yield respelled(found, name, known)


def _ambiguous(station: Station) -> Iterator[Diagnostic]:
    """A collection may draw from the source of its own name; for any other it is unclear."""
    both = station.collections.keys() & station.sources.keys()
    for id_, collection in station.collections.items():
        for index, name in enumerate(collection.from_):
            if name in both and name != id_:
                what = f"`{name}` is a source and a collection"
                found = error("E207", what, collection.span("from", index), hint="rename one")
                places = ((station.key_span(f"{kind}s", name), f"the {kind}") for kind in _MEMBERS)
                yield replace(found, related=tuple((span, of) for span, of in places if span))


def _unused(station: Station, references: Iterable[_Reference]) -> Iterator[Diagnostic]:
    used = {(word, each.name) for each in references for word in each.what.split(" or ")}
    used |= {("source", each.name) for each in references if each.what == _RELAYED}
    declared: dict[str, Mapping[str, object]] = {
        "source": station.sources,
        "collection": station.collections,
        "block": station.blocks,
        "profile": station.profiles,
        "day": station.calendar,
        "layer": station.layers,
    }
    sections_of = {"day": "calendar"}
    for what, named in declared.items():
        for name in named:
            if (what, name) not in used:
                span = station.key_span(sections_of.get(what, f"{what}s"), name)
                yield warning("W201", f"nothing uses `{name}`", span, hint="use it, or remove it")
