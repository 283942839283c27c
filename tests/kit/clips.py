"""Real files in many formats, whose every picture says which it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import av

from exstreamtv.ffmpeg.drawing import MOTIONS, drawing_graph
from exstreamtv.ffmpeg.sound import sound_graph
from exstreamtv.model.media import Drawing, FileInput
from exstreamtv.sources.probe import probe
from tests.kit.ffmpeg import ffmpeg
from tests.kit.truth import Content

H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "1500k", "-g", "25")
HEVC = ("-c:v", "libx265", "-preset", "ultrafast", "-b:v", "1500k", "-x265-params", "log-level=0")
MPEG2 = ("-c:v", "mpeg2video", "-b:v", "4M", "-g", "12", "-bf", "2")
MUTE = ("-an",)
AAC = ("-c:a", "aac", "-b:a", "128k")
FILM = Fraction(24_000, 1001)
NTSC = Fraction(30_000, 1001)
LATE = 1


@dataclass(frozen=True, slots=True)
class Clip:
    """A kind of file. ``name`` has the suffix that chooses the container.

    ``held`` is how long a picture may stay on, in pictures of ``rate``.
    """

    name: str
    rate: Fraction = Fraction(25)
    picture: tuple[str, ...] = H264
    sound: tuple[str, ...] = AAC
    filters: str = "null"
    size: tuple[int, int] = (640, 360)
    damage: Callable[[bytes], bytes] = bytes
    late_sound: bool = False

    held: int = 1

    @property
    def whole(self) -> bool:
        """Is every picture of it there to be read?"""
        return self.damage is bytes


def _broken(data: bytes) -> bytes:
    third, noise = len(data) // 3, bytes(range(251))
    length = len(data) // 12
    return data[:third] + (noise * (length // 251 + 1))[:length] + data[third + length :]


def _cut_off(data: bytes) -> bytes:
    return data[: len(data) * 6 // 10]


def _empty(_: bytes) -> bytes:
    return b""


CLIPS = (
    Clip("pal.mp4"),
    Clip("film.mp4", FILM),
    Clip("ntsc.mkv", NTSC),
    Clip("fast.mp4", Fraction(60)),
    Clip("vfr.mkv", filters="select='not(eq(mod(n,7),3))'", held=2),
    Clip("tube.mp4", filters="scale=720:576,setsar=16/15", size=(768, 576)),
    Clip("mute.mp4", sound=MUTE),
    Clip("mono.mp4", sound=(*AAC, "-ac", "1", "-ar", "44100")),
    Clip("surround.mkv", sound=("-c:a", "ac3", "-ac", "6")),
    Clip("hevc.mp4", picture=HEVC),
    Clip("deep.mkv", FILM, picture=(*HEVC, "-pix_fmt", "yuv420p10le")),
    Clip("old.avi", picture=("-c:v", "mjpeg", "-q:v", "4"), sound=("-c:a", "pcm_s16le")),
    Clip("mpeg2.ts", NTSC, picture=MPEG2, sound=("-c:a", "mp2")),
    Clip("mpeg2.mpg", picture=MPEG2, sound=("-c:a", "mp2")),
    Clip("rare-keys.mp4", picture=(*H264, "-g", "250", "-bf", "3")),
    Clip("rare-keys.ts", picture=(*H264, "-g", "250", "-bf", "3")),
    Clip("late-sound.mp4", late_sound=True),
    Clip("broken.ts", damage=_broken),
)
"""What a station can play; ``broken.ts`` has noise in its middle."""

USELESS = (Clip("cut-off.mp4", damage=_cut_off), Clip("empty.mkv", damage=_empty))
"""What it cannot."""


X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "1500k", "-sc_threshold", "0")

COPIED = (
    Clip("often-bare.mp4", picture=(*X264, "-g", "25", "-bf", "0")),
    Clip("often.mkv", picture=(*X264, "-g", "25", "-bf", "2")),
    Clip("rare.mp4", picture=(*X264, "-g", "250", "-bf", "3")),
    Clip("rare-bare.mkv", picture=(*X264, "-g", "250", "-bf", "0")),
    Clip("often.ts", picture=(*X264, "-g", "25", "-bf", "3")),
    Clip("other-sound.mkv", picture=(*X264, "-g", "50", "-bf", "2"), sound=("-c:a", "ac3")),
    Clip("no-sound.mp4", picture=(*X264, "-g", "50", "-bf", "2"), sound=MUTE),
)
"""What a channel of this size and rate may send as it is: key pictures often and rarely."""

HOLED = Clip("holed.mp4", picture=COPIED[2].picture, filters="select='not(eq(n,260))'", held=2)
"""The same, but one picture is not there."""


def drawn(clip: Clip, seconds: int) -> Drawing:
    """What is in the file; its code is the clip's place in `CLIPS`, counted from 1."""
    place = (CLIPS + USELESS + COPIED + (HOLED,)).index(clip)
    width, height = clip.size
    motion = MOTIONS[place % len(MOTIONS)]
    length = timedelta(seconds=seconds)
    return Drawing(clip.name, "", length, place + 1, place * 47, motion, clip.rate, width, height)


def write(clip: Clip, folder: Path, seconds: int) -> Path:
    """The clip as a file below ``folder``, so many seconds long."""
    folder.mkdir(parents=True, exist_ok=True)
    path, drawing = folder / clip.name, drawn(clip, seconds)
    ffmpeg(
        *("-f", "lavfi", "-i", drawing_graph(drawing, 0, None), *_second_input(clip, drawing)),
        *("-map", "0:v", "-map", "1:a" if clip.late_sound else "0:a", "-t", str(seconds)),
        *("-vf", clip.filters, "-fps_mode", "passthrough"),
        *("-pix_fmt", "yuv420p", *clip.picture, *clip.sound, "-y", str(path)),
    )
    path.write_bytes(clip.damage(path.read_bytes()))
    return path


def input_of(clip: Clip, folder: Path) -> FileInput:
    """The file as a source would give it."""
    found = probe(folder / clip.name)
    return FileInput(str(folder / clip.name), found.format, found.streams, found.start_time)


def content_of(clip: Clip, folder: Path) -> Content:
    """What to expect of the file. Sound may begin before its first picture."""
    with av.open(str(folder / clip.name)) as file:
        frame = next(file.decode(video=0))
        assert frame.pts is not None
        assert frame.time_base is not None
        begins = frame.pts * frame.time_base - Fraction(file.start_time or 0, 1_000_000)
    return Content(
        drawn(clip, 1).code,
        clip.rate,
        begins,
        clip.held,
        readable=clip.whole,
        sound_from=None if clip.sound == MUTE else LATE if clip.late_sound else 0,
    )


def _second_input(clip: Clip, drawing: Drawing) -> tuple[str, ...]:
    """Sound of the medium that only begins when a second of it is over."""
    if not clip.late_sound:
        return ()
    graph = sound_graph(drawing.hue, int(LATE * drawing.rate), drawing.rate)
    return ("-itsoffset", str(LATE), "-f", "lavfi", "-i", graph)
