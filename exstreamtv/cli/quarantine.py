"""The file in which the daemon keeps which media are not tried for a while."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from exstreamtv.cli.output import read, write
from exstreamtv.cli.state import state_path
from exstreamtv.daemon.quarantine import Quarantine
from exstreamtv.emit.quarantine import dump, load
from exstreamtv.model.failure import StateError
from exstreamtv.model.remedy import Suspect

NAME = "quarantine.json"

log = logging.getLogger(__name__)


def quarantine(directory: Path) -> Quarantine:
    """That of the station in ``directory``. A file that is damaged costs a few attempts only."""
    file = state_path(directory) / NAME

    def keep(suspects: Sequence[Suspect]) -> None:
        write(file, dump(suspects).encode())

    try:
        return Quarantine(load(read(file)) if file.exists() else (), keep)
    except StateError as error:
        log.warning("%s; nothing is in quarantine", error)
        return Quarantine((), keep)
