"""The lock: what the station's sources held when somebody last looked, and where its orders stand.

`channels.d/lock/` has `lock.json` (which time zone rules were used), one `SOURCE.jsonl` a source
and `cursors.jsonl`. This module turns texts into values and back and finds what is wrong with
them; `merge` resolves conflicts, `upgrade` brings a source up to date.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import PurePath
from typing import TypeVar

from pydantic_core import from_json

from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.diagnostic import Diagnostic, Span, error, warning
from exstreamtv.model.media import Media
from exstreamtv.sources.codec import Json, compact
from exstreamtv.sources.line import cursor_from, cursors_text, media_from, media_text
from exstreamtv.sources.merge import MARKERS, in_conflict

T = TypeVar("T")

FOLDER = "lock"
HEADER = "lock.json"
CURSORS = "cursors.jsonl"
VERSION = 1

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
    """All that the lock holds. ``zones`` are hashes of clock changes by IANA name."""

    catalogue: Catalogue = field(default_factory=lambda: Catalogue({}))
    cursors: Mapping[str, Cursor] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)


def lock_from(texts: Mapping[PurePath, str]) -> tuple[Lock, list[Diagnostic]]:
    """The lock that these files hold, whatever else there is with them, and what is wrong."""
    sources: dict[str, tuple[Media, ...]] = {}
    cursors: dict[str, Cursor] = {}
    zones: dict[str, str] = {}
    found: list[Diagnostic] = []
    with _no_collection():
        for path, text in _of_lock(texts):
            if in_conflict(text):
                found.append(_conflict(path, text))
            elif path.name == HEADER:
                zones = _zones(path, text, found)
            elif path.name == CURSORS:
                rows = _values(path, text, cursor_from, lambda cursor: cursor.name, found)
                cursors = {cursor.name: cursor for cursor in rows}
            else:
                sources[path.stem] = _media(path, text, found)
    return Lock(Catalogue(sources), cursors, zones), found


def lock_texts(lock: Lock) -> dict[str, str]:
    """Every file of the lock by its name, in the one canonical form."""
    header = {"version": VERSION, "zones": dict(sorted(lock.zones.items()))}
    files = {f"{source}.jsonl": media_text(held) for source, held in lock.catalogue.sources.items()}
    return {HEADER: f"{compact(header)}\n", CURSORS: cursors_text(lock.cursors.values()), **files}


def missing(lock: Lock, sources: Mapping[str, Span | None]) -> Iterator[Diagnostic]:
    """The declared sources (with their places) that have no lock file, and the reverse."""
    for source, span in sources.items():
        if source not in lock.catalogue.sources:
            yield error("E401", f"`{source}` is not locked yet", span, hint="run `exstreamtv lock`")
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
            yield error(
                "E406",
                f"line {at + 1} is not what `exstreamtv lock` would write",
                _line_span(path, text, at),
                hint="run `exstreamtv lock`",
            )


def stale_zones(lock: Lock, zones: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Zones whose rules are not those that the lock was made with, or that it knows nothing of."""
    for zone in sorted(zones):
        if zones[zone] != lock.zones.get(zone):
            yield error("E402", f"the rules of {zone} have changed", hint="run `exstreamtv lock`")


def superfluous(lock: Lock, needed: Iterable[str]) -> Iterator[Diagnostic]:
    """Cursors that no slot needs any more."""
    for name in sorted(lock.cursors.keys() - {*needed}):
        yield warning("W404", f"no slot needs the cursor `{name}`", hint="run `exstreamtv lock`")


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
    return _values(path, text, lambda row: media_from(source, row), lambda m: m.key, found)


def _values(
    path: PurePath,
    text: str,
    read: Callable[[Mapping[str, Json]], T],
    key: Callable[[T], str],
    found: list[Diagnostic],
) -> tuple[T, ...]:
    """The values of a file's lines; a line that gives none, or one again, is a finding."""
    values: list[T] = []
    try:
        values = [read(row) for row in _rows(text)]
    except ValueError:
        values = list(_one_by_one(path, text, read, found))
    counts = Counter(map(key, values))
    found.extend(
        error(
            "E405",
            f"`{name}` stands {times} times in `{path.name}`",
            _line_span(path, text, 0),
            hint="run `exstreamtv lock`",
        )
        for name, times in sorted(counts.items())
        if times > 1
    )
    return tuple(values)


def _rows(text: str) -> list[Mapping[str, Json]]:
    """All lines at once, which is twice as fast; ValueError if not each is one object."""
    lines = text.removesuffix("\n").split("\n") if text else []
    rows: list[Json] = from_json(f"[{','.join(lines)}]".encode())
    if len(rows) != len(lines) or not all(type(row) is dict for row in rows):
        raise ValueError("not one object a line")
    return rows


def _one_by_one(
    path: PurePath,
    text: str,
    read: Callable[[Mapping[str, Json]], T],
    found: list[Diagnostic],
) -> Iterator[T]:
    for number, line in enumerate(text.split("\n")):
        try:
            if line:
                yield read(_object(line))
        except ValueError as error_:
            found.append(
                error("E403", f"this line cannot be read: {error_}", _line_span(path, text, number))
            )


def _object(line: str) -> Mapping[str, Json]:
    row = from_json(line.encode())
    if type(row) is not dict:
        raise ValueError("it is no JSON object")
    return row


def _zones(path: PurePath, text: str, found: list[Diagnostic]) -> dict[str, str]:
    try:
        header = _object(text)
        if header.get("version") != VERSION:
            raise ValueError(f"its version is not {VERSION}")
        return {str(zone): str(hash_) for zone, hash_ in dict(header["zones"]).items()}
    except (ValueError, KeyError, TypeError) as error_:
        found.append(
            error("E403", f"`{path.name}` cannot be read: {error_}", _line_span(path, text, 0))
        )
        return {}


def _conflict(path: PurePath, text: str) -> Diagnostic:
    lines = text.split("\n")
    number = next(n for n, line in enumerate(lines) if line.startswith(MARKERS))
    return error(
        "E404",
        f"`{path.name}` has an unresolved merge conflict",
        _line_span(path, text, number),
        hint="run `exstreamtv lock`",
    )


def _line_span(path: PurePath, text: str, number: int) -> Span:
    lines = text.split("\n")
    number = min(number, len(lines) - 1)
    offset = sum(len(line) + 1 for line in lines[:number])
    width = len(lines[number])
    return Span(path, number, 0, number, width, offset, offset + width)
