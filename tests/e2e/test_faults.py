"""What goes wrong with files and processes while they play: slate at the worst, never a hole."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from exstreamtv.daemon.transport.stamps import WRAP, write_stamp
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from exstreamtv.model.media import FileInput
from exstreamtv.model.timeline import Timeline
from tests.kit.capture import Shown, complaints, pictures, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, USELESS, content_of, drawn, input_of, write
from tests.kit.on_air import in_turn, on_air, whole_second
from tests.kit.processes import children, until
from tests.kit.transport import examine
from tests.kit.truth import Content, slot_of, verdict

SMALL = Profile("small", 640, 360, video_kbps=1500, preset="ultrafast")
ONE = Channel("test", "1", "Test", SMALL)
GRID = Grid(SMALL.rate)


def due_in(timeline: Timeline, shown: Shown) -> str:
    """The medium that should be on the air with a picture."""
    cue = timeline.at(GRID.picture_instant(slot_of(shown.ticks, GRID)))
    assert cue
    assert cue.item.media
    return cue.item.media.key


@pytest.mark.alone
def test_files_that_cannot_be_opened_are_slate_and_the_next_one_is_exact(
    clips: Path, tmp_path: Path
) -> None:
    names = ["pal.mp4", "empty.mkv", "film.mp4", "cut-off.mp4", "pal.mp4", "film.mp4"]
    timeline = in_turn(names, 3, whole_second(), in_point=0.5)
    good = [clip for clip in CLIPS if clip.name in names]
    inputs = {clip.name: input_of(clip, clips) for clip in good}
    for clip in USELESS:
        inputs[clip.name] = FileInput(str(write(clip, tmp_path, 4)))
    contents = {clip.name: content_of(clip, clips) for clip in good}
    contents |= {clip.name: Content(0, clip.rate, readable=False) for clip in USELESS}

    with on_air([ONE], {"test": timeline}, inputs) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", 13)
        held = httpx.get(f"{station.base}/health").json()["quarantine"]

    shown = list(pictures(capture))
    found = verdict(shown, timeline, GRID, lambda media: contents[media.key])
    due = [due_in(timeline, picture) for picture in shown]

    assert found.flawless, found
    assert [each for each, picture in zip(due, shown, strict=True) if not picture.mark] == [
        each for each in due if each in ("empty.mkv", "cut-off.mp4")
    ]
    assert due.count("cut-off.mp4") == 3 * SMALL.rate
    # The other one fails for the third time before or after something else has played.
    assert "test:empty.mkv" in {each["media"] for each in held}
    assert examine(capture.data).faults == []
    assert complaints(capture) == ""


@pytest.mark.alone
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_a_lost_process_is_replaced_and_every_slot_is_filled(blow: signal.Signals) -> None:
    timeline = in_turn(["drawn"], 60, whole_second())
    film = drawn(CLIPS[0], 3600)
    content = Content(film.code, film.rate)

    def strike() -> None:
        time.sleep(3)
        for pid in children(os.getpid()):
            os.kill(pid, blow)

    with on_air([ONE], {"test": timeline}, {"drawn": film}) as station:
        fate = threading.Thread(target=strike)
        fate.start()
        capture = tune(f"{station.base}/iptv/channel/1.ts", 14)
        fate.join()

    found = verdict(
        (each for each in pictures(capture) if each.mark), timeline, GRID, lambda _: content
    )
    slots = verdict(
        pictures(capture), timeline, GRID, lambda _: Content(0, GRID.rate, readable=False)
    )

    assert slots.flawless, slots
    assert found.wrong == []
    assert found.exact >= found.pictures > 10 * SMALL.rate
    assert steps(sound_stamps(capture)) == {1920}
    assert complaints(capture) == ""
    assert until(lambda: not children(os.getpid()), 5)


@pytest.mark.alone
def test_a_file_that_comes_back_is_on_the_air_at_its_place_within_a_second(
    clips: Path, tmp_path: Path
) -> None:
    clip = next(clip for clip in CLIPS if clip.name == "film.mp4")
    film, away = tmp_path / clip.name, write(clip, tmp_path / "away", 40)
    timeline = in_turn([clip.name], 3600, whole_second())
    known = replace(input_of(clip, clips), path=str(film))
    back: list[float] = []

    def come_back() -> None:
        time.sleep(8)
        away.rename(film)
        back.append(time.time())

    with on_air([ONE], {"test": timeline}, {"film.mp4": known}) as station:
        fate = threading.Thread(target=come_back)
        fate.start()
        capture = tune(f"{station.base}/iptv/channel/1.ts", 13)
        fate.join()
        incidents = httpx.get(f"{station.base}/health").json()["incidents"]

    content = Content(drawn(clip, 40).code, clip.rate)
    shown = list(pictures(capture))
    first = next(each for each in shown if each.mark)
    found = verdict((each for each in shown if each.mark), timeline, GRID, lambda _: content)
    arrived = capture.asked + capture.arrival_s(capture.data.index(_stamp(first)))

    assert arrived - back[0] < 1
    assert first.instant.timestamp() - back[0] < 1.6
    assert found.exact == found.pictures > 2 * SMALL.rate
    assert found.missing == []
    assert steps(sound_stamps(capture)) == {1920}
    assert len([each for each in incidents if "test:film.mp4" in each["what"]]) < 9
    assert complaints(capture) == ""


def _stamp(shown: Shown) -> bytes:
    """How its time stamp is written in the stream."""
    stamp = bytearray(b"\x31\0\0\0\0")
    write_stamp(stamp, 0, shown.ticks % WRAP)
    return bytes(stamp)
