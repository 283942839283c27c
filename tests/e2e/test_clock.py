"""The machine's clock is set while a channel is watched."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta

import httpx
import pytest

from exstreamtv.daemon.clock import SystemClock
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from tests.kit.capture import Capture, complaints, pictures, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, drawn
from tests.kit.demo import Settable
from tests.kit.on_air import in_turn, on_air, whole_second
from tests.kit.transport import PACKET, examine
from tests.kit.truth import Content, slot_of, verdict

SMALL = Profile("small", 320, 180, video_kbps=600, preset="ultrafast")
ONE = Channel("test", "1", "Test", SMALL)
GRID = Grid(SMALL.rate)
FILM = drawn(CLIPS[0], 3600)
BY_S = (0.5, -0.5, 30, -30)
APART_S = 4


def parts(capture: Capture) -> list[Capture]:
    """The stream between announced jumps, without the packets that announce them."""
    packets = [capture.data[at : at + PACKET] for at in range(0, len(capture.data), PACKET)]
    found = [bytearray()]
    for packet in packets:
        if packet[3] & 0x30 == 0x20 and packet[5] & 0x80:
            # One on each PID: the picture's, and the sound's just behind.
            found += [bytearray()] if found[-1] else []
        else:
            found[-1] += packet
    return [replace(capture, data=bytes(each)) for each in found]


@pytest.mark.paced
def test_small_steps_lose_no_slot_and_large_ones_are_cut_exactly() -> None:
    wall, due = Settable(), list[datetime]()
    timeline = in_turn(["drawn"] * 40, 5, whole_second(-60))

    def tamper() -> None:
        for by_s in BY_S:
            time.sleep(APART_S)
            wall.ahead += timedelta(seconds=by_s)
            due.append(wall.now())

    clock = SystemClock(wall.now)
    with on_air([ONE], {"test": timeline}, {"drawn": FILM}, clock=clock) as station:
        fate = threading.Thread(target=tamper)
        fate.start()
        capture = tune(f"{station.base}/iptv/channel/1.ts", APART_S * (len(BY_S) + 1.5))
        fate.join()
        incidents = httpx.get(f"{station.base}/health").json()["incidents"]
    before, ahead, back = parts(capture)

    for part in (before, ahead, back):
        shown = list(pictures(part))
        content = Content(FILM.code, FILM.rate)
        found = verdict(shown, timeline, GRID, lambda _, content=content: content)
        assert found.flawless, found
        assert found.pictures > APART_S * SMALL.rate / 2
        assert examine(part.data).faults == []
        assert steps(sound_stamps(part)) == {1920}
        assert complaints(part) == ""
    for part, asked in ((ahead, due[2]), (back, due[3])):
        first = GRID.picture_instant(slot_of(next(pictures(part)).ticks, GRID))
        assert timedelta(0) <= first - asked < timedelta(milliseconds=500)
    set_by = [each["what"] for each in reversed(incidents) if each["channel"] == "station"]
    assert set_by == [
        "the clock was set forward by 0.50 s",
        "the clock was set back by 0.50 s",
        "the clock was set forward by 30.00 s",
        "the clock was set back by 30.00 s",
    ]
