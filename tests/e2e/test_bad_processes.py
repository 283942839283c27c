"""Processes that misbehave in every way: the stream is whole, the next item is exact, and nobody
else notices anything.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from tests.kit.capture import Capture, complaints, pictures, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, USELESS, content_of, drawn, input_of, write
from tests.kit.ffmpeg import program
from tests.kit.on_air import in_turn, on_air, whole_second
from tests.kit.transport import examine
from tests.kit.truth import Content, slot_of, verdict

SMALL = Profile("small", 640, 360, video_kbps=1000, preset="ultrafast")
BAD = Channel("bad", "1", "Bad", SMALL)
GOOD = Channel("good", "2", "Good", SMALL)
GRID = Grid(SMALL.rate)
ITEM_S, SECONDS = 8, 14

NOISE = "yes 'a warning of a decoder that is not content' | head -c 16000000 >&2 & exec %s"
WAYS = {
    "a megabyte of warnings a second": NOISE,
    "ends early, and says it is well": "%s | head -c 300000",
    "ends early, and badly": "%s | head -c 300000; exit 1",
    "never ends": "%s; sleep 600",
    "starts late": "sleep 3; exec %s",
    "is slower than the clock": "%s | while head -c 20000 && sleep 0.4; do :; done",
    "writes rubbish": "head -c 2000000 /dev/urandom",
    "writes nothing": "sleep 600",
}


def behaving(folder: Path, how: str) -> str:
    """A program that is FFmpeg, but for the clip of that name."""
    script = folder / "ffmpeg"
    plain = f'"{program()}" "$@"'
    bad = how % plain if "%s" in how else how
    script.write_text(f'#!/bin/sh\ncase "$*" in *film.mp4*) {bad} ;; *) exec {plain} ;; esac\n')
    script.chmod(0o755)
    return str(script)


@pytest.mark.paced
@pytest.mark.parametrize("how", WAYS.values(), ids=WAYS)
def test_the_next_item_is_on_time_and_no_other_channel_notices(tmp_path: Path, how: str) -> None:
    films = {clip.name: clip for clip in CLIPS}
    names = ["film.mp4", "pal.mp4", "pal.mp4"]
    for name in set(names):
        write(films[name], tmp_path, ITEM_S + 2)
    inputs = {name: input_of(films[name], tmp_path) for name in names}
    inputs["drawn"] = drawn(CLIPS[4], 3600)  # type: ignore[assignment]
    contents = {name: content_of(films[name], tmp_path) for name in names}
    contents["drawn"] = Content(drawn(CLIPS[4], 1).code, CLIPS[4].rate)
    line = in_turn(names, ITEM_S, whole_second())
    other = replace(in_turn(["drawn"], 3600, whole_second()), channel="good")

    with on_air(
        [BAD, GOOD], {"bad": line, "good": other}, inputs, ffmpeg=behaving(tmp_path, how)
    ) as station:
        captures: dict[str, Capture] = {}

        def watch(number: str) -> None:
            captures[number] = tune(f"{station.base}/iptv/channel/{number}.ts", SECONDS)

        watching = [threading.Thread(target=watch, args=(number,)) for number in "12"]
        for each in watching:
            each.start()
        for each in watching:
            each.join()

    second = GRID.picture_at(line.items[1].start)
    shown = list(pictures(captures["1"]))
    nobody = Content(0, GRID.rate, readable=False)
    slots = verdict(shown, line, GRID, lambda _: nobody)
    after = [each for each in shown if slot_of(each.ticks, GRID) >= second]
    found = verdict(after, line, GRID, lambda media: contents[media.key])
    elsewhere = verdict(pictures(captures["2"]), other, GRID, lambda media: contents[media.key])

    assert slots.flawless, slots
    assert found.flawless, found
    assert found.exact > 2 * SMALL.rate
    assert elsewhere.flawless, elsewhere
    for capture in captures.values():
        assert examine(capture.data).faults == []
        assert steps(sound_stamps(capture)) == {1920}
        assert complaints(capture) == ""


@pytest.mark.paced
def test_a_file_that_is_corrupt_or_cut_off_leaves_its_slots_and_nothing_else(
    tmp_path: Path,
) -> None:
    names = ["broken.ts", "pal.mp4", "cut-off.mp4", "pal.mp4", "pal.mp4"]
    clips = [clip for clip in (*CLIPS, *USELESS) if clip.name in names]
    for clip in clips:
        write(clip, tmp_path, 5)
    good = [clip for clip in clips if clip.name != "cut-off.mp4"]
    inputs = {clip.name: input_of(clip, tmp_path) for clip in good}
    inputs["cut-off.mp4"] = replace(inputs["pal.mp4"], path=str(tmp_path / "cut-off.mp4"))
    contents = {clip.name: content_of(clip, tmp_path) for clip in good}
    contents["cut-off.mp4"] = Content(0, GRID.rate, readable=False)
    line = in_turn(names, 4, whole_second())

    with on_air([BAD], {"bad": line}, inputs) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", 16)

    found = verdict(pictures(capture), line, GRID, lambda media: contents[media.key])

    assert found.flawless, found
    assert found.exact > 4 * SMALL.rate
    assert steps(sound_stamps(capture)) == {1920}
    assert complaints(capture) == ""
