"""What is to be heard in a capture: ticks at full seconds of the media, and holes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from exstreamtv.ffmpeg.sound import TICK_HZ
from exstreamtv.model.grid import SAMPLE_RATE

WINDOW = SAMPLE_RATE // 50
"""Samples in which the chord of any drawing is heard."""

SILENT = 0.004
"""Root mean square; the chord is never below 0.02."""

_STEP = SAMPLE_RATE // 1000


def ticks_heard(samples: NDArray[np.float32]) -> NDArray[np.int64]:
    """The sample numbers, to a millisecond, at which ticks begin."""
    level = _level_of_tick(samples)
    loud = level > 0.35 * np.quantile(level, 0.999)
    begins = np.flatnonzero(loud[1:] & ~loud[:-1]) + 1
    kept: list[int] = []
    for at in begins * _STEP:
        if not kept or at - kept[-1] > SAMPLE_RATE // 5:
            kept.append(int(at) + 2 * _STEP)
    return np.array(kept, np.int64)


def holes(samples: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Stretches of samples, from first to before stop, in which nothing is heard."""
    count = len(samples) // WINDOW
    squares = samples[: count * WINDOW].reshape(count, WINDOW) ** 2
    quiet = np.concatenate(([False], np.sqrt(squares.mean(axis=1)) < SILENT, [False]))
    edges = np.flatnonzero(quiet[1:] != quiet[:-1])
    for first, stop in zip(edges[::2], edges[1::2], strict=True):
        yield int(first) * WINDOW, int(stop) * WINDOW


def _level_of_tick(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """How much of the tick's pitch is in each 4 ms, once a millisecond."""
    turn = np.exp(-2j * np.pi * TICK_HZ * np.arange(len(samples)) / SAMPLE_RATE)
    total = np.concatenate(([0], np.cumsum(samples * turn)))
    length = 4 * _STEP
    begins = np.arange(0, len(samples) - length, _STEP)
    return np.abs(total[begins + length] - total[begins]) / length
