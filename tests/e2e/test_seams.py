"""Fifty seams of mixed media in a row: nothing missing, repeated, black, early or late."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from exstreamtv.model.channel import Profile
from exstreamtv.model.grid import CLOCK, SAMPLE_RATE, Grid
from tests.kit.capture import complaints, pictures, sound, sound_stamps, steps
from tests.kit.clips import CLIPS, write
from tests.kit.evening import Evening, captured
from tests.kit.listening import holes, ticks_heard
from tests.kit.transport import examine
from tests.kit.truth import verdict

SEAMS = 30
SECONDS = 2.43
"""Of an item: no whole number of pictures."""

TICK_S = 0.004
"""How exactly a tick can be found by its loudness."""

LATE_TICK_S = 0.015
"""The same where sound sets in after the picture; FFmpeg then stretches it into its place."""

SMALL = Profile("small", 640, 360, video_kbps=1500, preset="ultrafast")


@pytest.fixture(scope="module")
def evening(clips: Path) -> Evening:
    return captured(clips, SECONDS, SMALL, SEAMS)


@pytest.mark.alone
def test_every_picture_is_there_once_and_the_right_one(evening: Evening) -> None:
    grid, shown = Grid(SMALL.rate), pictures(evening.capture)

    found = verdict(shown, evening.timeline, grid, lambda media: evening.contents[media.key])

    assert found.pictures >= SEAMS * SECONDS * SMALL.rate
    assert found.flawless, found


@pytest.mark.alone
def test_the_transport_stream_never_notices_a_seam(evening: Evening) -> None:
    report = examine(evening.capture.data)

    assert report.faults == []


@pytest.mark.alone
def test_a_decoder_that_forgives_nothing_has_nothing_to_say(evening: Evening) -> None:
    assert complaints(evening.capture) == ""


@pytest.mark.alone
def test_sound_has_neither_gap_nor_overlap(evening: Evening) -> None:
    assert steps(sound_stamps(evening.capture)) == {1920}


@pytest.mark.alone
def test_sound_is_heard_across_the_seams(evening: Evening) -> None:
    _, samples = sound(evening.capture)

    stretches = evening.audible()

    assert max(stop - first for first, stop in stretches) > 10 * SAMPLE_RATE
    for first, stop in stretches:
        assert list(holes(samples[first:stop])) == []


@pytest.mark.alone
def test_ticks_are_heard_when_they_are_due(evening: Evening) -> None:
    begins, samples = sound(evening.capture)
    heard = ticks_heard(samples)

    sure = [tick for first, stop in evening.audible() for tick in heard if first < tick < stop]

    assert len(sure) > SEAMS
    for tick in sure:
        instant = Fraction(begins, CLOCK) + Fraction(int(tick), SAMPLE_RATE)
        content, late = evening.content(instant), evening.position(instant)
        bound = LATE_TICK_S if content.sound_from else TICK_S
        assert abs(late - round(late)) < bound, (content, float(late))


@pytest.mark.soak
def test_fifty_items_of_ten_seconds_in_full_size(tmp_path: Path) -> None:
    full = Profile()
    for clip in CLIPS:
        write(clip, tmp_path, 11)

    evening = captured(tmp_path, 10, full, SEAMS)
    shown = pictures(evening.capture)
    found = verdict(
        shown, evening.timeline, Grid(full.rate), lambda media: evening.contents[media.key]
    )

    assert found.pictures > SEAMS * 10 * full.rate
    assert found.flawless, found
    assert examine(evening.capture.data).faults == []
    assert complaints(evening.capture) == ""
    assert steps(sound_stamps(evening.capture)) == {1920}
