"""What a channel costs in Python: a minute of 4 Mbit/s through the splicer, nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache

from bench.claims import Claim
from exstreamtv.daemon.channel import STROKE
from exstreamtv.daemon.processes.pipe import PIPE_BYTES
from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.splicing.slate import Slate, slate_from
from exstreamtv.daemon.splicing.splicer import Splicer
from exstreamtv.daemon.splicing.stretch import Stretch
from exstreamtv.daemon.transport.mux import Mux
from exstreamtv.ffmpeg import encode
from exstreamtv.ffmpeg.slate import Drawn, slate_command
from exstreamtv.model.channel import Profile
from exstreamtv.model.grid import CLOCK, Grid
from tests.kit.ffmpeg import ffmpeg, program

SECONDS = 60
PROFILE = Profile(preset="ultrafast")
GRID = Grid(PROFILE.rate)
FIRST = 44_000_000_000
TIMES = 5
BUDGET = 0.4

COMMAND = "python -m bench splicing"

PICTURE = f"testsrc2=s=1280x720:r={PROFILE.rate},noise=alls=30:allf=t"
SOUND = "anoisesrc=r=48000:a=0.1,aformat=channel_layouts=stereo"


def measure() -> Iterator[Claim]:
    """The best of a few: what else the machine does can only add."""
    took = min(percent() for _ in range(TIMES))
    mbits = len(_written()) * 8 / SECONDS / 1e6
    yield Claim(
        f"splicing one channel of {mbits:.1f} Mbit/s, in Python",
        f"{BUDGET} % of a core",
        f"{took:.2f} %",
        took <= BUDGET,
        COMMAND,
    )


def percent() -> float:
    """Seconds of one core for a hundred seconds of the stream."""
    feed, pieces = _feed(), _pieces()
    splicer = Splicer(GRID, _slate(), Mux("Bench"), FIRST, GRID.picture_ticks(FIRST))
    splicer.feeds, begun, written = (feed,), time.thread_time(), 0
    for stroke in range((SECONDS - 3) * CLOCK // STROKE):
        while not feed.full and (piece := next(pieces, b"")):
            feed.take_in(piece)
        chunks = splicer.splice(GRID.picture_ticks(FIRST) + stroke * STROKE)
        written += sum(len(chunk.data) for chunk in chunks)
    took = time.thread_time() - begun
    assert not splicer.slated
    assert written > 0.9 * len(_written())
    return 100 * took / SECONDS


def _feed() -> Feed:
    pictures = SECONDS * int(GRID.rate)
    sound, sound_stop = map(GRID.sound_at_picture, (FIRST, FIRST + pictures))
    return Feed(Stretch(FIRST, FIRST + pictures, sound, sound_stop), GRID)


def _pieces() -> Iterator[bytes]:
    """As they come out of a pipe that a process keeps full."""
    data = _written()
    return (data[at : at + PIPE_BYTES] for at in range(0, len(data), PIPE_BYTES))


@cache
def _written() -> bytes:
    """What one process delivers: pictures of noise, so that they need their bits, and sound."""
    return ffmpeg(
        *("-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", SOUND, "-t", str(SECONDS)),
        *(*encode.video(PROFILE, 0), *encode.audio(PROFILE), *encode.transport()),
    )


@cache
def _slate() -> Slate:
    return slate_from(ffmpeg(*slate_command(program(), PROFILE, Drawn(), None).argv[1:]), GRID, 25)
