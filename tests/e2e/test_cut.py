"""One process: any kind of file, cut anywhere, on a grid of its own rate."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import av
import pytest

from exstreamtv.ffmpeg.command import item_command
from exstreamtv.ffmpeg.cut import SLACK, Cut
from exstreamtv.model.channel import Profile
from exstreamtv.model.media import Input
from tests.kit.clips import CLIPS, Clip, content_of, drawn, input_of
from tests.kit.ffmpeg import ffmpeg, program
from tests.kit.pictures import Mark, mark_of

PAL, NTSC = Fraction(25), Fraction(30_000, 1001)
PICTURES = 20
ROUNDED = Fraction(1, 1000)
"""Matroska's time stamps are whole milliseconds."""

POSITIONS = (Fraction(0), Fraction(121, 100), Fraction(5, 2))


def marks(source: Input, position: Fraction, rate: Fraction) -> list[Mark | None]:
    """What is on the pictures of a cut that begins at ``position``."""
    profile = Profile(width=640, height=360, rate=rate, video_kbps=1500, preset="ultrafast")
    sounds = int(PICTURES / rate * 48_000 / 1024)
    command = item_command(program(), source, Cut(position, PICTURES, position, sounds), profile)
    stream = ffmpeg(*command.argv[1:])
    with av.open(io.BytesIO(stream), format="mpegts") as pictures:
        return [mark_of(frame) for frame in pictures.decode(video=0)]


@pytest.mark.parametrize("rate", [PAL, NTSC], ids=["pal", "ntsc"])
@pytest.mark.parametrize("clip", [clip for clip in CLIPS if clip.whole], ids=lambda c: c.name)
def test_a_file_is_cut_to_the_picture(clip: Clip, rate: Fraction, clips: Path) -> None:
    content = content_of(clip, clips)

    for position in POSITIONS:
        seen = marks(input_of(clip, clips), position, rate)

        assert len(seen) == PICTURES
        for n, mark in enumerate(seen):
            due = max(Fraction(0), (position - content.begins + n / rate + SLACK) * clip.rate)
            assert mark is not None, (position, n)
            assert mark.code == content.code
            bounds = -ROUNDED * clip.rate, content.held + ROUNDED * clip.rate
            assert bounds[0] <= due - mark.picture < bounds[1], (n, due, mark)


@pytest.mark.parametrize("rate", [PAL, NTSC], ids=["pal", "ntsc"])
def test_a_drawing_is_cut_to_the_picture(rate: Fraction) -> None:
    film = drawn(CLIPS[1], 5400)
    position = Fraction(4_321_987, 1000)

    due = [(position + n / rate + SLACK) * film.rate for n in range(PICTURES)]

    seen = marks(film, position, rate)

    assert seen == [Mark(2, int(picture)) for picture in due]
