"""Reads the row of blocks (exstreamtv/ffmpeg/blocks.py) from a decoded picture."""

from __future__ import annotations

from dataclasses import dataclass

import av
import numpy as np
from numpy.typing import NDArray

from exstreamtv.ffmpeg.blocks import CELLS, CHECK_BITS, CODE_BITS, PICTURE_BITS, check_sum

BRIGHT = 128
BLACK = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """Which medium, and which picture of it."""

    code: int
    picture: int


def mark_of(frame: av.VideoFrame) -> Mark | None:
    """What the row says, or None if there is no row that can be read without doubt."""
    return read(luma(frame))


def luma(frame: av.VideoFrame) -> NDArray[np.uint8]:
    """The brightness of each pixel, 16..235, whatever the format."""
    picture = frame if frame.format.name == "yuv420p" else frame.reformat(format="yuv420p")
    plane = picture.planes[0]
    lines = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
    return lines[:, : plane.width]


def is_black(frame: av.VideoFrame) -> bool:
    """Is there nothing to be seen?"""
    return bool(luma(frame).max() < BLACK)


def read(lines: NDArray[np.uint8]) -> Mark | None:
    """The row between its two white ends, in the first lines that hold anything bright."""
    for line in _row(lines):
        ends = np.flatnonzero(line > BRIGHT)
        if len(ends) and (mark := _decoded(line[ends[0] : ends[-1] + 1])):
            return mark
    return None


def _row(lines: NDArray[np.uint8]) -> list[NDArray[np.float64]]:
    """Means of neighbouring lines below the upper edge of what is not letterbox."""
    bright = np.flatnonzero((lines > BRIGHT).mean(axis=1) > 2 / CELLS)
    if not len(bright):
        return []
    top = int(bright[0])
    return [lines[at : at + 3].mean(axis=0) for at in range(top + 1, min(top + 12, len(lines) - 3))]


def _decoded(row: NDArray[np.float64]) -> Mark | None:
    """The mark, if the row has its shape and its check sum."""
    width = len(row) / CELLS
    if width < 4:
        return None
    centres = ((np.arange(CELLS) + 0.5) * width).astype(int)
    cells = (row[centres - 1] + row[centres] + row[centres + 1]) / 3 > BRIGHT
    sync, body, end = cells[:2], cells[2:-1], cells[-1]
    if not (sync[0] and not sync[1] and end):
        return None
    number = int("".join("1" if cell else "0" for cell in body), 2)
    rest, check = divmod(number, 1 << CHECK_BITS)
    code, picture = divmod(rest, 1 << PICTURE_BITS)
    assert code < 1 << CODE_BITS
    return Mark(code, picture) if check == check_sum(code, picture) else None
