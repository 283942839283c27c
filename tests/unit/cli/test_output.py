from __future__ import annotations

from exstreamtv.cli.output import STYLES
from exstreamtv.emit.columns import TONES


def test_every_tone_has_a_style() -> None:
    assert set(STYLES) == set(TONES)
