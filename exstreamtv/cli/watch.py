"""`serve --watch`: what is saved is applied at once, for a station that is being written."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime

from exstreamtv import pipeline
from exstreamtv.cli.options import Options
from exstreamtv.cli.output import note, tell
from exstreamtv.cli.programmes import Compiled
from exstreamtv.cli.revision import bundle, name_of
from exstreamtv.daemon.station import Station
from exstreamtv.daemon.web.control import Desk
from exstreamtv.model.failure import ExstreamError, UnfitError
from exstreamtv.sources.store import lock_files
from exstreamtv.syntax.files import read_directory

DEBOUNCE_MS = 200
"""Editors save in several steps, and `exstreamtv lock` writes several files."""

LOOK_MS = 5_000
"""Disks of other machines do not say that something was saved."""

PLAYS_ON = "what was applied before plays on"


class Watch:
    """Applies a directory to the daemon whenever it says something new."""

    def __init__(self, options: Options, programmes: Compiled, now: Callable[[], datetime]) -> None:
        self._options = options
        self._programmes = programmes
        self._now = now
        self._seen = programmes.revision

    def apply(self) -> bool:
        """Take over what the directory says, if that is new and compiles. Has something changed?

        What does not compile is told once.
        """
        revision = self._revision()
        if revision == self._seen:
            return False
        self._seen = revision
        loaded = pipeline.open_station(self._options.directory, self._now())
        tell(self._options, loaded.found, loaded.texts)
        if loaded.failed:
            note(self._options, PLAYS_ON)
            return False
        return self._applied(bundle(self._options.directory, loaded.texts))

    def _revision(self) -> str:
        directory = self._options.directory
        texts = {**read_directory(directory).texts, **lock_files(directory)}
        return name_of(bundle(directory, texts))

    def _applied(self, files: dict[str, str]) -> bool:
        base = self._programmes.revision
        if name_of(files) == base:
            return False
        try:
            applied = self._programmes.apply(files, base, force=True)
        except UnfitError as unfit:
            for each in json.loads(unfit.report):
                note(self._options, f"{each.get('code', 'error')}: {each['message']}")
            note(self._options, PLAYS_ON)
            return False
        note(self._options, f"`{applied.revision}` is applied")
        return True


async def follow(watch: Watch, options: Options, station: Station, desk: Desk) -> None:
    """Apply every save until cancelled."""
    from watchfiles import awatch

    saves = awatch(
        options.directory, debounce=DEBOUNCE_MS, rust_timeout=LOOK_MS, yield_on_timeout=True
    )
    async for _ in saves:
        async with desk.turn:
            try:
                changed = await asyncio.to_thread(watch.apply)
            except ExstreamError as error:
                note(options, f"{error}; {PLAYS_ON}")
                continue
            if changed:
                await station.renew()
