"""What is made once for all end-to-end tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.clips import CLIPS, write

SECONDS = 4


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of each kind that can be played, four seconds long."""
    folder = tmp_path_factory.mktemp("clips")
    for clip in CLIPS:
        write(clip, folder, SECONDS)
    return folder
