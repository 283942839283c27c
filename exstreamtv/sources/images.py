"""Files of the station's own: what lies over the picture, and what shows instead of one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from exstreamtv.config.sources import LocalSource
from exstreamtv.config.station import Station
from exstreamtv.model.failure import SourceError
from exstreamtv.sources.context import Context


def image_file(station: Station, name: str, context: Context) -> str:
    """The absolute path of a layer's logo; SourceError if it cannot be read, or must not be.

    It lies below the folder that holds ``channels.d`` or below that of a local source, also
    when every link has been followed.
    """
    return _within(station, station.layers[name].logo or "", f"the logo of layer `{name}`", context)


def own_file(station: Station, written: str, context: Context) -> str:
    """The absolute path of a file that an author names; SourceError, in the same way."""
    return _within(station, written, f"`{written}`", context)


def _within(station: Station, written: str, what: str, context: Context) -> str:
    path = Path(os.path.realpath(context.base / written))
    if not any(path.is_relative_to(root) for root in _roots(station, context)):
        raise SourceError(f"{what} leads out of the station's folders")
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        raise SourceError(f"{what} is not there") from error
    if not regular:
        raise SourceError(f"{what} is no regular file")
    return str(path)


def _roots(station: Station, context: Context) -> list[Path]:
    local = [s.path for s in station.sources.values() if isinstance(s, LocalSource)]
    return [Path(os.path.realpath(context.base / path)) for path in (".", *local)]
