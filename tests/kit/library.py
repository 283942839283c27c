"""Tiny real media files, written by PyAV in a few milliseconds each."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

_CODECS = {".mp3": "mp3"}


def clip(
    path: Path,
    *,
    pictures: int = 10,
    sound_s: int = 0,
    tags: dict[str, str] | None = None,
    language: str = "und",
    first: int = 0,
) -> Path:
    """A 64x36 clip of so many pictures at 25 a second, and so many seconds of silence.

    Its time stamps begin at picture ``first``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as out:
        out.metadata.update(tags or {})
        video = out.add_stream("mpeg4", rate=25) if pictures else None
        audio = out.add_stream(_CODECS.get(path.suffix, "mp2"), rate=48_000) if sound_s else None
        if video:
            video.width, video.height = 64, 36
        if audio:
            audio.metadata["language"] = language
        for number in range(first, first + pictures):
            out.mux(video.encode(_black(number)))
        for second in range(sound_s):
            out.mux(audio.encode(_silence(second)))
        for stream in filter(None, (video, audio)):
            out.mux(stream.encode())
    return path


def _black(number: int) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(np.zeros((36, 64, 3), np.uint8), format="rgb24")
    frame.pts, frame.time_base = number, Fraction(1, 25)
    return frame


def _silence(second: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(
        np.zeros((1, 96_000), np.int16), format="s16", layout="stereo"
    )
    frame.sample_rate, frame.pts = 48_000, second * 48_000
    return frame
