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
from exstreamtv.model.media import FileInput, Input
from exstreamtv.sources.probe import probe
from tests.kit.clips import CLIPS, Clip, drawn
from tests.kit.ffmpeg import ffmpeg, program
from tests.kit.pictures import Mark, mark_of

PAL, NTSC = Fraction(25), Fraction(30_000, 1001)
PICTURES = 20
POSITIONS = (Fraction(0), Fraction(121, 100), Fraction(5, 2))
DROPPED = 3
"""Pictures that ``vfr.mkv`` leaves out at most, so that one of before is still on."""


def marks(source: Input, position: Fraction, rate: Fraction) -> list[Mark | None]:
    """What is on the pictures of a cut that begins at ``position``."""
    profile = Profile(width=640, height=360, rate=rate, video_kbps=1500, preset="ultrafast")
    sounds = int(PICTURES / rate * 48_000 / 1024)
    command = item_command(
        program(), source, Cut(position, PICTURES, position, sounds), profile, (), None
    )
    stream = ffmpeg(*command.argv[1:])
    with av.open(io.BytesIO(stream), format="mpegts") as pictures:
        return [mark_of(frame) for frame in pictures.decode(video=0)]


def input_of(path: Path) -> FileInput:
    found = probe(path)
    return FileInput(str(path), found.format, found.streams, found.start_time)


def first_picture(path: Path) -> Fraction:
    """Seconds from the beginning of a file to its first picture; sound may begin before it."""
    with av.open(str(path)) as file:
        frame = next(file.decode(video=0))
        assert frame.pts is not None
        assert frame.time_base is not None
        return frame.pts * frame.time_base - Fraction(file.start_time or 0, 1_000_000)


@pytest.mark.parametrize("rate", [PAL, NTSC], ids=["pal", "ntsc"])
@pytest.mark.parametrize("clip", [clip for clip in CLIPS if clip.whole], ids=lambda c: c.name)
def test_a_file_is_cut_to_the_picture(clip: Clip, rate: Fraction, clips: Path) -> None:
    begins = first_picture(clips / clip.name)

    for position in POSITIONS:
        seen = marks(input_of(clips / clip.name), position, rate)

        assert len(seen) == PICTURES
        for n, mark in enumerate(seen):
            due = max(Fraction(0), (position - begins + n / rate + SLACK) * clip.rate)
            assert mark is not None, (position, n)
            assert mark.code == drawn(clip, 4).code
            assert 0 <= due - mark.picture < (DROPPED if "vfr" in clip.name else 1), (n, due, mark)


@pytest.mark.parametrize("rate", [PAL, NTSC], ids=["pal", "ntsc"])
def test_a_drawing_is_cut_to_the_picture(rate: Fraction) -> None:
    film = drawn(CLIPS[1], 5400)
    position = Fraction(4_321_987, 1000)

    due = [(position + n / rate + SLACK) * film.rate for n in range(PICTURES)]

    seen = marks(film, position, rate)

    assert seen == [Mark(2, int(picture)) for picture in due]
