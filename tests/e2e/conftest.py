"""What is made once for all end-to-end tests."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tests.kit.clips import CLIPS, write

SECONDS = 4


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of each kind that can be played, four seconds long; for all lanes."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "clips"
    with (shared / "clips.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for clip in CLIPS:
            if not (folder / clip.name).exists():
                write(clip, folder, SECONDS)
    return folder
