from __future__ import annotations

from exstreamtv.cli.output import STYLES, counted
from exstreamtv.emit.columns import TONES


def test_every_tone_has_a_style() -> None:
    assert set(STYLES) == set(TONES)


def test_one_is_no_plural() -> None:
    assert (counted(1, "file"), counted(2, "file"), counted(0, "file")) == (
        "1 file",
        "2 files",
        "0 files",
    )
