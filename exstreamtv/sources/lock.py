"""The lock: what the station's sources held when somebody last looked, and where its orders stand.

`channels.d/lock/` has `lock.json` (which time zone rules were used), one `SOURCE.jsonl` a source
and `cursors.jsonl`. This module turns texts into values and back and finds what is wrong with
them; `merge` resolves conflicts, `upgrade` brings a source up to date.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import PurePath
from types import MappingProxyType

from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.diagnostic import Diagnostic, Span, error, warning
from exstreamtv.model.media import Media
from exstreamtv.sources.codec import Json, compact
from exstreamtv.sources.line import cursor_from, cursors_text, media_from, media_text
from exstreamtv.sources.merge import (
    MARKERS,
    both_sides,
    in_conflict,
    union_of_cursors,
    union_of_media,
)
from exstreamtv.sources.rows import line_span, row_from, unreadable, values

FOLDER = "lock"
HEADER = "lock.json"
CURSORS = "cursors.jsonl"
VERSION = 1
RELOCK = "run `exstreamtv lock`"

CODES = {
    "E401": """A source has no lock file

The compiler never looks at your disks or servers: it reads `channels.d/lock/SOURCE.jsonl`, which
`exstreamtv lock` writes. A new source has none yet, so nothing of it can be scheduled.

Run `exstreamtv lock` and commit what it writes. No source may be called `cursors`, whose file
holds the positions of the orders.

```yaml
sources:
  films: {type: local, path: /srv/films, kind: movie}   # needs lock/films.jsonl
```
""",
    "E402": """The rules of a time zone have changed

The lock keeps a hash of the clock changes of each zone that the station uses. Yours differ: a
newer release of the time zone database moves a clock change, and with it programmes.

Run `exstreamtv lock`, look at `exstreamtv plan`, and commit the lock.

```yaml
station: {name: Home TV, timezone: Africa/Cairo}
```
""",
    "E403": """A line of the lock makes no sense

Each line of `lock/*.jsonl` is one medium or one cursor, as a JSON object. This one is broken, lacks
something that is needed, or was written by a newer version.

Take the file from git again (`git checkout channels.d/lock`), or delete it and run
`exstreamtv lock --upgrade`.

```json
{"k":"heat.mkv","t":"movie","title":"Heat","year":1995,"ms":10200000}
```
""",
    "E404": """The lock has an unresolved merge conflict

Two branches changed the same lines. What the lock holds are facts, so both sides can be kept.

Run `exstreamtv lock`: it takes the union, the earliest day of each medium, and sorts.
""",
    "E405": """A medium or a cursor stands in the lock twice

The key is a medium's identity for ever, and the name a cursor's; two lines cannot share one.

Run `exstreamtv lock`: it keeps the earlier of them.
""",
    "E406": """A lock file is not in its one form

Lines are sorted and written in one way only, so that git can merge them and two machines write the
same bytes. This file was edited by hand or merged by a tool that does not know this.

Run `exstreamtv lock`: it writes the file anew.
""",
    "E345": """The holidays of a country have changed

The lock keeps a hash of the holidays that the calendar asks for. Yours differ: a newer release of
the package `holidays` moves, adds or renames one, and with it programmes.

Run `exstreamtv lock`, look at `exstreamtv plan`, and commit the lock.

```yaml
calendar: {bank-holidays: {holidays: GB, region: ENG}}
```
""",
    "W401": """The lock has a file of a source that is not declared

No source of this name is in the YAML: it was removed or renamed. The file does nothing.

Delete it, or bring the source back.

```yaml
sources:
  films: {type: local, path: /srv/films, kind: movie}   # lock/movies.jsonl is of nobody
```
""",
    "W404": """The lock has a cursor that no slot needs

The slot was removed or renamed, or plays another collection. The line does nothing.

Run `exstreamtv lock`: it drops the line.
""",
}


@dataclass(frozen=True)
class Lock:
    """All that the lock holds.

    ``zones`` are hashes of clock changes by IANA name, ``holidays`` of days by country and region.
    """

    catalogue: Catalogue = field(default_factory=lambda: Catalogue({}))
    cursors: Mapping[str, Cursor] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)
    holidays: Mapping[str, str] = field(default_factory=dict)


def lock_from(
    texts: Mapping[PurePath, str], known: Mapping[str, tuple[Media, ...]] = MappingProxyType({})
) -> tuple[Lock, list[Diagnostic]]:
    """The lock in these files, whatever else is among them, and what is wrong with it.

    ``known`` are the media of sources whose files have been read before. Of a file in conflict it
    is the union of both sides, and of a key that stands twice one line.
    """
    sources: dict[str, tuple[Media, ...]] = {}
    cursors: dict[str, Cursor] = {}
    zones: dict[str, str] = {}
    holidays: dict[str, str] = {}
    found: list[Diagnostic] = []
    with _no_collection():
        for path, text in _of_lock(texts):
            if path.name == HEADER:
                zones, holidays = _header(path, text, found)
            elif path.name == CURSORS:
                cursors = _cursors(path, text, found)
            else:
                held = known.get(path.stem)
                sources[path.stem] = _media(path, text, found) if held is None else held
    return Lock(Catalogue(sources), cursors, zones, holidays), found


def lock_texts(lock: Lock) -> dict[str, str]:
    """Every file of the lock by its name, in the one canonical form."""
    header: dict[str, Json] = {"version": VERSION, "zones": dict(sorted(lock.zones.items()))}
    if lock.holidays:
        header["holidays"] = dict(sorted(lock.holidays.items()))
    files = {f"{source}.jsonl": media_text(held) for source, held in lock.catalogue.sources.items()}
    return {HEADER: f"{compact(header)}\n", CURSORS: cursors_text(lock.cursors.values()), **files}


def missing(lock: Lock, sources: Mapping[str, Span | None]) -> Iterator[Diagnostic]:
    """The declared sources (with their places) that have no lock file, and the reverse."""
    for source, span in sources.items():
        if source not in lock.catalogue.sources:
            yield error("E401", f"`{source}` is not locked yet", span, hint=RELOCK)
    for source in sorted(lock.catalogue.sources.keys() - sources.keys()):
        yield warning(
            "W401",
            f"the lock has `{source}.jsonl`, and no source is called `{source}`",
            hint=f"delete `{FOLDER}/{source}.jsonl`",
        )


def unlike(texts: Mapping[PurePath, str], lock: Lock) -> Iterator[Diagnostic]:
    """The files that are not as `lock_texts` writes them, each at its first wrong line."""
    canonical = lock_texts(lock)
    for path, text in _of_lock(texts):
        want = canonical.get(path.name, "")
        if text != want and not in_conflict(text):
            pairs = enumerate(zip_longest(text.split("\n"), want.split("\n")))
            at = next(number for number, (is_, due) in pairs if is_ != due)
            message = f"line {at + 1} is not what `exstreamtv lock` would write"
            yield error("E406", message, line_span(path, text, at), hint=RELOCK)


def stale_zones(lock: Lock, zones: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Zones whose rules are not those that the lock was made with, or that it knows nothing of."""
    for zone in sorted(zones):
        if zone not in lock.zones:
            yield error("E402", f"the lock has no rules of {zone}", hint=RELOCK)
        elif zones[zone] != lock.zones[zone]:
            yield error("E402", f"the rules of {zone} have changed", hint=RELOCK)


def stale_holidays(lock: Lock, holidays: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Countries whose holidays are not those that the lock was made with."""
    for country in sorted(holidays):
        if holidays[country] != lock.holidays.get(country):
            yield error("E345", f"the holidays of {country} have changed", hint=RELOCK)


def superfluous(lock: Lock, needed: Iterable[str]) -> Iterator[Diagnostic]:
    """Cursors that no slot needs any more."""
    for name in sorted(lock.cursors.keys() - {*needed}):
        yield warning("W404", f"no slot needs the cursor `{name}`", hint=RELOCK)


def _of_lock(texts: Mapping[PurePath, str]) -> Iterator[tuple[PurePath, str]]:
    for path in sorted(texts):
        if path.parent.name == FOLDER and path.suffix in (".json", ".jsonl"):
            yield path, texts[path]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Parsing makes a million objects that all stay: looking for garbage doubles its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _media(path: PurePath, text: str, found: list[Diagnostic]) -> tuple[Media, ...]:
    source = path.stem
    media = values(path, _sides(path, text, found), lambda row: media_from(source, row), found)
    once = len({medium.key for medium in media}) == len(media)
    if not once and not in_conflict(text):
        found.extend(_twice(path, text, (medium.key for medium in media)))
    return media if once else union_of_media(media)


def _cursors(path: PurePath, text: str, found: list[Diagnostic]) -> dict[str, Cursor]:
    cursors = values(path, _sides(path, text, found), cursor_from, found)
    if not in_conflict(text):
        found.extend(_twice(path, text, (cursor.name for cursor in cursors)))
    return union_of_cursors(cursors)


def _header(
    path: PurePath, text: str, found: list[Diagnostic]
) -> tuple[dict[str, str], dict[str, str]]:
    """The header's zones and holidays; of one in conflict none, for it is made anew."""
    if in_conflict(text):
        found.append(_conflict(path, text))
        return {}, {}
    try:
        header = row_from(text)
        if header.get("version") != VERSION:
            raise ValueError(f"its version is not {VERSION}")
        return _texts(header["zones"]), _texts(header.get("holidays", {}))
    except (ValueError, KeyError, TypeError) as why:
        found.append(unreadable(path, text, 0, str(why)))
        return {}, {}


def _texts(value: Json) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError("zones and holidays are texts by name")
    return {str(name): str(rules) for name, rules in value.items()}


def _sides(path: PurePath, text: str, found: list[Diagnostic]) -> str:
    """The text, with both sides of its conflicts if there are any: that is a finding."""
    if not in_conflict(text):
        return text
    found.append(_conflict(path, text))
    return both_sides(text)


def _conflict(path: PurePath, text: str) -> Diagnostic:
    lines = enumerate(text.split("\n"))
    at = line_span(path, text, next(number for number, line in lines if line.startswith(MARKERS)))
    message = f"`{path.name}` has an unresolved merge conflict"
    return error("E404", message, at, hint=RELOCK)


def _twice(path: PurePath, text: str, names: Iterable[str]) -> Iterator[Diagnostic]:
    for name, times in sorted(Counter(names).items()):
        if times > 1:
            message = f"`{name}` stands {times} times in `{path.name}`"
            yield error("E405", message, line_span(path, text, 0), hint=RELOCK)
