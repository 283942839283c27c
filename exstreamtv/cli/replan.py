"""`plan --watch`: the plan anew after each save, for a station that is being written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import typer

from exstreamtv import pipeline
from exstreamtv.cli.memory import Memory
from exstreamtv.cli.options import Options
from exstreamtv.cli.output import columns, note, paint, say, tell
from exstreamtv.cli.station import ended
from exstreamtv.model.failure import ExstreamError
from exstreamtv.pipeline import Loaded

QUIET_MS = 30
"""A save has ended when nothing more is written for so long: editors save in several steps."""

DEBOUNCE_MS = 200
"""Whoever writes without end is read after so long all the same."""

LOOK_MS = 1_000
"""Disks of other machines do not say that something was saved."""

SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")
"""What a station's files are called; editors write others beside them."""

Stamp: TypeAlias = frozenset[tuple[Path, int, int, int]]

Show: TypeAlias = Callable[[Options, Loaded, Memory], object]


def replan(
    options: Options, show: Show, now: Callable[[], datetime], saves: Iterable[object]
) -> None:
    """``show`` the station, and again after each of the ``saves``, until they end or Ctrl-C."""
    began, memory = now(), Memory()
    _shown(options, show, memory)
    try:
        for _ in saves:
            at = options.now + (now() - began)
            rule = f"── {at.astimezone():%H:%M:%S} ".ljust(columns(), "─")
            say(options, f"\n{paint(options)(rule, 'faint')}\n")
            _shown(replace(options, now=at), show, memory)
    except KeyboardInterrupt:
        return


def saves_in(directory: Path) -> Iterator[None]:
    """Whenever something of the station in ``directory`` has been saved, from this call on."""
    return _saves(directory, _stamp(directory))


def _saves(directory: Path, seen: Stamp) -> Iterator[None]:
    from watchfiles import watch

    told = watch(
        directory, debounce=DEBOUNCE_MS, step=QUIET_MS, rust_timeout=LOOK_MS, yield_on_timeout=True
    )
    for _ in told:
        if (stamp := _stamp(directory)) != seen:
            seen = stamp
            yield


def _stamp(directory: Path) -> Stamp:
    """What tells that a file of the station is another one."""
    found = set()
    for path in directory.rglob("*"):
        if path.suffix in SUFFIXES:
            with suppress(OSError):  # it has gone meanwhile
                held = path.stat()
                found.add((path, held.st_mtime_ns, held.st_size, held.st_ino))
    return frozenset(found)


def _shown(options: Options, show: Show, memory: Memory) -> None:
    """One plan; what is wrong with the station, or with the world, is told and no end."""
    began = time.monotonic()
    try:
        show(options, _opened(options, memory), memory)
    except typer.Exit:
        pass
    except ExstreamError as failure:
        note(options, f"error: {failure}")
    took = round((time.monotonic() - began) * 1000)
    note(options, f"in {took} ms; waiting for the next save, Ctrl-C ends")


def _opened(options: Options, memory: Memory) -> Loaded:
    """The station; findings that were told of the one before are not told again."""
    before = memory.loaded
    loaded = pipeline.open_station(options.directory, options.now, beside=before)
    if loaded.failed or loaded.lineup is None:
        raise ended(options, loaded, "the station does not compile")
    told = {(each.code, each.message) for each in before.found} if before else set()
    fresh = [each for each in loaded.found if (each.code, each.message) not in told]
    tell(options, fresh, loaded.texts)
    memory.loaded = loaded
    return loaded
