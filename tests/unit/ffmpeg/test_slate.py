from __future__ import annotations

import asyncio
from fractions import Fraction

from exstreamtv.daemon.processes.process import output_of
from exstreamtv.daemon.splicing.slate import slate_from
from exstreamtv.ffmpeg.slate import Drawn, slate_command
from exstreamtv.model.channel import Profile
from exstreamtv.model.grid import Grid
from tests.kit.ffmpeg import program

FILM = Profile(width=320, height=180, rate=Fraction(24_000, 1001), video_kbps=500)


def test_a_slate_is_one_closed_group_whose_stamps_can_be_moved() -> None:
    command = slate_command(program(), FILM, Drawn(), None)

    slate = slate_from(asyncio.run(output_of(command, 60)), Grid(FILM.rate), 24)

    assert [picture.key for picture in slate.pictures] == [True] + [False] * 23
    assert all(picture.stamped for picture in slate.pictures)
