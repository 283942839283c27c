"""Drawn media, and their pictures and sound as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exstreamtv.ffmpeg.drawing import drawing_graph
from exstreamtv.model.media import Drawing
from tests.kit.ffmpeg import ffmpeg

RATE = Fraction(25)


def drawing(
    title: str = "Harbour Lights",
    *,
    code: int = 0xBEEF,
    motion: str = "waves",
    rate: Fraction = RATE,
    length: timedelta = timedelta(minutes=22),
) -> Drawing:
    return Drawing(title, "S01E03", length, code, 210, motion, rate, 640, 360)


def pictures(
    drawn: Drawing, first: int, count: int, font: Path | None = None
) -> Iterator[NDArray[np.uint8]]:
    """The luma of pictures ``first``, ``first + 1``, ... as the graph makes them."""
    graph = drawing_graph(drawn, first, str(font) if font else None)
    raw = ffmpeg(
        *("-f", "lavfi", "-i", graph, "-map", "0:v", "-frames:v", str(count)),
        *("-f", "rawvideo", "-pix_fmt", "gray", "-"),
    )
    lines = np.frombuffer(raw, np.uint8).reshape(count, drawn.height, drawn.width)
    yield from lines


def sound(drawn: Drawing, first: int, seconds: int) -> NDArray[np.float32]:
    """Stereo samples from the instant of picture ``first``."""
    raw = ffmpeg(
        *("-f", "lavfi", "-i", drawing_graph(drawn, first, None), "-map", "0:a"),
        *("-t", str(seconds), "-f", "f32le", "-"),
    )
    return np.frombuffer(raw, np.float32).reshape(-1, 2)
