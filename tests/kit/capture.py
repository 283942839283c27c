"""What a receiver gets from a channel: bytes with their arrival, pictures and sound in time.

A picture's time stamp is its instant since the Unix epoch, modulo 2^33 ticks (docs/playout.md),
so that what is seen can be compared with what the timeline says.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import av
import httpx
import numpy as np
from numpy.typing import NDArray

from exstreamtv.model.time import EPOCH
from tests.kit.ffmpeg import spoken
from tests.kit.pictures import Mark, is_black, mark_of
from tests.kit.transport import CLOCK, PACKET, WRAP, ahead

SOUND_FRAME = 1920
"""Ticks of one AAC frame at 48 kHz."""


_PICTURE = b"\0\0\1\xe0"
"""How the PES packet of a picture begins."""

_TABLES = b"\x40\0"
"""PID 0 and the start of a table."""


@dataclass(slots=True)
class Capture:
    """``asked`` and ``arrivals`` are seconds since the epoch; an arrival has the bytes so far."""

    asked: float
    data: bytes = b""
    arrivals: list[tuple[float, int]] = field(default_factory=list)

    @property
    def first_byte_s(self) -> float:
        """Seconds from asking to the first byte."""
        return self.arrivals[0][0] - self.asked

    def arrival_s(self, size: int) -> float:
        """Seconds from asking until so many bytes were there."""
        return next(at for at, total in self.arrivals if total >= size) - self.asked


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: its time in ticks since the epoch, and what can be read in it."""

    ticks: int
    mark: Mark | None
    black: bool

    @property
    def instant(self) -> datetime:
        return EPOCH + timedelta(microseconds=round(Fraction(self.ticks * 1_000_000, CLOCK)))


def tune(url: str, seconds: float) -> Capture:
    """What arrives in so many seconds from the request on, in whole pictures."""
    asked = time.time()
    return received(url, lambda _: time.time() - asked >= seconds)


def glance(url: str, count: int = 12) -> Capture:
    """What arrives until so many pictures have begun."""
    return received(url, lambda data: data.count(_PICTURE) > count)


def received(url: str, enough: Callable[[bytearray], bool]) -> Capture:
    """What arrives until it is enough; told of all of it with every piece."""
    data = bytearray()
    # Reading certificates would take longer than the answer.
    with httpx.Client(timeout=10, verify=False, trust_env=False) as client:
        capture = Capture(time.time())
        with client.stream("GET", url) as answer:
            assert answer.status_code == 200, answer.status_code
            for chunk in answer.iter_raw():
                data += chunk
                capture.arrivals.append((time.time(), len(data)))
                if enough(data):
                    break
    capture.data = _whole(bytes(data))
    return capture


def _whole(data: bytes) -> bytes:
    """Without what follows the last tables: a picture there may be cut off in its middle."""
    starts = range(len(data) // PACKET * PACKET - PACKET, 0, -PACKET)
    return data[: next((at for at in starts if data[at + 1 : at + 3] == _TABLES), 0)]


def pictures(capture: Capture) -> Iterator[Shown]:
    """Every picture in the order in which it is shown, but the last group, which may be cut off."""
    group: list[Shown] = []
    for key, shown in _decoded(capture):
        if key:
            yield from group
            group.clear()
        group.append(shown)


def all_pictures(capture: Capture) -> Iterator[Shown]:
    """Every picture of a stream that has come to its end."""
    return (shown for _, shown in _decoded(capture))


def _decoded(capture: Capture) -> Iterator[tuple[bool, Shown]]:
    """Each picture, and whether it is a key picture."""
    with av.open(io.BytesIO(capture.data), format="mpegts") as stream:
        for frame in stream.decode(video=0):
            yield bool(frame.key_frame), _shown(frame, capture.asked)


def first_picture(capture: Capture) -> Shown:
    """What a receiver sees first."""
    with av.open(io.BytesIO(capture.data), format="mpegts") as stream:
        return _shown(next(stream.decode(video=0)), capture.asked)


def _shown(frame: av.VideoFrame, near: float) -> Shown:
    assert frame.pts is not None
    assert frame.time_base is not None
    ticks = epoch_ticks(round(frame.pts * frame.time_base * CLOCK), near)
    mark = mark_of(frame)
    return Shown(ticks, mark, mark is None and is_black(frame))


def epoch_ticks(stamp: int, near: float) -> int:
    """The instant, in ticks since the epoch, that a stamp of 33 bits means around ``near`` (s)."""
    there = round(near * CLOCK)
    return there + ahead(stamp % WRAP, there % WRAP)


def sound_stamps(capture: Capture) -> list[int]:
    """The time stamp of every audio frame, as a demultiplexer sees them."""
    with av.open(io.BytesIO(capture.data), format="mpegts") as stream:
        return [packet.pts for packet in stream.demux(audio=0) if packet.pts is not None]


def sound(capture: Capture) -> tuple[int, NDArray[np.float32]]:
    """The decoded sound, one channel, and the ticks since the epoch at its beginning."""
    with av.open(io.BytesIO(capture.data), format="mpegts") as stream:
        frames = list(stream.decode(audio=0))
    first = frames[0]
    assert first.pts is not None
    assert first.time_base is not None
    begins = epoch_ticks(round(first.pts * first.time_base * CLOCK), capture.asked)
    return begins, np.concatenate([frame.to_ndarray().mean(axis=0) for frame in frames])


def steps(stamps: Iterable[int]) -> set[int]:
    """The distances between neighbours, on the circle of 33 bits."""
    return {ahead(after, before) for before, after in pairwise(stamps)}


def complaints(capture: Capture) -> str:
    """What FFmpeg says when it decodes everything and forgives nothing."""
    strict = ("-xerror", "-err_detect", "explode", "-f", "mpegts", "-i", "pipe:0")
    status, _, words = spoken(*strict, "-f", "null", "-", stdin=capture.data)
    return words or (f"status {status}" if status else "")
