"""Probes remembered between scans, by path, size and modification time.

A SQLite file that may be deleted at any time. Failures are remembered as well, so that a broken
file is not read again and again. It holds what the last scans saw and no more than `MOST`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from pydantic_core import from_json

from exstreamtv.model.failure import SourceError, StateError
from exstreamtv.sources.codec import compact
from exstreamtv.sources.probe import PROBE, Probe, probe
from exstreamtv.sources.walk import File

Outcome: TypeAlias = "Probe | str"
"""A probe, or why there is none."""

FILE = "probes-2.sqlite"
"""The number counts the forms of `PROBE`: what an older version remembered is not looked at."""

MOST = 500_000
THREADS = 2
"""PyAV lets go of the interpreter while it opens a file: two threads take 0.55 of one's time."""

BATCH = 200
BUSY_S = 30.0
"""Seconds to wait for another scan that is writing."""

_TABLE = """create table if not exists probes
    (path text primary key, size integer, mtime_ns integer, outcome text) without rowid"""

Row: TypeAlias = tuple[str, int, int, str]


def probed(files: Sequence[File], directory: Path) -> Iterator[tuple[File, Outcome]]:
    """Every file with its outcome, in order; only what is new or has changed is opened.

    ``directory`` is where the cache lies. Raises StateError if it cannot be written.
    """
    try:
        with closing(_opened(directory / FILE)) as cache:
            yield from _probed(files, cache)
    except (sqlite3.Error, OSError) as error:
        raise StateError(f"the cache in `{directory}` cannot be written: {error}") from error


def _probed(files: Sequence[File], cache: sqlite3.Connection) -> Iterator[tuple[File, Outcome]]:
    known = {(row[0], row[1], row[2]): row[3] for row in _below(files, cache)}
    fresh = [file for file in files if _identity(file) not in known]
    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = _remembered(zip(fresh, pool.map(_outcome, fresh), strict=True), cache)
        try:
            for file in files:
                text = known.get(_identity(file))
                yield file, _read(text) if text is not None else next(outcomes)
        finally:
            outcomes.close()
            pool.shutdown(cancel_futures=True)
    _forget(files, known, cache)


def _opened(file: Path) -> sqlite3.Connection:
    """The cache; one that is broken is worth nothing, so it is made again."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connected(file)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        file.unlink()
        return _connected(file)


def _connected(file: Path) -> sqlite3.Connection:
    cache = sqlite3.connect(file, timeout=BUSY_S)
    cache.execute("pragma synchronous = off")
    cache.execute(_TABLE)
    return cache


def _below(files: Sequence[File], cache: sqlite3.Connection) -> Iterator[Row]:
    """What is remembered of the folders that ``files`` are in."""
    if files:
        paths = [file.path for file in files]
        yield from cache.execute(
            "select * from probes where path between ? and ?", (min(paths), max(paths))
        )


def _outcome(file: File) -> Outcome:
    try:
        return probe(Path(file.path))
    except SourceError as error:
        return str(error)


def _remembered(
    outcomes: Iterable[tuple[File, Outcome]], cache: sqlite3.Connection
) -> Generator[Outcome, None, None]:
    """Each outcome as it comes; written down in batches, so that a scan may be broken off."""
    rows: list[Row] = []
    try:
        for file, outcome in outcomes:
            rows.append((*_identity(file), _written(outcome)))
            if len(rows) >= BATCH:
                _write(rows, cache)
            yield outcome
    finally:
        _write(rows, cache)


def _write(rows: list[Row], cache: sqlite3.Connection) -> None:
    with cache:
        cache.executemany("insert or replace into probes values (?, ?, ?, ?)", rows)
    rows.clear()


def _forget(
    files: Sequence[File], known: Iterable[tuple[str, int, int]], cache: sqlite3.Connection
) -> None:
    """Drop what is no longer there, and whatever is too much. Two sources may share a folder."""
    seen = {file.path for file in files}
    missing = [path for path, _, _ in known if path not in seen and not Path(path).exists()]
    with cache:
        cache.executemany("delete from probes where path = ?", [(path,) for path in missing])
        cache.execute(
            "delete from probes where path in (select path from probes limit -1 offset ?)", (MOST,)
        )


def _identity(file: File) -> tuple[str, int, int]:
    return file.path, file.size, file.mtime_ns


def _written(outcome: Outcome) -> str:
    return compact({"why": outcome} if isinstance(outcome, str) else PROBE.line(outcome))


def _read(text: str) -> Outcome:
    line = from_json(text)
    return str(line["why"]) if "why" in line else Probe(**PROBE.values(line))
